"""What calls used of a statement's resources, and what of them would have done."""

from tests.support.records import arn
from tests.support.replay_running import allow, call, narrower, policy, tally

SECRET = arn("secretsmanager", "secret:s-??????")
GROUP = arn("logs", "log-group:g")
QUEUES = [arn("sqs", name) for name in ("q", "never", "logs-*")]


def idle(*calls, queues=QUEUES, action="sqs:SendMessage"):
    found = tally(policy(allow("Q", action, queues)), *calls)
    return [one.resource for one in found.unused if not one.action]


def test_resources_that_nothing_used_are_listed():
    assert idle(call("sqs:SendMessage", QUEUES[0])) == QUEUES[1:]
    assert idle(call("sqs:SendMessage", arn("sqs", "logs-1"))) == QUEUES[:2]
    assert idle(*(call("sqs:SendMessage", arn("sqs", name)) for name in ("q", "never", "logs-1"))) == []
    # Where nothing used the statement, its actions are listed and that is all.
    assert idle(call("sqs:SendMessage", arn("sqs", "other"))) == idle() == []
    assert idle(call("sqs:SendMessage", QUEUES[0]), queues=[QUEUES[0]]) == []
    assert idle(call("sqs:SendMessage", QUEUES[0]), queues=["*", QUEUES[1]]) == [QUEUES[1]]


def test_resources_that_may_have_been_used_are_not_listed():
    assert idle(call("sqs:SendMessage", arn("sqs", "n*"), partial=True)) == [QUEUES[0], QUEUES[2]]
    assert idle(call("sqs:SendMessage", None, partial=True)) == []
    groups = [f"{GROUP}:*", f"{GROUP}2:*"]
    assert idle(call("logs:FilterLogEvents", GROUP), queues=groups, action="logs:*") == groups[1:]
    buckets = ["arn:aws:s3:::*", "arn:aws:s3:::b"]
    assert idle(call("s3:ListAllMyBuckets"), queues=buckets, action="s3:*") == []


def test_a_secret_without_its_suffix_is_the_one_that_is_named():
    read = call("secretsmanager:GetSecretValue", SECRET, partial=True)
    for resource in (SECRET, arn("secretsmanager", "secret:s-*")):
        assert tally(policy(allow("S", "secretsmanager:GetSecretValue", resource)), read).allowed == 1
    other = arn("secretsmanager", "secret:s-AbCdEf")
    assert tally(policy(allow("S", "secretsmanager:GetSecretValue", other)), read).calls_unknown == 1
    (found,) = tally(policy(allow("S", "secretsmanager:GetSecretValue")), read).narrower
    assert found.used == (SECRET,)


def test_a_log_group_is_named_as_policies_name_it():
    for action in ("logs:FilterLogEvents", "logs:PutRetentionPolicy"):
        for resource in (GROUP, f"{GROUP}:*"):
            assert tally(policy(allow("G", action, f"{GROUP}:*")), call(action, resource)).allowed == 1
        assert narrower("*", GROUP, action=action) == [(f"{GROUP}:*",)]
        assert tally(policy(allow("G", action, f"{GROUP}2:*")), call(action, GROUP)).calls_denied == 1
    assert (
        tally(policy(allow("G", "logs:TagResource", f"{GROUP}:*")), call("logs:TagResource", GROUP)).allowed
        == 0
    )
    assert narrower("*", GROUP, action="logs:TagResource") == [(GROUP,)]


def test_a_type_that_nothing_names_is_not_recommended():
    found = tally(policy(allow("One", "ec2:CreateTags")), call("ec2:CreateTags", None, partial=True))
    assert (found.allowed, found.narrower) == (1, ())
