"""N718."""

from ....policy.principals import Service
from ....reading.values import Value
from ...rule import Rule
from ._services import check_services


def _message(value: Value, found: Service, near: str) -> str:
    # E707 reports those that are misspelled.
    return "" if near or not found.suffix else f"unknown service principal {value.shown!r}"


RULE = Rule(
    id="N718",
    title="unknown service principal",
    costs="if it does not exist, IAM rejects the policy",
    instead="look it up in the service's documentation",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "widgets.amazonaws.com"},
            "Action": "sts:AssumeRole"
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
