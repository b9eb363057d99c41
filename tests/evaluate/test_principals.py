"""Who asks: what its name says of it, and which principals of a trust policy mean it."""

import pytest

from emitter.evaluate.context import Context
from emitter.evaluate.principals import CompiledPrincipal, principal
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place

OWN = "111122223333"
ROOT = f"arn:aws:iam::{OWN}:root"
ROLE, DEEP = f"arn:aws:iam::{OWN}:role/deploy", f"arn:aws:iam::{OWN}:role/teams/deploy"
SESSION = f"arn:aws:sts::{OWN}:assumed-role/deploy/nightly"
OIDC = f"arn:aws:iam::{OWN}:oidc-provider/token.example.com"
SAML = f"arn:aws:iam::{OWN}:saml-provider/corp"
TYPE, NAME, ARN = "aws:PrincipalType", "aws:username", "aws:PrincipalArn"


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (f"arn:aws:iam::{OWN}:user/teams/ann", "AWS", (f"arn:aws:iam::{OWN}:user/teams/ann", OWN, ROOT)),
        (ROLE, "AWS", (ROLE, OWN, ROOT)),
        (SESSION, "AWS", (SESSION, OWN, ROOT, ROLE)),
        (ROOT, "AWS", (ROOT, OWN, ROOT)),
        (OIDC, "Federated", (OIDC,)),
        (SAML, "Federated", (SAML,)),
        ("ecs-tasks.amazonaws.com", "Service", ("ecs-tasks.amazonaws.com",)),
        ("cognito-identity.amazonaws.com", "Federated", ("cognito-identity.amazonaws.com",)),
        ("accounts.google.com", "Federated", ("accounts.google.com",)),
    ],
)
def test_a_principal_and_the_names_that_mean_it(text, kind, names):
    found = principal(text)
    assert found is not None
    assert (found.kind, found.names) == (kind, names)


@pytest.mark.parametrize(
    "text", ["", "ann", "*", f"{OWN}0", f"{ROOT}/a", f"arn:aws:iam::{OWN}:user", f"arn:aws:s3::{OWN}:user/a"]
)
def test_a_text_that_names_no_principal(text):
    assert principal(text) is None


def test_an_account_may_be_in_any_partition():
    found = principal(OWN)
    assert found is not None
    assert found.text == ROOT
    assert {OWN, ROOT, f"arn:aws-cn:iam::{OWN}:root", f"arn:aws-us-gov:iam::{OWN}:root"} <= set(found.names)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (f"arn:aws:iam::{OWN}:user/teams/ann", {TYPE: ("User",), NAME: ("ann",)}),
        (ROLE, {TYPE: ("AssumedRole",), NAME: (), ARN: (ROLE,)}),
        (SESSION, {TYPE: ("AssumedRole",), NAME: (), ARN: (ROLE,)}),
        (ROOT, {TYPE: ("Account",), "aws:PrincipalIsAWSService": ("false",)}),
        ("ecs.amazonaws.com", {"aws:PrincipalIsAWSService": ("true",)}),
        (OIDC, {}),
    ],
)
def test_what_a_name_says_of_condition_keys(text, keys):
    found = principal(text)
    assert found is not None
    assert {key: found.context[key] for key in keys} == keys


MAYBE = frozenset({"the name of the session"})


@pytest.mark.parametrize(
    ("kind", "parts", "asks", "means"),
    [
        ("AWS", ("*",), ROLE, True),
        # "*" of the kind AWS is everybody, of another kind nobody else.
        ("AWS", ("*",), "ecs.amazonaws.com", True),
        ("*", ("*",), "ecs.amazonaws.com", True),
        ("Service", ("*",), ROLE, False),
        ("Service", (ROLE,), ROLE, False),
        ("AWS", (OWN,), SESSION, True),
        ("AWS", (DEEP,), SESSION, True),
        ("AWS", (DEEP,), ROLE, False),
        ("AWS", (ROLE,), DEEP, False),
        ("AWS", (SESSION,), SESSION, True),
        ("AWS", (SESSION,), DEEP, MAYBE),
        ("AWS", (SESSION,), f"{ROLE}er", False),
        ("AWS", (SESSION,), f"arn:aws:iam::{OWN}:user/deploy", False),
        # A session without its name is none.
        ("AWS", (f"arn:aws:sts::{OWN}:assumed-role/",), ROLE, False),
        ("Federated", (OIDC,), "token.example.com", True),
        ("Federated", (OIDC,), "other.example.com", False),
        ("AWS", (OIDC,), "token.example.com", False),
        ("Federated", (f"{OIDC}/a:oidc-provider/b.example.com",), "b.example.com", False),
        ("AWS", (Unknown("${Who}"),), ROLE, frozenset({"${Who}"})),
    ],
)
def test_a_principal_of_a_policy_means_those_who_ask(kind, parts, asks, means):
    found = principal(asks)
    assert found is not None
    assert CompiledPrincipal(kind, Value(parts, Place("f"))).truth(found, Context({})) == means
