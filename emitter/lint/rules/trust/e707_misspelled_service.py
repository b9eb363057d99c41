"""E707."""

from ....policy.principals import Service
from ....reading.values import Value
from ...rule import Rule
from ._services import check_services


def _message(value: Value, found: Service, near: str) -> str:
    if near:
        return f"unknown service principal {value.shown!r}; did you mean '{near}.amazonaws.com'?"
    # N718 reports what has the right form.
    return "" if found.suffix else f"unknown service principal {value.shown!r}; use SERVICE.amazonaws.com"


RULE = Rule(
    id="E707",
    title="misspelled service principal",
    costs="IAM rejects the policy",
    instead="use the principal that the service's documentation names",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-task.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*"}
            }
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*"}
            }
        }]
    }""",
    check=check_services(_message),
)
