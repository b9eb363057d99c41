"""N315."""

from emitter.lint.rules.conditions.n315_private_address import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "aws:SourceIp is never in 10.0.0.0/8: it is a private range",
            condition("IpAddress", "aws:SourceIp", ["198.51.100.0/24", "10.0.0.0/8"]),
        ),
        (
            ("in 10.0.0.0/8", "in fe80::1"),
            condition("NotIpAddress", "aws:SourceIp", ["10.0.0.0/8", "198.51.100.0/24", "fe80::1"]),
        ),
    ],
    passed=[
        condition("IpAddress", "aws:SourceIp", ["10.0.0.0/8", "192.168.0.0/16"]),
        condition("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
        condition("IpAddress", "aws:SourceIp", ["198.51.100.0/24", "203.0.113.0/24"]),
        condition("IpAddress", "aws:VpcSourceIp", ["198.51.100.0/24", "10.0.0.0/8"]),
    ],
)
def test_a_private_range_among_others_has_no_effect(expected, text):
    finds(RULE, text, *expected)
