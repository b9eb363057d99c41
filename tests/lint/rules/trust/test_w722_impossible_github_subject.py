"""W722: subjects of GitHub Actions that match none."""

from emitter.lint.rules.trust.w722_impossible_github_subject import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EKS, GITHUB, signed_in


@table(
    found=[
        (
            "trusts 'octo/web', but a subject at GitHub begins with repo:",
            signed_in(GITHUB, {"sub": "octo/web"}),
        ),
        ("begins with repo:", signed_in(GITHUB, {"sub": "octo/web:ref:refs/heads/main"})),
        (
            "but a repository is OWNER/NAME",
            signed_in(GITHUB, {"sub": "repo:octo:ref:refs/heads/main"}, "StringEquals"),
        ),
        ("begins with repo:", signed_in(GITHUB, {"sub": "Repo:octo/web:*"})),
    ],
    passed=[
        signed_in(GITHUB, {"sub": "repo:octo/web:*"}),
        signed_in(GITHUB, {"sub": "repo:octo*"}),
        signed_in(GITHUB, {"sub": "*"}),
        signed_in(GITHUB, {"sub": "octo/web"}, "StringNotEquals"),
        signed_in(GITHUB, {"aud": "octo/web"}),
        signed_in(EKS, {"sub": "octo/web"}),
        signed_in(GITHUB, {"sub": {"Fn::Sub": "${Repo}:ref"}}),
        signed_in(GITHUB, {"sub": "repo_property_team:web"}),
        signed_in(GITHUB, {"sub": "repository_owner:octo"}),
        signed_in(GITHUB, {"sub": "${aws:PrincipalTag/x}:y"}),
    ],
)
def test_w722(expected, text):
    finds(RULE, text, *expected)
