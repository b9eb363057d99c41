"""W704: subjects of GitHub Actions that are too broad."""

import pytest

from emitter.lint.rules.trust.w704_github_subject import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EKS, GITHUB, WEB, provider, rules, signed_in, terraform_role


@table(
    found=[
        ("trusts *: any subject at GitHub", signed_in(GITHUB, {"sub": "*"})),
        ("any subject at GitHub", signed_in(GITHUB, {"sub": "r*:octo/web"})),
        ("trusts repo:octo/*: every repository of the owner", signed_in(GITHUB, {"sub": "repo:octo/*"})),
        ("every repository of the owner", signed_in(GITHUB, {"sub": "repo:octo/*:ref:refs/heads/main"})),
        ("repositories of any owner whose name matches", signed_in(GITHUB, {"sub": "repo:oct*/web:*"})),
        ("repositories of any owner whose name matches", signed_in(GITHUB, {"sub": "repo:octo*"})),
        ("every repository of the owner", signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:${Owner}/*"}})),
        ("any owner", signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:*/${Name}:ref:refs/heads/main"}})),
        (
            "trusts workflows by actor, which says nothing of the repository",
            signed_in(GITHUB, {"actor": "octocat"}),
        ),
        (
            "trusts workflows by ref",
            signed_in(GITHUB, {"ref": "refs/heads/main", "aud": "sts.amazonaws.com"}),
        ),
        (
            "every repository of the owner",
            terraform_role(
                "Federated",
                provider(GITHUB)["Federated"],
                action=WEB,
                condition=("StringLike", f"{GITHUB}:sub", "repo:octo/*"),
            ),
        ),
    ],
    passed=[
        signed_in(GITHUB, {"sub": "repo:octo/web:*"}),
        signed_in(GITHUB, {"sub": "repo:octo@1/web@2:*"}),
        signed_in(GITHUB, {"sub": "repo:octo/web*"}),
        signed_in(GITHUB, {"sub": "repo:octo/*"}, "StringEquals"),
        signed_in(GITHUB, {"sub": "repo:octo/*"}, "StringNotLike"),
        signed_in(GITHUB, {"sub": "repo:octo/*", "repository_id": "1"}),
        signed_in(GITHUB, {"actor": "octocat", "repository_owner": "octo"}),
        signed_in(GITHUB, {"aud": "sts.amazonaws.com"}),
        signed_in(EKS, {"sub": "*"}),
        signed_in(EKS, {"actor": "octocat"}),
        signed_in(GITHUB, {"sub": "environment:prod"}),
        # A parameter may hold owner and name.
        signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:${Repo}:*"}}),
        signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:${Repo}:ref:${Branch}"}}),
        signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:${Repo}*"}}),
        signed_in(GITHUB, {"sub": {"Fn::Sub": "${Subject}*"}}),
        signed_in(GITHUB, {"sub": {"Ref": "Subject"}}),
        signed_in(GITHUB, {"sub": {"Fn::Sub": "repo:${Owner}/${Name}:*"}}),
        terraform_role(
            "Federated",
            provider(GITHUB)["Federated"],
            action=WEB,
            condition=("StringLike", f"{GITHUB}:sub", "repo:${var.repository}:*"),
        ),
    ],
)
def test_w704(expected, text):
    finds(RULE, text, *expected)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"sub": "repo:octo/web:ref:refs/heads/main"}, []),
        ({"sub": "repo:octo@123/web@456:ref:refs/heads/main"}, []),
        ({"sub": "repository_owner:octo:environment:prod"}, []),
        ({"sub": "job_workflow_ref:octo/flows/.github/workflows/deploy.yml@refs/heads/main"}, []),
        ({"sub": "octo/web:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "octo/web"}, ["W722"]),
        ({"sub": "Repo:octo/web:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "repo:octo:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "repo:octo/*"}, ["W704"]),
        ({"sub": "*"}, ["W704"]),
        ({"actor": "octocat"}, ["W704"]),
        ({"ref": "refs/heads/main", "environment": "prod"}, ["W704"]),
        ({"actor": "octocat", "repository": "octo/web"}, []),
        ({"repository_owner": "octo", "ref": "refs/heads/main"}, []),
        ({}, ["E703"]),
    ],
)
def test_what_of_a_token_of_github_says_whose_it_is(claims, expected):
    assert rules(signed_in(GITHUB, {"aud": "sts.amazonaws.com", **claims})) == expected
