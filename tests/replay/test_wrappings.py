"""Records are found in what services and log tools wrap around them."""

import base64
import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.replay import Where, cloudtrail, wrappings
from tests.support.records import ACCOUNT, CLUSTER, REGION, ROLE, record, sync
from tests.support.replay_reading import read, requests, skipped

HERE = Where("calls", 1, 0)
RECORDS = sync()[:4]
TEXTS = [json.dumps(one) for one in RECORDS]


def packed(value):
    return base64.b64encode(gzip.compress(json.dumps(value).encode())).decode()


def subscription():
    events = [{"id": str(number), "message": text} for number, text in enumerate(TEXTS)]
    return {"messageType": "DATA_MESSAGE", "logGroup": "CloudTrail", "logEvents": events}


def notification(text):
    return {"Type": "Notification", "Message": text}


def ocsf(one, **api):
    """``one`` as Security Lake has it."""
    who = one["userIdentity"]
    return {
        "metadata": {"product": {"name": "CloudTrail"}, "event_code": "AwsApiCall"},
        "time_dt": one["eventTime"],
        "cloud": {"region": REGION, "provider": "AWS"},
        "api": {
            "operation": one["eventName"],
            "service": {"name": one["eventSource"]},
            "request": {"uid": "x", "data": one["requestParameters"]},
            "response": {"data": one["responseElements"]},
        }
        | api,
        "actor": {
            "user": {"type": "AssumedRole", "uid": who["arn"], "account": {"uid": ACCOUNT}},
            "session": {"issuer": ROLE, "is_mfa": False},
        },
        "src_endpoint": {"ip": one["sourceIPAddress"]},
    }


def flattened(one):
    """``one`` as Security Lake had it first: parameters are left unmapped."""
    rest = {f"requestParameters.{key}": value for key, value in one["requestParameters"].items()}
    answered = (
        {} if one["responseElements"] is None else {"responseElements": json.dumps(one["responseElements"])}
    )
    return ocsf(one, request={"uid": "x"}, response={}) | {"unmapped": rest | answered}


def lake(one):
    keep = ("eventSource", "eventName", "awsRegion", "recipientAccountId")
    row = [{name: one[name]} for name in keep]
    return [*row, *({name: json.dumps(one[name])} for name in ("requestParameters", "responseElements"))]


def elastic(one, keep="flattened"):
    """``one`` as Elastic's integration has it, without the record as it was."""
    who = one["userIdentity"]
    names = {"requestParameters": "request_parameters", "responseElements": "response_elements"}
    kept = {name: one[key] for key, name in names.items() if one[key] is not None}
    texts = {name: json.dumps(value) for name, value in kept.items()}
    return {
        "@timestamp": one["eventTime"],
        "event": {"action": one["eventName"], "provider": one["eventSource"], "outcome": "success"},
        "aws": {
            "cloudtrail": {
                "event_type": "AwsApiCall",
                "recipient_account_id": ACCOUNT,
                "user_identity": {
                    "type": who["type"],
                    "arn": who["arn"],
                    "session_context": {"session_issuer": {"arn": ROLE}, "mfa_authenticated": "false"},
                },
                **({"flattened": kept} if keep == "flattened" else texts),
            }
        },
        "cloud": {"region": REGION, "account": {"id": ACCOUNT}},
        "source": {"ip": one["sourceIPAddress"]},
    }


