"""W717."""

import re
from collections.abc import Iterator

from ....policy.conditions import claim
from ....policy.operators import operator
from ....policy.principals import trusting
from ....reading.document import Document
from ...rule import Rule, Violation

# Wildcards alone, or after the names of claims, as project_path:* or organization:*:project:*.
_WILD = re.compile(r"([a-z_]+:)?[*?]+(:([a-z_]+:)?[*?]+)*")


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for condition in statement.conditions:
            found, token = operator(condition.operator), claim(condition.key)
            if found is None or found.negated or not found.wild or token is None:
                continue
            # W704 reports GitHub, W713 pods.
            if token[1] != "sub" or (token[0] or "").startswith("token.actions."):
                continue
            for value in condition.values:
                if _WILD.fullmatch(value.text or ""):
                    message = f"trusts {value.shown!r}: every identity of the provider"
                    yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="W717",
    title="subject of an identity provider is only a wildcard",
    costs="everyone who can sign in at the provider can assume the role",
    instead="name the project, organization or user as the provider writes it in sub",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"gitlab.com:aud": "https://gitlab.com"},
                "StringLike": {"gitlab.com:sub": "project_path:*"}
            }
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"gitlab.com:aud": "https://gitlab.com"},
                "StringLike": {"gitlab.com:sub": "project_path:octo/web:*"}
            }
        }]
    }""",
    check=_check,
)
