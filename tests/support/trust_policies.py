"""Roles and their trust policies, as the files that hold them."""

import json

from emitter.lint.linter import lint
from emitter.reading.files import read_text
from tests.support.linting import plain, statement, template, trusting

GITHUB = "token.actions.githubusercontent.com"
EKS = "oidc.eks.eu-west-1.amazonaws.com/id/A1"
COGNITO = "cognito-identity.amazonaws.com"
SAML = "arn:aws:iam::111122223333:saml-provider/corp"
ECS = {"Service": "ecs-tasks.amazonaws.com"}
ROLE, WEB = "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"
OF_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
EXTERNAL = {"StringEquals": {"sts:ExternalId": "a1b2c3"}}


def provider(issuer):
    """The principal of an OpenID Connect provider."""
    return {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{issuer}"}


def role(principal, action=ROLE, condition=None, **elements):
    """A template with a role that ``principal`` assumes."""
    return template(trusting(principal, action, Condition=condition, **elements), "AWS::IAM::Role")


def document(*statements):
    """A trust policy by itself; a statement is a principal, an action and a condition."""
    made = (dict(zip(("Principal", "Action", "Condition"), one, strict=False)) for one in statements)
    return plain(*(statement(**{"Resource": None, "Action": ROLE, **one}) for one in made))


def signed_in(issuer, claims, operator="StringLike", **principal):
    """A template with a role that users of ``issuer`` assume by ``claims``."""
    condition = {operator: {f"{issuer}:{name}": value for name, value in claims.items()}}
    return role(principal or provider(issuer), WEB, condition if claims else None)


def terraform_role(kind, *identifiers, action=ROLE, condition=()):
    """A Terraform configuration with a role; ``condition`` is an operator, a key and values."""
    made = {"actions": [action], "principals": [{"type": kind, "identifiers": list(identifiers)}]}
    if condition:
        test, variable, *values = condition
        made["condition"] = [{"test": test, "variable": variable, "values": values}]
    trust = "${data.aws_iam_policy_document.it.json}"
    return json.dumps(
        {
            "data": {"aws_iam_policy_document": {"it": {"statement": [made]}}},
            "resource": {"aws_iam_role": {"it": {"assume_role_policy": trust}}},
        }
    )


def rules(text):
    """The rules that find something in ``text``, in the order of the findings."""
    return [finding.rule for finding in lint([read_text(text, "example.json")])]
