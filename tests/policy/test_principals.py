"""Principals: services, roles and accounts, identity providers, and which policies name them."""

import pytest

from emitter.policy import principals
from emitter.policy.principals import ROOT, UNKNOWN
from emitter.reading.files import read_text
from emitter.reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.linting import plain, policy, statement, template

OPEN = Unknown("${Name}")
OWN, OTHER = "111122223333", "444455556666"


def value(*parts):
    return Value(parts, Place("f"))


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("ecs-tasks.amazonaws.com",), ("ecs-tasks", "amazonaws.com")),
        (("logs.eu-west-1.amazonaws.com",), ("logs", "amazonaws.com")),
        (("ec2.amazonaws.com.cn",), ("ec2", "amazonaws.com.cn")),
        (("alexa-appkit.amazon.com",), ("alexa-appkit", "amazon.com")),
        (("ec2.amazon.com",), ("ec2", "")),
        (("pods.eks.amazonaws.com",), ("pods.eks", "amazonaws.com")),
        (("ecs-tasks",), ("ecs-tasks", "")),
        (("ecs.", Unknown("${AWS::URLSuffix}", DNS_SUFFIX)), ("ecs", "amazonaws.com")),
        (("logs.", Unknown("${AWS::Region}", REGION), ".amazonaws.com"), ("logs", "amazonaws.com")),
        ((OPEN, ".amazonaws.com"), None),
    ],
)
def test_a_service_principal_has_a_name_and_a_suffix(parts, found):
    assert principals.service(value(*parts)) == found


ANY_ACCOUNT, ANY_PARTITION = Unknown("${AWS::AccountId}", ACCOUNT), Unknown("${AWS::Partition}", PARTITION)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((OWN,), (OWN, ROOT)),
        ((f"arn:aws:iam::{OWN}:root",), (OWN, ROOT)),
        ((f"arn:aws-cn:iam::{OWN}:role/web/deploy",), (OWN, "role/web/deploy")),
        ((f"arn:aws:sts::{OWN}:assumed-role/deploy/it",), (OWN, "assumed-role/deploy/it")),
        (("arn:", ANY_PARTITION, ":iam::", ANY_ACCOUNT, ":root"), (UNKNOWN, ROOT)),
        ((f"arn:aws:iam::{OWN}:role/", OPEN), (OWN, f"role/{UNKNOWN}")),
        ((f"arn:aws:s3::{OWN}:bucket",), None),
        ((f"{OWN}0",), None),
        (("*",), None),
        ((), None),
        ((OPEN,), None),
        ((ANY_PARTITION, f":iam::{OWN}:root"), None),
    ],
)
def test_an_aws_principal_has_an_account(parts, found):
    assert principals.identity(value(*parts)) == found


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("accounts.google.com",), ("oidc", "accounts.google.com")),
        (("accounts.example.com",), None),
        (
            (f"arn:aws:iam::{OWN}:oidc-provider/Token.Example.com/id/A:1",),
            ("oidc", "token.example.com/id/a:1"),
        ),
        ((f"arn:aws:iam::{OWN}:saml-provider/Corp",), ("saml", "corp")),
        # The kind is the ARN's and no part of a name.
        ((f"arn:aws:iam::{OWN}:oidc-provider/a:oidc-provider/b",), ("oidc", "a:oidc-provider/b")),
        (("arn:aws:iam::", ANY_ACCOUNT, ":saml-provider/Corp"), ("saml", "corp")),
        ((f"arn:aws:iam::{OWN}:oidc-provider/", OPEN), ("oidc", "")),
        ((OPEN,), None),
        (("arn:aws:iam::", OPEN), None),
    ],
)
def test_a_federated_principal_has_a_kind_and_an_issuer(parts, found):
    assert principals.federation(value(*parts)) == found


def read(text):
    (document,) = read_text(text, "x.json").documents
    return document


def trusted(principal, action="sts:AssumeRole", **elements):
    return statement(**{"Principal": principal, "Action": action, "Resource": None, **elements})


def trust(principal, action="sts:AssumeRole", condition=None, **elements):
    """A trust policy that stands by itself."""
    return read(plain(trusted(principal, action, Condition=condition, **elements)))


def of_role(principal, **elements):
    """A trust policy that stands with its role."""
    return read(template(policy(trusted(principal, **elements)), "AWS::IAM::Role"))


