"""W722.

Source: "OpenID Connect reference", on the subject and the claims that it can be made of
(https://docs.github.com/en/actions/reference/security/oidc).
"""

from collections.abc import Iterator

from ....policy.conditions import claim
from ....policy.operators import operator
from ....policy.principals import trusting
from ....reading.document import Document
from ...rule import Rule, Violation

# With what a subject begins: repo, or the first of the claims that somebody made it of.
_NAMES = """
    actor actor_id base_ref check_run_id context enterprise enterprise_id environment event_name head_ref
    job_workflow_ref job_workflow_sha ref ref_protected ref_type repo repository repository_id
    repository_owner repository_owner_id repository_visibility run_attempt run_id run_number
    runner_environment sha visibility workflow workflow_ref workflow_sha
"""
_CLAIMS = frozenset(_NAMES.split())
_PROPERTY = ("repo_property_", "repository_property_")


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for condition in statement.conditions:
            found, token = operator(condition.operator), claim(condition.key)
            if found is None or found.family != "String" or found.negated or token is None:
                continue
            if token[1] != "sub" or not (token[0] or "").startswith("token.actions."):
                continue
            for value in condition.values:
                fault = _fault(value.text) if value.text else ""
                if fault:
                    yield Violation(f"trusts {value.shown!r}, {fault}", value.place, statement.sid)


def _fault(text: str) -> str:
    start, colon, rest = text.partition(":")
    # W704 reports subjects that begin with a wildcard, W307 wildcards without a Like operator.
    if set(start) & set("*?$"):
        return ""
    if not colon or (start not in _CLAIMS and not start.startswith(_PROPERTY)):
        return "but a subject at GitHub begins with repo: or another claim"
    name = rest.partition(":")[0]
    if start == "repo" and "/" not in name and not set(name) & set("*?$"):
        return "but a repository is OWNER/NAME"
    return ""


RULE = Rule(
    id="W722",
    title="impossible subject of GitHub Actions",
    costs="no workflow can assume the role",
    instead="use repo:OWNER/NAME with a branch or environment, as :ref:refs/heads/main or :environment:prod",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "octo/web:ref:refs/heads/main"
                }
            }
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "repo:octo/web:ref:refs/heads/main"
                }
            }
        }]
    }""",
    check=_check,
)
