"""W715: SAML providers without a condition on the audience."""

from emitter.lint.rules.trust.w715_saml_audience import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EKS, SAML, WEB, provider, role

PEOPLE, ACTION = {"Federated": SAML}, "sts:AssumeRoleWithSAML"


@table(
    found=[
        (f"trusts assertions of {SAML} for any audience: no condition on SAML:aud", role(PEOPLE, ACTION)),
        ("any audience", role(PEOPLE, ACTION, {"StringEquals": {"SAML:iss": "x"}})),
        ("any audience", role(PEOPLE, ACTION, {"StringNotEquals": {"SAML:aud": "x"}})),
    ],
    passed=[
        role(PEOPLE, ACTION, {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}),
        role(PEOPLE, ACTION, {"StringEquals": {"saml:sub": "x"}}),
        role(provider(EKS), WEB),
        role(PEOPLE, ACTION, {"Fn::FindInMap": ["A", "B", "C"]}),
    ],
)
def test_w715(expected, text):
    finds(RULE, text, *expected)
