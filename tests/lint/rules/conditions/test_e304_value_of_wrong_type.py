"""E304."""

from emitter.lint.rules.conditions.e304_value_of_wrong_type import RULE
from tests.support.linting import condition, finds, policy, statement, table, template, terraform


@table(
    found=[
        ("'arn:aws:iam' is not an ARN", condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam")),
        ("'urn:a:b:c:d:e' is not an ARN", condition("ArnLike", "aws:PrincipalArn", "urn:a:b:c:d:e")),
        (
            "Bool on aws:SecureTransport: 'yes' is not true or false",
            condition("Bool", "aws:SecureTransport", "yes"),
        ),
        ("'1h' is not a number", condition("NumericLessThan", "aws:MultiFactorAuthAge", "1h")),
        ("'31.01.2026' is not an ISO 8601 date", condition("DateLessThan", "aws:CurrentTime", "31.01.2026")),
        ("'2026-02-30' is not an ISO 8601 date", condition("DateLessThan", "aws:CurrentTime", "2026-02-30")),
        (
            "'10.0.0.0/255.0.0.0' is not an address or CIDR range",
            condition("IpAddress", "aws:SourceIp", "10.0.0.0/255.0.0.0"),
        ),
        (
            "'10.0.0.0/33' is not an address or CIDR range",
            condition("IpAddress", "aws:SourceIp", "10.0.0.0/33"),
        ),
        ("'198.51.100.0-9' is not an address", condition("NotIpAddress", "aws:SourceIp", "198.51.100.0-9")),
        ("'deploy' is not an ARN", condition("ArnLike", "aws:PrincipalArn", "deploy")),
        ("'no base64' is not base64", condition("BinaryEquals", "aws:username", "no base64")),
        (("'a' is", "'b' is"), condition("BoolIfExists", "aws:SecureTransport", ["a", "true", "b"])),
    ],
    passed=[
        condition("Bool", "aws:SecureTransport", "TRUE"),
        condition("NumericLessThan", "aws:MultiFactorAuthAge", "-3600.5"),
        condition("DateLessThan", "aws:CurrentTime", ["2026-01-31T00:00:00Z", "2026-01", "1700000000"]),
        condition("IpAddress", "aws:SourceIp", ["2001:db8::/32", "198.51.100.7"]),
        condition("ArnLike", "aws:PrincipalArn", ["*", "arn:aws:iam::*:role/a", "*:aws:iam::*:role/a"]),
        condition("BinaryEquals", "aws:username", ["QmluYXJ5", ""]),
        condition("StringEquals", "aws:SourceIp", "anything"),
        condition("IpAddress", "aws:SourceIp", "${aws:PrincipalTag/range}"),
        condition("Bool", "aws:SecureTransport", ["false", "False"]),
        # Bits of the host, which AWS leaves out of the comparison.
        condition("IpAddress", "aws:SourceIp", "198.51.100.7/24"),
        terraform(condition=[{"test": "IpAddress", "variable": "aws:SourceIp", "values": ["${var.net}"]}]),
        template(policy(statement(Condition={"Bool": {"aws:SecureTransport": {"Ref": "Only"}}}))),
    ],
)
def test_a_value_is_of_the_type_of_its_operator(expected, text):
    finds(RULE, text, *expected)
