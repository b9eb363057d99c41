"""E710: identity providers that IAM does not know."""

from emitter.lint.rules.trust.e710_federation_source import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import COGNITO, EKS, GITHUB, SAML, WEB, provider, role


@table(
    found=[
        (f"names {GITHUB!r}, which is not an identity provider of IAM", role({"Federated": GITHUB}, WEB)),
        ("not an identity provider", role({"Federated": "arn:aws:iam::111122223333:role/web"}, WEB)),
        (
            "not an identity provider",
            role({"Federated": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/web"}}, WEB),
        ),
        ("not an identity provider", role({"Federated": f"iam::oidc-provider/{EKS}:oidc-provider/x"}, WEB)),
    ],
    passed=[
        role({"Service": "ec2.amazonaws.com"}),
        role({"Federated": {"Fn::Sub": "cognito-identity.${AWS::URLSuffix}"}}, WEB),
        role(provider(EKS), WEB),
        role({"Federated": SAML}, WEB),
        role({"Federated": COGNITO}, WEB),
        role({"Federated": "accounts.google.com"}, WEB),
        role({"Federated": {"Ref": "Provider"}}, WEB),
        role({"Federated": {"Fn::Sub": f"arn:aws:iam::${{AWS::AccountId}}:oidc-provider/{EKS}"}}, WEB),
    ],
)
def test_e710(expected, text):
    finds(RULE, text, *expected)
