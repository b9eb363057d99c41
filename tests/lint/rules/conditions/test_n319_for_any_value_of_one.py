"""N319."""

from emitter.lint.rules.conditions.n319_for_any_value_of_one import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "ForAnyValue:StringEquals on aws:PrincipalOrgID, which has a single value",
            condition("ForAnyValue:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        ),
        (
            "ForAnyValue:ArnLike on ecs:cluster",
            condition("ForAnyValue:ArnLike", "ecs:cluster", "arn:aws:ecs:*:*:cluster/a"),
        ),
    ],
    passed=[
        condition("ForAnyValue:StringEquals", "aws:TagKeys", "a"),
        condition("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("ForAnyValue:StringEquals", "ecs:unknown", "a"),
    ],
)
def test_for_any_value_is_for_several_values(expected, text):
    finds(RULE, text, *expected)
