"""Documents of Elastic's integration for CloudTrail, which hold a record in fields, as records.

Unless told to, the integration keeps no ``event.original``. Source: "AWS CloudTrail"
(https://www.elastic.co/docs/reference/integrations/aws/cloudtrail).
"""

from collections.abc import Mapping
from typing import Any

from . import columns


def is_event(value: Mapping[str, Any]) -> bool:
    """Return whether ``value`` is such a document, without the record as it was."""
    event = _object(value.get("event"))
    return (
        isinstance(_object(value.get("aws")).get("cloudtrail"), dict)
        and isinstance(event.get("provider"), str)
        and isinstance(event.get("action"), str)
        and not isinstance(event.get("original"), str)
    )


def record(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of CloudTrail that ``value`` was made of, as far as it holds it."""
    event, trail = _object(value["event"]), _object(_object(value["aws"])["cloudtrail"])
    flattened = _object(trail.get("flattened"))
    cloud, who = _object(value.get("cloud")), _object(trail.get("user_identity"))
    session = _object(who.get("session_context"))
    issuer = _object(session.get("session_issuer"))
    account = trail.get("recipient_account_id") or _object(cloud.get("account")).get("id")
    source = _object(value.get("source"))
    row = {
        "eventSource": event["provider"],
        "eventName": event["action"],
        "eventTime": value.get("@timestamp"),
        "eventType": trail.get("event_type"),
        "awsRegion": cloud.get("region"),
        "recipientAccountId": account,
        "sourceIPAddress": source.get("ip") or source.get("address"),
        "userAgent": _object(value.get("user_agent")).get("original"),
        "errorCode": trail.get("error_code"),
        "errorMessage": trail.get("error_message"),
        "requestParameters": flattened.get("request_parameters") or trail.get("request_parameters"),
        "responseElements": flattened.get("response_elements") or trail.get("response_elements"),
        "userIdentity": {
            "type": who.get("type"),
            "arn": who.get("arn"),
            "accountId": _object(cloud.get("account")).get("id") or account,
            "invokedBy": who.get("invoked_by"),
            "userName": _object(value.get("user")).get("name"),
            "sessionContext": {
                "sessionIssuer": {"arn": issuer.get("arn")},
                "attributes": {"mfaAuthenticated": session.get("mfa_authenticated")},
            },
        },
    }
    return columns.record(row)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
