"""N507."""

from collections.abc import Iterator

from ...escalation.find import escalations
from ...rule import HolderPolicies, Rule, Violation


def _together(held: HolderPolicies) -> Iterator[Violation]:
    for found in escalations(held.documents):
        if not found.wide:
            grant = found.grant
            yield Violation(f"{found.actions}: {found.does}", grant.value.place, grant.statement.sid)


RULE = Rule(
    id="N507",
    title="privilege escalation to named roles or resources",
    costs="the principal has the permissions of these roles too",
    instead="limit these roles to what they need, and review them together with the policy",
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
                "Resource": "arn:aws:iam::111122223333:role/web-task",
                "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
            }
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeTasks",
            "Resource": "arn:aws:ecs:eu-west-1:111122223333:task/prod/*"
        }]
    }""",
    together=_together,
)
