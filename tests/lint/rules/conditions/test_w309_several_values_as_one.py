"""W309."""

from emitter.lint.rules.conditions.w309_several_values_as_one import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "StringEquals on aws:TagKeys, which can have several values",
            condition("StringEquals", "aws:TagKeys", "a"),
        ),
        (
            "StringLikeIfExists on aws:CalledVia",
            condition("StringLikeIfExists", "aws:CalledVia", "athena.amazonaws.com"),
        ),
    ],
    passed=[
        condition("ForAnyValue:StringEquals", "aws:TagKeys", "a"),
        condition("Null", "aws:TagKeys", "true"),
        condition("StringEquals", "aws:username", "a"),
        condition("StringEquals", "events:detail-type", "a", Action="events:PutEvents", Resource="*"),
        condition("StringEquals", "aws:NoSuchKey", ["a", "b"]),
    ],
)
def test_several_values_take_a_set_operator(expected, text):
    finds(RULE, text, *expected)
