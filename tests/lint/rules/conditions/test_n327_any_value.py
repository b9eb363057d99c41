"""N327."""

from emitter.lint.rules.conditions.n327_any_value import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "StringLike on aws:PrincipalTag/team matches any value",
            condition("StringLike", "aws:PrincipalTag/team", "*"),
        ),
        (
            "StringLike on aws:ResourceTag/team matches any value",
            condition("StringLike", "aws:ResourceTag/team", ["web", "**", "*"]),
        ),
    ],
    passed=[
        condition("StringLike", "aws:PrincipalTag/team", "web*"),
        condition("StringLike", "aws:PrincipalTag/team", ""),
        condition("StringNotLike", "aws:PrincipalTag/team", "*"),
        condition("StringLike", "aws:PrincipalTag/team", "*", Effect="Deny"),
        condition("StringLikeIfExists", "aws:PrincipalTag/team", "*"),
        condition("StringLike", "aws:SourceIdentity", "*"),
        condition("StringLike", "aws:RequestTag/team", "*"),
        condition("StringLike", "aws:PrincipalAccount", "*"),
        condition("StringLike", "aws:userid", "*"),
        condition("StringLike", "aws:PrincipalArn", "*"),
        condition("StringLike", "gitlab.com:namespace", "*"),
        condition("StringLike", "ecs:unknown", "*"),
    ],
)
def test_a_condition_restricts_its_key(expected, text):
    finds(RULE, text, *expected)