FORMS = {
    "a subscription": subscription(),
    "a subscription, to Lambda": {"awslogs": {"data": packed(subscription())}},
    "Kinesis, to Lambda": {"Records": [{"kinesis": {"data": packed(subscription())}}]},
    "filter-log-events": {"events": [{"eventId": "1", "message": text} for text in TEXTS]},
    "Logs Insights": {
        "results": [
            [{"field": "@timestamp", "value": "1"}, {"field": "@message", "value": text}] for text in TEXTS
        ]
    },
    "SNS": [notification(text) for text in TEXTS],
    "SNS, to Lambda": {"Records": [{"EventSource": "aws:sns", "Sns": notification(text)} for text in TEXTS]},
    "SQS": {"Messages": [{"MessageId": "m", "Body": text} for text in TEXTS]},
    "SNS in SQS": {"Messages": [{"Body": json.dumps(notification(text))} for text in TEXTS]},
    "SQS, to Lambda": {"Records": [{"eventSource": "aws:sqs", "body": text} for text in TEXTS]},
    "EventBridge in SQS": {"Messages": [{"Body": json.dumps({"detail": one})} for one in RECORDS]},
    "S3 Select of a log file": {"_1": RECORDS},
    "S3 Select of records": [{"s": one} for one in RECORDS],
    "lookup-events, queried": TEXTS,
    "lookup-events, queried further": [[{"CloudTrailEvent": text}] for text in TEXTS],
    "Splunk, exported": [{"preview": False, "result": {"_raw": text}} for text in TEXTS],
    "Splunk, collected": [{"time": 1, "event": one} for one in RECORDS],
    "Elastic": {"took": 1, "hits": {"hits": [{"_source": {"event": {"original": text}}} for text in TEXTS]}},
    "Elastic, as they are": {"hits": {"total": {}, "hits": [{"_source": one} for one in RECORDS]}},
    "Elastic, with its action": [{"event": {"original": text, "action": "x"}} for text in TEXTS],
    "Elastic, in fields": {"hits": {"hits": [{"_source": elastic(one)} for one in RECORDS]}},
    "Elastic, in fields that are texts": [{"_source": elastic(one, "texts")} for one in RECORDS],
    "a column of any name": [{"Name": "x", "Event": text} for text in TEXTS],
    "CloudTrail Lake, eventJson": {"QueryResultRows": [[{"eventJson": text}] for text in TEXTS]},
    "Security Lake": [ocsf(one) for one in RECORDS],
    "Security Lake, its first version": [flattened(one) for one in RECORDS],
    "CloudTrail Lake": {"QueryStatus": "FINISHED", "QueryResultRows": [lake(one) for one in RECORDS]},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_wrapping_gives_the_same_calls(form, tmp_path):
    wanted = requests([cloudtrail.call(one, HERE) for one in RECORDS])
    for text in (json.dumps(FORMS[form]), json.dumps(FORMS[form], indent=2)):
        found = read(tmp_path, text)
        assert skipped(found) == []
        assert requests(found) == wanted


@pytest.mark.parametrize(
    "prefix",
    ["2026-01-02T03:04:05.000Z ", "2026-01-02T03:04:05.123000+00:00 a-stream ", "2026-01-02 03:04:05 "],
)
def test_a_time_may_stand_before_each_record(prefix, tmp_path):
    found = read(tmp_path, "".join(f"{prefix}{text}\n" for text in TEXTS))
    assert (len(requests(found)) > 3, skipped(found)) == (True, [])
    assert [one.where.line for one in found] == [1, 2, 3, 4]


def test_the_session_of_security_lake_is_known(tmp_path):
    (found,) = read(tmp_path, [ocsf(RECORDS[1])])
    context = found.asked[0].request.context
    assert context["aws:principalarn"] == (ROLE,)
    assert context["aws:multifactorauthpresent"] == ("false",)
    assert context["ecs:cluster"] == (CLUSTER,)
    assert found.who[0] == ROLE


def test_a_denial_in_security_lake_is_known(tmp_path):
    (found,) = read(tmp_path, [ocsf(RECORDS[1], response={"error": "AccessDenied"})])
    assert found.then == "denied"


@pytest.mark.parametrize("value", [{"message": "{x"}, {"data": "!!"}, {"data": "H4sIAAAA"}, {"_1": 3}])
def test_a_wrapping_of_something_else_is_reported(value, tmp_path):
    assert [why for _, why in skipped(read(tmp_path, value))] == [
        "is neither a call nor a record of CloudTrail"
    ]


def test_wrapped_deeper_than_anything_is_reported(tmp_path):
    value = record("ecs", "ListClusters")
    for _ in range(50):
        value = {"detail": value}
    assert len(skipped(read(tmp_path, value))) == 1


KEYS = [
    *(
        "Records",
        "Events",
        "events",
        "results",
        "QueryResultRows",
        "hits",
        "_source",
        "data",
        "message",
        "api",
    ),
    *("operation", "service", "name", "actor", "user", "unmapped", "eventSource", "requestParameters.a"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_no_wrapping_can_hurt(value):
    list(wrappings.records(value))
