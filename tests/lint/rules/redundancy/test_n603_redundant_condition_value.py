"""N603: redundant condition values."""

from emitter.lint.rules.redundancy.n603_redundant_condition_value import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        ("lists 'a' for aws:userid twice", condition("StringEquals", "aws:userid", ["a", "a"])),
        (
            "lists 'ab' for aws:userid next to 'a*', which contains it",
            condition("StringLike", "aws:userid", ["a*", "ab"]),
        ),
        ("next to 'a*'", condition("ForAnyValue:StringNotLikeIfExists", "aws:TagKeys", ["a*", "ab"])),
        (
            "lists 'A' for aws:userid next to 'a'",
            condition("StringEqualsIgnoreCase", "aws:userid", ["a", "A"]),
        ),
        ("lists 'a' for aws:userid twice", condition("StringLikes", "aws:userid", ["a", "a"])),
        (
            "'arn:aws:sqs:eu-west-1:111122223333:q' for aws:SourceArn next to 'arn:aws:sqs:eu-west-1:*'",
            condition(
                "StringLike",
                "aws:SourceArn",
                ["arn:aws:sqs:eu-west-1:*", "arn:aws:sqs:eu-west-1:111122223333:q"],
            ),
        ),
        ("twice", condition("Bool", "aws:SecureTransport", ["true", "true"])),
        (
            "'arn:aws:s3:::a' for aws:SourceArn next to 'arn:aws:s3:::*'",
            condition("ArnEquals", "aws:SourceArn", ["arn:aws:s3:::*", "arn:aws:s3:::a"]),
        ),
        (
            "lists '5' for aws:MultiFactorAuthAge next to '10'",
            condition("NumericLessThan", "aws:MultiFactorAuthAge", ["5", "10"]),
        ),
        (
            "lists '10' for aws:MultiFactorAuthAge next to '5'",
            condition("NumericGreaterThanEquals", "aws:MultiFactorAuthAge", ["5", "10"]),
        ),
        (
            "lists '10.1.0.0/16' for aws:SourceIp next to '10.0.0.0/8'",
            condition("IpAddress", "aws:SourceIp", ["10.1.0.0/16", "10.0.0.0/8"]),
        ),
        (
            "'198.51.100.0/24' for aws:SourceIp twice",
            condition("NotIpAddress", "aws:SourceIp", ["198.51.100.0/24", "198.51.100.0/24"]),
        ),
        (
            "lists '2001:db8:1::/48' for aws:SourceIp next to '2001:db8::/32'",
            condition("IpAddress", "aws:SourceIp", ["2001:db8::/32", "2001:db8:1::/48"]),
        ),
        ("lists", condition("Bool", "aws:SecureTransport", ["true", "TRUE"])),
        ("lists", condition("Null", "aws:username", ["true", "TRUE"])),
    ],
    passed=[
        condition("StringEquals", "aws:userid", ["a*", "ab"]),
        condition("StringEquals", "aws:userid", ["a", "A"]),
        condition("StringEquals", "aws:userid", "a"),
        condition("StringLike", "aws:userid", ["a*", "b*"]),
        condition("NumericEquals", "aws:MultiFactorAuthAge", ["5", "10"]),
        condition("NumericLessThan", "aws:MultiFactorAuthAge", ["5", "x"]),
        condition("IpAddress", "aws:SourceIp", ["10.0.0.0/16", "10.1.0.0/16"]),
        condition("IpAddress", "aws:SourceIp", ["0.0.0.0/0", "2001:db8::/32"]),
        condition("ArnEquals", "aws:SourceArn", ["arn:aws:s3:::a", "arn:aws:s3:::b"]),
        condition("IpAddress", "aws:SourceIp", ["x", "10.0.0.0/8"]),
        condition("DateLessThan", "aws:CurrentTime", ["5", "10"]),
        # In an ARN a wildcard before the fifth colon crosses none.
        condition(
            "ArnLike", "aws:SourceArn", ["arn:aws:sqs:eu-west-1:*", "arn:aws:sqs:eu-west-1:111122223333:q"]
        ),
    ],
)
def test_n603(expected, text):
    finds(RULE, text, *expected)
