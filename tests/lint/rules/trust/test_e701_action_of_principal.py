"""E701: actions that fit their principals."""

import pytest

from emitter.lint.rules.trust.e701_action_of_principal import RULE
from tests.support.linting import finds, one, table
from tests.support.trust_policies import COGNITO, ECS, EKS, ROLE, SAML, WEB, document, provider, role, rules


@table(
    found=[
        (
            "names s3:GetObject, which a trust policy cannot allow",
            role(ECS, ["sts:AssumeRole", "s3:GetObject"]),
        ),
        ("names sts:GetCallerIdentity", document((ECS, ["sts:AssumeRole", "sts:GetCallerIdentity"]))),
        ("names s3:*, which", role(ECS, "s3:*")),
        (f"with {ROLE}; it calls {WEB}", role(provider(EKS), ROLE)),
        (f"with {WEB}; it calls {ROLE}", role(ECS, WEB)),
        (f"with {ROLE}; it calls sts:AssumeRoleWithSAML", role({"Federated": SAML})),
        (f"with {ROLE}; it calls {WEB}", role({"Federated": COGNITO})),
        (f"with {WEB}; it calls {ROLE}", role({"AWS": "111122223333"}, WEB)),
        (f"names {WEB}, which none of its principals calls", role(ECS, [ROLE, WEB])),
        ("trusts pods.eks.amazonaws.com without sts:TagSession", role({"Service": "pods.eks.amazonaws.com"})),
        (
            "without sts:SetSourceIdentity and sts:TagSession",
            role({"Service": "rolesanywhere.amazonaws.com"}),
        ),
    ],
    passed=[
        role(ECS),
        role(ECS, [ROLE, "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"]),
        role(ECS, "sts:*"),
        role(provider(EKS), WEB),
        role({"Federated": SAML}, "sts:AssumeRoleWithSAML"),
        role({**ECS, **provider(EKS)}, [ROLE, WEB]),
        role({"Federated": {"Ref": "Provider"}}, ROLE),
        role(ECS, {"Ref": "Action"}),
        role(ECS, [WEB, {"Ref": "Action"}]),
        role({**ECS, "Federated": {"Ref": "Provider"}}, [ROLE, WEB]),
        # E202 reports an action that does not exist.
        role(ECS, [ROLE, "sts:Nope*"]),
        role(ECS, [ROLE, {"Ref": "Action"}]),
        role(ECS, WEB, Effect="Deny"),
        role({"Service": "pods.eks.amazonaws.com"}, [ROLE, "sts:TagSession"]),
        role({"Service": "rolesanywhere.amazonaws.com"}, "sts:TagSession"),
        document(
            ({"Service": "pods.eks.amazonaws.com"}, ROLE),
            ({"Service": "pods.eks.amazonaws.com"}, "sts:TagSession"),
        ),
        # The policy of a bucket, and no trust policy.
        one(Principal="*", Action="s3:GetObject", Resource="arn:aws:s3:::it/*"),
    ],
)
def test_e701(expected, text):
    finds(RULE, text, *expected)


EC2 = {"Service": "ec2.amazonaws.com"}


@pytest.mark.parametrize(
    ("action", "of_role", "by_itself"),
    [
        ("sts:AssumeRole", [], []),
        (["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"], [], []),
        ("s3:GetObject", ["E701"], []),
        ("s3:*", ["E701"], []),
        (["sts:AssumeRole", "s3:GetObject"], ["E701"], ["E701"]),
        ("sts:GetCallerIdentity", ["E701"], ["E701"]),
        ("sts:AssumeRoleWithWebIdentity", ["E701"], ["E701"]),
        ("sts:*", ["W721"], ["W721"]),
        ("sts:Assume*", ["W721"], ["W721"]),
        # By itself it may be the policy of a repository of ECR.
        ("*", ["W721"], []),
    ],
)
def test_a_role_is_assumed_by_actions_of_sts(action, of_role, by_itself):
    assert rules(role(EC2, action)) == of_role
    assert rules(document((EC2, action))) == by_itself
