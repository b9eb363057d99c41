"""W325."""

from emitter.lint.rules.conditions.w325_address_without_vpc import RULE
from tests.support.linting import condition, finds, one, table

PRIVATE = {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}}


@table(
    found=[
        ("allows by aws:VpcSourceIp in any VPC", condition("IpAddress", "aws:VpcSourceIp", "10.0.0.0/16")),
        (
            "allows by aws:Ec2InstanceSourcePrivateIPv4 in any VPC",
            condition("IpAddress", "aws:Ec2InstanceSourcePrivateIPv4", "10.0.0.0/16"),
        ),
        (
            "allows by aws:VpcSourceIp",
            one(Condition={**PRIVATE, "StringNotEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}),
        ),
    ],
    passed=[
        condition("IpAddress", "aws:VpcSourceIp", "10.0.0.0/16", Effect="Deny"),
        condition("Null", "aws:VpcSourceIp", "false"),
        condition("IpAddress", "aws:SourceIp", "198.51.100.0/24"),
        one(Condition={**PRIVATE, "StringEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}),
        one(Condition={**PRIVATE, "StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}),
        *(
            one(Condition={**PRIVATE, "StringEquals": {key: "a"}})
            for key in ("aws:SourceVpcArn", "aws:Ec2InstanceSourceVpc")
        ),
    ],
)
def test_a_private_address_names_its_vpc(expected, text):
    finds(RULE, text, *expected)
