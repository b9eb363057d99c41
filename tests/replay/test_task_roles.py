"""Roles that a task is started with, by the registration of its task definition."""

import pytest

from emitter.replay.call import Where
from emitter.replay.cloudtrail import call
from emitter.replay.task_roles import WithTaskRoles

ACCOUNT = "111122223333"
DEFINITION = f"arn:aws:ecs:eu-west-1:{ACCOUNT}:task-definition/web"
BASE = {
    "eventSource": "ecs.amazonaws.com",
    "awsRegion": "eu-west-1",
    "recipientAccountId": ACCOUNT,
    "userIdentity": {"type": "IAMUser", "arn": f"arn:aws:iam::{ACCOUNT}:user/ci", "accountId": ACCOUNT},
}


def registered(revision=7, **more):
    roles = {"taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/web-task", "executionRoleArn": "web-exec"}
    answer = {"taskDefinition": {"taskDefinitionArn": f"{DEFINITION}:{revision}"}}
    asked = {"family": "web", "containerDefinitions": [], **roles}
    return {
        **BASE,
        "eventName": "RegisterTaskDefinition",
        "requestParameters": asked,
        "responseElements": answer,
        **more,
    }


def started(definition="web:7", event="RunTask", **answer):
    asked = {"cluster": "prod", "taskDefinition": definition}
    return {**BASE, "eventName": event, "requestParameters": asked, "responseElements": answer or None}


def passed(*records):
    """What the last of ``records`` passes: role, whether it is surely asked."""
    *_, last = WithTaskRoles(call(one, Where("a", 1, number)) for number, one in enumerate(records))
    return [
        (asked.request.resource.rpartition("/")[2], not asked.depends)
        for asked in last.asked
        if asked.request.action == "iam:PassRole"
    ]


ROLES = [("web-task", True), ("web-exec", True)]
OPEN = [("*", False)]
ANSWER = {"tasks": [{"taskDefinitionArn": f"{DEFINITION}:7"}]}


@pytest.mark.parametrize(
    ("records", "roles"),
    [
        ([registered(), started()], ROLES),
        ([registered(), started(event="StartTask")], ROLES),
        ([registered(), started(f"{DEFINITION}:7")], ROLES),
        ([registered(), started("web", **ANSWER)], ROLES),
        # The roles of another revision are others.
        ([registered(8), started()], OPEN),
        ([started(), registered(), started("web:6")], OPEN),
        ([started()], OPEN),
        ([registered(), started("web")], OPEN),
        ([registered(errorCode="AccessDenied"), started()], OPEN),
        ([registered(requestParameters=None), started()], OPEN),
        ([registered(requestParameters={"family": "web", "containerDefinitions": []}), started()], []),
    ],
)
def test_the_roles_of_a_task_are_those_of_its_revision(records, roles):
    assert passed(*records) == roles


def test_each_role_is_asked_for_by_whoever_starts_the_task():
    other = {**started(), "userIdentity": {**BASE["userIdentity"], "arn": f"arn:aws:iam::{ACCOUNT}:user/ops"}}
    _, run = WithTaskRoles(call(one, Where("a", 1, 0)) for one in (registered(), other))
    (first, *_) = (asked for asked in run.asked if asked.request.action == "iam:PassRole")
    assert first.request.context["aws:principalarn"] == (f"arn:aws:iam::{ACCOUNT}:user/ops",)
    assert first.request.context["iam:passedtoservice"] == ("ecs-tasks.amazonaws.com",)
