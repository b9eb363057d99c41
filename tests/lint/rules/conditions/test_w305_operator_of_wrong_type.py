"""W305."""

from emitter.lint.rules.conditions.w305_operator_of_wrong_type import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "StringEquals on aws:SecureTransport, whose type is Bool",
            condition("StringEquals", "aws:SecureTransport", "true"),
        ),
        (
            "StringLike on aws:SourceIp, whose type is IPAddress",
            condition("StringLike", "aws:SourceIp", "198.51.*"),
        ),
        (
            "NumericLessThan on aws:CurrentTime, whose type is Date",
            condition("NumericLessThan", "aws:CurrentTime", "17"),
        ),
    ],
    passed=[
        condition("Bool", "aws:SecureTransport", "true"),
        condition("Null", "aws:SecureTransport", "true"),
        condition("StringEquals", "aws:PrincipalArn", "a"),
        condition("ArnLike", "aws:username", "arn:aws:iam::*:user/a"),
        condition("NumericLessThan", "aws:EpochTime", "17"),
        condition("StringEquals", "aws:SourceIp", "${aws:VpcSourceIp}"),
        condition("StringEquals", "ecs:unknown", "a"),
        terraform(
            condition=[
                {"test": "IpAddress", "variable": "aws:SourceArn", "values": ["10.0.0.0/8", "${var.other}"]}
            ]
        ),
    ],
)
def test_an_operator_fits_the_type_of_its_key(expected, text):
    finds(RULE, text, *expected)
