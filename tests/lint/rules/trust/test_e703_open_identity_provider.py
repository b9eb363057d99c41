"""E703: identity providers without a condition on the subject."""

from emitter.lint.rules.trust.e703_open_identity_provider import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import COGNITO, EKS, GITHUB, WEB, provider, signed_in, terraform_role


@table(
    found=[
        (
            f"oidc-provider/{GITHUB}: no condition on the subject",
            signed_in(GITHUB, {"aud": "sts.amazonaws.com"}),
        ),
        ("every identity of", signed_in(EKS, {})),
        ("every identity of", signed_in(EKS, {"sub": "x"}, "StringNotLike")),
        ("every identity of", signed_in(EKS, {"email": "a@example.com"}, "StringLikeIfExists")),
        ("every identity of", signed_in(GITHUB, {"sub": "repo:a/b:*"}, **provider("gitlab.com"))),
        ("every identity of", terraform_role("Federated", provider(GITHUB)["Federated"], action=WEB)),
    ],
    passed=[
        signed_in(GITHUB, {"sub": "repo:octo/web:*"}),
        signed_in(GITHUB, {"repository": "octo/web"}),
        signed_in(EKS, {"sub": "system:serviceaccount:a:b"}, "ForAllValues:StringEquals"),
        # At Google the audience is the application.
        signed_in("accounts.google.com", {"aud": "123"}, Federated="accounts.google.com"),
        signed_in(COGNITO, {}, Federated=COGNITO),
        # Either may name the issuer of the other.
        terraform_role(
            "Federated",
            provider(GITHUB)["Federated"],
            action=WEB,
            condition=("StringEquals", "${var.issuer}:sub", "a"),
        ),
        terraform_role(
            "Federated",
            "arn:aws:iam::111122223333:oidc-provider/${var.issuer}",
            action=WEB,
            condition=("StringEquals", "gitlab.com:sub", "a"),
        ),
        signed_in("x", {}, Federated={"Ref": "Provider"}),
        terraform_role(
            "Federated",
            provider(GITHUB)["Federated"],
            action=WEB,
            condition=("StringLike", f"{GITHUB}:sub", "repo:octo/${var.name}:*"),
        ),
    ],
)
def test_e703(expected, text):
    finds(RULE, text, *expected)
