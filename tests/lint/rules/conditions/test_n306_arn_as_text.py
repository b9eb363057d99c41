"""N306."""

from emitter.lint.rules.conditions.n306_arn_as_text import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "StringLike compares the ARN aws:PrincipalArn as text",
            condition("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/web"),
        ),
        (
            "StringNotLike compares the ARN ecs:cluster as text",
            condition("StringNotLike", "ecs:cluster", ["a", "arn:aws:ecs:*:*:cluster/?"]),
        ),
    ],
    passed=[
        condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/web"),
        condition("StringEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/web"),
        condition("StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/web"),
        condition("StringLike", "aws:username", "arn:*"),
    ],
)
def test_a_pattern_of_an_arn_is_compared_as_one(expected, text):
    finds(RULE, text, *expected)
