"""E301."""

from emitter.lint.rules.conditions.e301_unknown_operator import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "unknown condition operator 'StringEqual'; did you mean 'StringEquals'?",
            condition("StringEqual", "aws:username", "a"),
        ),
        (
            "unknown condition operator 'StringMatchesIfExists'; did you",
            condition("StringMatchesIfExists", "aws:username", "a"),
        ),
        (
            "unknown set operator 'ForEachValue'; did you mean 'ForAnyValue'?",
            condition("ForEachValue:StringLike", "aws:TagKeys", "a"),
        ),
        (
            "unknown condition operator 'ForAnyValue:Strings'",
            condition("ForAnyValue:Strings", "aws:TagKeys", "a"),
        ),
        ("unknown condition operator ''", condition("", "aws:username", "a")),
    ],
    passed=[
        condition("stringequals", "aws:username", "a"),
        condition("StringEqualsIfExists", "aws:username", "a"),
        condition("FORANYVALUE:StringLikeIfExists", "aws:TagKeys", "a"),
        terraform(condition=[{"test": "${var.test}", "variable": "aws:username", "values": ["a"]}]),
    ],
)
def test_an_operator_is_one_of_iam(expected, text):
    finds(RULE, text, *expected)
