"""W314."""

from emitter.lint.rules.conditions.w314_former_global_key import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "condition key aws:ARN is deprecated; use aws:PrincipalArn",
            condition("ArnLike", "aws:ARN", "arn:aws:iam::111122223333:role/a"),
        ),
        (
            "condition key aws:SourceOwner is deprecated; use aws:SourceAccount",
            condition("StringEquals", "aws:SourceOwner", "111122223333"),
        ),
    ],
    passed=[
        condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/a"),
        condition("ArnLike", "aws:SourceArn", "arn:aws:iam::111122223333:role/a"),
    ],
)
def test_a_global_key_has_its_current_name(expected, text):
    finds(RULE, text, *expected)
