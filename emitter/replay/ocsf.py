"""Events of Amazon Security Lake, which are in OCSF, as records of CloudTrail.

Sources: "Open Cybersecurity Schema Framework in Security Lake"
(https://docs.aws.amazon.com/security-lake/latest/userguide/open-cybersecurity-schema-framework.html), the
class "API Activity" (https://schema.ocsf.io/1.1.0/classes/api_activity), whose first draft (1.0.0-rc.2) the
first version of the source in Security Lake has, and, for where each field of
CloudTrail goes, the mappings of AWS
(https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS).
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# What Security Lake leaves of a record unmapped: requestParameters.NAME, or all of it as one text.
_UNMAPPED = re.compile(r"(requestParameters|responseElements)\.(.+)", re.DOTALL)
_TYPES = {
    "IAMUser": "IAMUser",
    "AssumedRole": "AssumedRole",
    "Root": "Root",
    "AWSService": "AWSService",
    "AWSAccount": "AWSAccount",
    "FederatedUser": "FederatedUser",
}


def is_event(value: Mapping[str, Any]) -> bool:
    """Return whether ``value`` is an event of OCSF about a call of an API."""
    api = value.get("api")
    return isinstance(api, dict) and "operation" in api and isinstance(api.get("service"), dict)


def record(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of CloudTrail that ``value`` was made of, as far as it holds it."""
    api, actor, cloud = _object(value["api"]), _object(value.get("actor")), _object(value.get("cloud"))
    user, session = _object(actor.get("user")), _object(actor.get("session"))
    response, source = _object(api.get("response")), _object(value.get("src_endpoint"))
    unmapped = _unmapped(value.get("unmapped"))
    account = _object(cloud.get("account")).get("uid") or cloud.get("account_uid")
    account = account or unmapped.get("recipientAccountId")
    owner = _object(user.get("account")).get("uid") or user.get("account_uid")
    issuer = session.get("issuer")
    who = {
        "type": _TYPES.get(str(user.get("type"))),
        **_names(user),
        "accountId": owner or account,
        "userName": user.get("name"),
        "invokedBy": actor.get("invoked_by"),
        "sessionContext": {
            "sessionIssuer": {"arn": issuer} if isinstance(issuer, str) else {},
            "attributes": {"mfaAuthenticated": _flag(session.get("is_mfa", session.get("mfa")))},
        },
    }
    return {
        "eventSource": api["service"].get("name"),
        "eventName": api["operation"],
        "eventTime": value.get("time_dt") or _time(value.get("time")),
        "eventType": _object(value.get("metadata")).get("event_code") or unmapped.get("eventType"),
        "awsRegion": cloud.get("region"),
        "recipientAccountId": account,
        "sourceIPAddress": source.get("ip") or source.get("domain"),
        "userAgent": _object(value.get("http_request")).get("user_agent"),
        "errorCode": response.get("error"),
        "errorMessage": response.get("message") or response.get("error_message"),
        "requestParameters": _data(api.get("request")) or unmapped.get("requestParameters"),
        "responseElements": _data(response) or unmapped.get("responseElements"),
        "resources": [
            {"ARN": one["uid"]} for one in _list(value.get("resources")) if isinstance(one.get("uid"), str)
        ],
        "userIdentity": {key: inner for key, inner in who.items() if inner is not None},
    }


def _names(user: Mapping[str, Any]) -> dict[str, Any]:
    """Return ARN and id of a user: ``uid`` was the id until OCSF 1.0, and ``uuid`` the ARN."""
    uid = user.get("uid")
    if isinstance(uid, str) and uid.startswith("arn:"):
        return {"arn": uid, "principalId": user.get("uid_alt")}
    return {"arn": user.get("uuid"), "principalId": uid}


def _time(value: Any) -> str | None:
    """Return milliseconds since 1970 as CloudTrail writes a time."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(value // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return None


def _data(value: Any) -> Any:
    """Return the ``data`` of a request or answer: an object, or JSON as text."""
    given = _object(value).get("data")
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return None
    return given if isinstance(given, dict) else None


def _unmapped(value: Any) -> dict[str, Any]:
    """Return what is unmapped, with the parameters that are one key each put together again."""
    given = value
    if isinstance(given, list):
        given = {str(pair[0]): pair[1] for pair in given if isinstance(pair, list) and len(pair) == 2}
    found: dict[str, Any] = {}
    for key, inner in _object(given).items():
        match = _UNMAPPED.fullmatch(key)
        if match is None:
            found[key] = _value(inner) if key in ("requestParameters", "responseElements") else inner
            continue
        place = found.setdefault(match[1], {})
        *outer, last = match[2].replace("[]", "").split(".")
        for name in outer:
            place = place.setdefault(name, {}) if isinstance(place, dict) else {}
        if isinstance(place, dict):
            place[last] = _value(inner)
    return found


def _value(text: Any) -> Any:
    if isinstance(text, str) and text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def _flag(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
