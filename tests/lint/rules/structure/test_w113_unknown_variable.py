"""W113."""

from emitter.lint.rules.structure.w113_unknown_variable import RULE
from tests.support.linting import SERVICE, condition, finds, one, table


@table(
    found=[
        (
            "policy variable ${aws:usernam}: unknown condition key; did you mean 'aws:username'?",
            one(Resource=f"{SERVICE}${{aws:usernam}}"),
        ),
        (
            "policy variable ${aws:zzzzzzzzzz}: unknown condition key",
            one(Resource=None, NotResource=f"{SERVICE}${{aws:zzzzzzzzzz}}"),
        ),
        (
            "policy variable ${aws:TagKeys}: the key is multivalued, so IAM cannot replace it",
            condition("StringEquals", "aws:username", "${aws:TagKeys}"),
        ),
    ],
    passed=[
        one(Resource="arn:aws:s3:::b/${aws:usernam"),
        one(Resource=f"{SERVICE}${{aws:username}}${{*}}"),
        one(Resource=f"{SERVICE}${{aws:PrincipalTag/team, 'none'}}"),
        condition("StringLike", "s3:prefix", "${cognito-identity.amazonaws.com:sub}/*"),
        one(Resource=f"{SERVICE}${{ecs:undocumented}}"),
    ],
)
def test_a_policy_variable_has_one_value(expected, text):
    finds(RULE, text, *expected)
