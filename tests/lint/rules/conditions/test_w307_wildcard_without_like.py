"""W307."""

from emitter.lint.rules.conditions.w307_wildcard_without_like import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "StringEquals on aws:username compares 'a*' literally",
            condition("StringEquals", "aws:username", "a*"),
        ),
        (
            "StringNotEqualsIgnoreCase on aws:username compares 'a?' literally",
            condition("StringNotEqualsIgnoreCase", "aws:username", ["b", "a?"]),
        ),
        (
            "compares '${aws:username}*' literally",
            condition(
                "StringEquals",
                "s3:prefix",
                "${aws:username}*",
                Action="s3:ListBucket",
                Resource="arn:aws:s3:::a",
            ),
        ),
    ],
    passed=[
        condition("StringLike", "aws:username", "a*"),
        condition("StringEquals", "aws:username", "a"),
        condition("StringEquals", "aws:username", "${*}"),
        condition("StringEquals", "aws:referer", "https://a.example/?b"),
        condition("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/a"),
    ],
)
def test_a_wildcard_has_an_operator_for_it(expected, text):
    finds(RULE, text, *expected)
