"""W325."""

from collections.abc import Iterator

from ....policy.conditions import read, requires_key
from ....reading.document import Document
from ...rule import Rule, Violation

_VPC = ("aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:ec2instancesourcevpc")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if not statement.allows or operator.family == "Null":
            continue
        if name in ("aws:vpcsourceip", "aws:ec2instancesourceprivateipv4") and not requires_key(
            statement, *_VPC
        ):
            message = f"allows by {condition.key.text} in any VPC"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W325",
    title="private address without its VPC",
    costs="any VPC can use the address, including VPCs of other accounts",
    instead="add a condition on aws:SourceVpc, aws:SourceVpce or aws:SourceVpcArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {
                "IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"},
                "StringEquals": {"aws:SourceVpc": "vpc-1a2b3c4d5e6f7a8b9"}
            }
        }]
    }""",
    check=_check,
)
