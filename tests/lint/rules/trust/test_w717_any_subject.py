"""W717: subjects that are only a wildcard."""

from emitter.lint.rules.trust.w717_any_subject import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EKS, GITHUB, signed_in


@table(
    found=[
        ("trusts '*': every identity of the provider", signed_in("gitlab.com", {"sub": "*"})),
        ("every identity", signed_in("gitlab.com", {"sub": "project_path:*"})),
        ("every identity", signed_in("app.terraform.io", {"sub": "organization:*:project:*"})),
        ("every identity", signed_in(EKS, {"sub": "?*"})),
    ],
    passed=[
        signed_in("gitlab.com", {"sub": "project_path:octo/*"}),
        signed_in("gitlab.com", {"aud": "*"}),
        signed_in("gitlab.com", {"sub": "*"}, "StringEquals"),
        signed_in("gitlab.com", {"sub": "*"}, "StringNotLike"),
        signed_in(GITHUB, {"sub": "*"}),
        signed_in("gitlab.com", {"sub": {"Ref": "Subject"}}),
        signed_in(EKS, {"sub": "system:serviceaccount:*:*"}),
    ],
)
def test_w717(expected, text):
    finds(RULE, text, *expected)
