"""E321."""

from emitter.lint.rules.conditions.e321_only_private_addresses import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "IpAddress on aws:SourceIp has private addresses only: it is always false",
            condition("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
        ),
        (
            "NotIpAddress on aws:SourceIp has private addresses only: it is always true",
            condition("NotIpAddress", "aws:SourceIp", ["192.168.1.0/24", "fc00::/8"]),
        ),
    ],
    passed=[
        condition("IpAddress", "aws:SourceIp", ["10.0.0.0/8", "198.51.100.0/24"]),
        condition("IpAddress", "aws:SourceIp", "10.0.0.0/7"),
        condition("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8"),
        condition("IpAddress", "aws:SourceIp", "10.0.0.0-255"),
        condition("IpAddress", "aws:SourceIp", []),
    ],
)
def test_a_source_address_is_public(expected, text):
    finds(RULE, text, *expected)
