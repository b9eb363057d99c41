"""Events of Amazon Security Lake as records of CloudTrail."""

import pytest

from emitter.replay.ocsf import is_event, record

EVENT = {
    "api": {"operation": "RunTask", "service": {"name": "ecs.amazonaws.com"}},
    "actor": {
        "user": {
            "type": "AssumedRole",
            "uid": "arn:aws:sts::111122223333:assumed-role/deploy/ci",
            "account": {"uid": "111122223333"},
        },
        "session": {"issuer": "arn:aws:iam::111122223333:role/deploy", "is_mfa": False},
    },
    "cloud": {"region": "eu-west-1", "account": {"uid": "444455556666"}},
    "time_dt": "2026-01-02T03:04:05Z",
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (EVENT, True),
        ({"api": {"operation": "RunTask"}}, False),
        ({"api": {"service": {"name": "ecs.amazonaws.com"}}}, False),
        ({"api": "RunTask"}, False),
        ({"eventName": "RunTask"}, False),
    ],
)
def test_only_an_activity_of_an_api_is_an_event(value, expected):
    assert is_event(value) is expected


def test_an_event_is_the_record_that_it_was_made_of():
    found = record(EVENT)
    assert (found["eventSource"], found["eventName"]) == ("ecs.amazonaws.com", "RunTask")
    assert (found["awsRegion"], found["recipientAccountId"]) == ("eu-west-1", "444455556666")
    assert found["eventTime"] == "2026-01-02T03:04:05Z"
    identity = found["userIdentity"]
    assert identity["arn"] == "arn:aws:sts::111122223333:assumed-role/deploy/ci"
    assert identity["accountId"] == "111122223333"
    assert identity["sessionContext"]["sessionIssuer"]["arn"] == "arn:aws:iam::111122223333:role/deploy"


def test_a_user_without_an_account_is_of_the_account_of_the_call():
    user = {"type": "IAMUser", "uid": "arn:aws:iam::444455556666:user/ann"}
    assert record({**EVENT, "actor": {"user": user}})["userIdentity"]["accountId"] == "444455556666"


def test_the_draft_that_security_lake_began_with():
    user = {
        "type": "AssumedRole",
        "uid": "AROAEXAMPLE:ci",
        "uuid": "arn:aws:sts::111122223333:assumed-role/deploy/ci",
        "account_uid": "111122223333",
        "credential_uid": "ASIAEXAMPLE",
    }
    draft = {
        **EVENT,
        "actor": {"user": user, "session": {"issuer": "arn:aws:iam::111122223333:role/deploy", "mfa": False}},
        "cloud": {"region": "eu-west-1"},
        "time": 1679072879000,
        "unmapped": {"recipientAccountId": "444455556666", "requestParameters.cluster": "prod"},
    }
    del draft["time_dt"]
    found = record(draft)
    assert found["userIdentity"]["arn"] == "arn:aws:sts::111122223333:assumed-role/deploy/ci"
    assert found["userIdentity"]["principalId"] == "AROAEXAMPLE:ci"
    assert found["userIdentity"]["sessionContext"]["attributes"] == {"mfaAuthenticated": "false"}
    assert (found["eventTime"], found["recipientAccountId"]) == ("2023-03-17T17:07:59Z", "444455556666")
    assert found["requestParameters"] == {"cluster": "prod"}


@pytest.mark.parametrize("time", [None, True, "soon", float("inf"), 1e300, [1]])
def test_a_time_that_is_none_is_not_known(time):
    draft = {**EVENT, "time_dt": None, "time": time}
    assert record(draft)["eventTime"] is None
