"""W308."""

from emitter.lint.rules.conditions.w308_for_all_values_of_one import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "ForAllValues:StringEquals on aws:PrincipalOrgID, which has a single value",
            condition("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        ),
        (
            "ForAllValues:StringLike on gitlab.com:sub, which has",
            condition("ForAllValues:StringLike", "gitlab.com:sub", "project_path:a/*"),
        ),
    ],
    passed=[
        condition("ForAllValues:StringEquals", "aws:TagKeys", "a"),
        condition("ForAnyValue:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("ForAllValues:StringLike", "gitlab.com:amr", "a"),
    ],
)
def test_for_all_values_is_for_several_values(expected, text):
    finds(RULE, text, *expected)
