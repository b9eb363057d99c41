"""W720: conditions on keys that services never send."""

from emitter.lint.rules.trust.w720_person_key_for_service import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, OF_ACCOUNT, role


@table(
    found=[
        (
            "trusts ecs-tasks.amazonaws.com under a condition on aws:PrincipalOrgID, which it never sends",
            role(ECS, condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        ),
        ("aws:MultiFactorAuthPresent", role(ECS, condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})),
        (
            "aws:username",
            role({**ECS, "AWS": "111122223333"}, condition={"StringLike": {"aws:username": "a*"}}),
        ),
    ],
    passed=[
        role(ECS, condition=OF_ACCOUNT),
        role(ECS, condition={"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        role(ECS, condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        role({"AWS": "111122223333"}, condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        role(ECS, Effect="Deny", condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
    ],
)
def test_w720(expected, text):
    finds(RULE, text, *expected)
