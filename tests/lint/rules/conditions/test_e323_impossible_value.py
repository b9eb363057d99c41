"""E323."""

from emitter.lint.rules.conditions.e323_impossible_value import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "aws:PrincipalAccount is never '12345': an account ID has 12 digits",
            condition("StringEquals", "aws:PrincipalAccount", "12345"),
        ),
        ("an organization ID is like", condition("StringEquals", "aws:PrincipalOrgID", "o-short")),
        ("a VPC ID is like", condition("StringNotEquals", "aws:SourceVpc", "vpce-1a2b3c4d5e6f7a8b9")),
        ("a VPC endpoint ID is like", condition("StringEquals", "aws:sourceVpce", "vpc-1a2b3c4d5e6f7a8b9")),
        (
            "unknown Region; did you mean 'eu-west-1'?",
            condition("StringEquals", "aws:RequestedRegion", "eu-west-11"),
        ),
        ("'EU-WEST-1': unknown Region", condition("StringEquals", "aws:RequestedRegion", "EU-WEST-1")),
        ("'europe-*': unknown Region", condition("StringLike", "aws:RequestedRegion", "europe-*")),
        ("'eu-west-11': unknown Region", condition("StringNotEquals", "aws:RequestedRegion", "eu-west-11")),
        *(
            (f"{key} is never '1': an account ID", condition("StringEquals", key, "1"))
            for key in ("aws:ResourceAccount", "aws:SourceAccount", "aws:VpceAccount")
        ),
        *(
            (f"{key} is never '1': an organization ID", condition("StringEquals", key, "1"))
            for key in ("aws:ResourceOrgID", "aws:SourceOrgID", "aws:VpceOrgID")
        ),
    ],
    passed=[
        condition("StringEquals", "aws:PrincipalAccount", ["111122223333", "anonymous"]),
        condition("StringLike", "aws:PrincipalOrgID", "o-*"),
        condition("StringEquals", "aws:PrincipalOrgID", "${aws:ResourceOrgID}"),
        condition("StringEquals", "aws:SourceVpc", "vpc-1a2b3c4d"),
        condition("StringEquals", "aws:RequestedRegion", ["eu-west-1", "us-gov-west-1", "aws-global"]),
        condition("StringEqualsIgnoreCase", "aws:RequestedRegion", "EU-WEST-1"),
        condition("StringLike", "aws:RequestedRegion", ["eu-*", "eu-west-?"]),
        condition("StringEquals", "aws:RequestedRegion", "europe-*"),
        condition("StringEquals", "aws:RequestedRegion", "${aws:PrincipalTag/region}"),
        condition("StringEquals", "aws:username", "12345"),
        condition("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d5e6f7a8b9"),
        condition("StringEquals", "aws:PrincipalAccount", "<account-id>"),
        condition("StringEquals", "aws:RequestedRegion", "<region>"),
        condition("StringEquals", "aws:RequestedRegion", "xx-south-9"),
        *(
            terraform(condition=[{"test": "StringEquals", "variable": key, "values": ["${var.it}"]}])
            for key in ("aws:PrincipalAccount", "aws:RequestedRegion")
        ),
    ],
)
def test_a_key_can_have_the_value(expected, text):
    finds(RULE, text, *expected)
