"""W320."""

from emitter.lint.rules.conditions.w320_wildcard_in_sensitive_key import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "aws:PrincipalOrgID matches the pattern 'o-a1*'",
            condition("StringLike", "aws:PrincipalOrgID", "o-a1*"),
        ),
        (
            "aws:SourceVpc matches the pattern 'vpc-?'",
            condition("StringNotLike", "aws:SourceVpc", ["vpc-1a2b3c4d", "vpc-?"]),
        ),
        (
            "aws:PrincipalOrgID matches the pattern",
            terraform(
                condition=[
                    {"test": "StringLike", "variable": "aws:PrincipalOrgID", "values": ["o-${var.org}*"]}
                ]
            ),
        ),
    ],
    passed=[
        condition("StringLike", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("StringEquals", "aws:PrincipalOrgID", "o-a1*"),
        condition("StringLike", "aws:username", "o-a1*"),
        condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/*"),
    ],
)
def test_an_id_of_others_is_complete(expected, text):
    finds(RULE, text, *expected)
