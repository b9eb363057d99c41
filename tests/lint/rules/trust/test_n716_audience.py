"""N716: identity providers without a condition on the audience."""

from emitter.lint.rules.trust.n716_audience import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import COGNITO, EKS, SAML, provider, role, signed_in


@table(
    found=[
        (
            f"trusts every audience of arn:aws:iam::111122223333:oidc-provider/{EKS}: no condition on aud",
            signed_in(EKS, {"sub": "system:serviceaccount:a:b"}),
        ),
        ("every audience of", signed_in(EKS, {"sub": "a"}, "StringEquals")),
    ],
    passed=[
        signed_in(EKS, {"sub": "a", "aud": "sts.amazonaws.com"}),
        signed_in(COGNITO, {"sub": "a"}, Federated=COGNITO),
        signed_in("accounts.google.com", {"sub": "a"}, Federated="accounts.google.com"),
        role({"Federated": SAML}, "sts:AssumeRoleWithSAML"),
        role(provider(EKS), condition={"Fn::FindInMap": ["A", "B", "C"]}),
    ],
)
def test_n716(expected, text):
    finds(RULE, text, *expected)
