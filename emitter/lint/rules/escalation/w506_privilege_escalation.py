"""W506."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.phrases import listed
from ...escalation.find import Escalation, escalations
from ...rule import HolderPolicies, Rule, Violation


def _together(held: HolderPolicies) -> Iterator[Violation]:
    by_value: dict[int, list[Escalation]] = {}
    for found in escalations(held.documents):
        if found.wide:
            by_value.setdefault(id(found.grant.value), []).append(found)
    for several in by_value.values():
        grant = several[0].grant
        if len(several) > 1 and is_pattern(grant.value.shown):
            does = listed((found.does for found in several), most=3)
            yield Violation(f"{grant.value.shown}: {does}", grant.value.place, grant.statement.sid)
        else:
            for found in several:
                yield Violation(f"{found.actions}: {found.does}", grant.value.place, grant.statement.sid)


RULE = Rule(
    id="W506",
    title="privilege escalation: these actions together allow more than the policy states",
    costs="the principal can obtain the permissions of any role, user or group, up to administrator",
    instead="name the roles and resources, or give one of the actions to another principal",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:*"
            },
            {
                "Effect": "Allow",
                "Action": "iam:PassRole",
                "Resource": "*",
                "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
            }
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "ecs:RegisterTaskDefinition",
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:*"
            },
            {
                "Effect": "Allow",
                "Action": "iam:PassRole",
                "Resource": "arn:aws:iam::111122223333:role/web-task",
                "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
            }
        ]
    }""",
    together=_together,
)