ECS = {"Service": "ecs-tasks.amazonaws.com"}


def with_action(part):
    """A trust policy whose action is ``part``."""
    document = trust(ECS)
    (one,) = document.statements
    return document._replace(statements=(one._replace(actions=(value(part),)),))


@pytest.mark.parametrize(
    ("document", "of_role", "role_trust"),
    [
        (of_role(ECS), True, True),
        (of_role(ECS, Resource="arn:aws:sqs:::q"), True, True),
        (trust(ECS), False, True),
        (trust(ECS, "STS:AssumeRole"), False, True),
        (trust(ECS, "*"), False, True),
        (trust(ECS, None, NotAction="sts:TagSession"), False, True),
        # The policy of a queue or a repository.
        (trust(ECS, "sqs:SendMessage"), False, False),
        (trust(ECS, ["sts:AssumeRole", "sqs:SendMessage"]), False, True),
        (read(plain(trusted(ECS), trusted(ECS, Resource="arn:aws:sqs:::q"))), False, False),
        (trust(ECS, Resource="*"), False, False),
        (trust(ECS, None, NotAction="sqs:SendMessage"), False, False),
        (read(plain(statement())), False, False),
        (trust(ECS)._replace(kind="resource", holder_sort="role"), False, False),
        (with_action(OPEN), False, True),
    ],
)
def test_the_trust_policy_of_a_role(document, of_role, role_trust):
    assert principals.is_of_role(document) is of_role
    assert principals.is_role_trust(document) is role_trust
    assert len(list(principals.trusting(document))) == role_trust


def test_what_a_trust_policy_denies_is_not_trusted():
    document = read(plain(trusted(ECS), trusted(ECS, Effect="Deny")))
    assert list(principals.trusting(document)) == [document.statements[0]]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("trust", True),
        ("resource", True),
        ("rcp", True),
        ("endpoint", True),
        ("identity", False),
        ("boundary", False),
        ("scp", False),
        ("stack", False),
    ],
)
def test_which_policies_name_a_principal(kind, names):
    assert principals.names_principals(trust(ECS)._replace(kind=kind)) is names


OIDC = {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/token.example.com"}


@pytest.mark.parametrize(
    ("document", "accounts"),
    [
        (trust(OIDC), {OWN}),
        (trust({"Federated": f"arn:aws:iam::{OWN}:saml-provider/corp"}), {OWN}),
        (trust({"Federated": "accounts.google.com"}), set()),
        # An account that is trusted is no account of the role's own.
        (trust({"AWS": f"arn:aws:iam::{OTHER}:root"}), set()),
        (trust(ECS, condition={"StringEquals": {"AWS:SourceAccount": OWN}}), {OWN}),
        (trust(ECS, condition={"StringEquals": {"aws:SourceAccount": [OWN, OTHER]}}), set()),
        (
            trust(ECS, condition={"ArnLike": {"aws:SourceArn": f"arn:aws:ecs:eu-west-1:{OWN}:*"}}),
            {OWN},
        ),
        (
            trust(
                ECS,
                condition={
                    "ArnLike": {
                        "aws:SourceArn": [f"arn:aws:ecs:*:{OWN}:*", f"arn:aws:ecs:*:{OTHER}:*"],
                    }
                },
            ),
            set(),
        ),
        (trust(ECS, condition={"ArnLike": {"aws:SourceArn": "arn:aws:s3:::bucket"}}), set()),
        (trust(ECS, condition={"StringEquals": {"sts:ExternalId": OWN}}), set()),
        (trust(ECS, condition={"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{OTHER}:role/a"}}), set()),
    ],
)
def test_the_accounts_that_are_the_roles_own(document, accounts):
    assert principals.own_accounts(document) == accounts


def test_an_account_that_is_open_is_not_listed():
    document = trust(ECS, condition={"StringEquals": {"aws:SourceAccount": OWN}})
    (found,) = document.statements
    (condition,) = found.conditions
    for key in ("aws:SourceAccount", "aws:SourceArn"):
        open_ = condition._replace(key=value(key), values=(value(OPEN),))
        statements = (found._replace(conditions=(open_, condition._replace(key=value(OPEN)))),)
        assert principals.own_accounts(document._replace(statements=statements)) == frozenset()
