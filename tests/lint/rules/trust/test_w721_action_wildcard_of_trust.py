"""W721: wildcards and NotAction in trust policies."""

from emitter.lint.rules.trust.w721_action_wildcard_of_trust import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, ROLE, document, role


@table(
    found=[
        ("names sts:*, which matches more than one way to assume the role", role(ECS, "sts:*")),
        ("names sts:Assume*", document((ECS, "sts:Assume*"))),
        ("names *, which", role(ECS, "*")),
        (
            "uses NotAction, which allows every other way to assume the role",
            role(ECS, None, NotAction=["sts:TagSession", "sts:SetContext"]),
        ),
    ],
    passed=[
        role(ECS),
        role(ECS, [ROLE, "sts:TagSession"]),
        role(ECS, "sts:*", Effect="Deny"),
        role(ECS, None, NotAction="sts:TagSession", Effect="Deny"),
        # It may be the policy of a repository.
        document((ECS, "*")),
        role(ECS, {"Ref": "Action"}),
        role(ECS, "ec2:*"),
    ],
)
def test_w721(expected, text):
    finds(RULE, text, *expected)
