"""W704."""

from collections.abc import Iterator, Set

from ....aws.wildcards import is_pattern
from ....policy.conditions import claim, claims
from ....policy.operators import operator
from ....policy.principals import federation, trusting
from ....reading.document import Condition, Document, Statement
from ...rule import Rule, Violation

# Claims of a token of GitHub Actions that hold it to a repository.
_ALSO = frozenset(("repository", "repository_id", "repository_owner_id", "job_workflow_ref", "*"))
# Others that say whose it is: an owner by name, a workflow with its repository, an enterprise.
_WHOSE = frozenset(("enterprise", "enterprise_id", "repository_owner", "sub", "workflow_ref")) | _ALSO
# E703 reports a token that is limited by these alone.
_GENERAL = frozenset(("amr", "aud", "azp", "iss"))
_HOST = "token.actions."
# Stands for a part that is not known; no subject contains it.
_UNKNOWN = "\0"


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        named = {
            name for provider, name in claims(statement) if provider is None or provider.startswith(_HOST)
        }
        if named & _ALSO:
            continue
        if named - _GENERAL and not named & _WHOSE and _at_github(statement):
            yield from _of_anybody(statement, named - _GENERAL)
        for condition in statement.conditions:
            found = operator(condition.operator)
            if found is None or found.negated or not found.wild or not _is_subject(statement, condition):
                continue
            for value in condition.values:
                text = "".join(part if isinstance(part, str) else _UNKNOWN for part in value.parts)
                fault = _fault(text)
                if fault:
                    yield Violation(f"trusts {value.shown}: {fault}", value.place, statement.sid)


def _of_anybody(statement: Statement, named: Set[str]) -> Iterator[Violation]:
    """Yield what says nothing of the repository, as who started the workflow or for which branch."""
    for condition in statement.conditions:
        found = claim(condition.key)
        if found is not None and found[1] in named:
            message = f"trusts workflows by {found[1]}, which says nothing of the repository"
            yield Violation(message, condition.place, statement.sid)
            return


def _at_github(statement: Statement) -> bool:
    issuers = (federation(value) for kind, value in statement.principals if kind == "Federated")
    return any(issuer is not None and issuer[1].startswith(_HOST) for issuer in issuers)


def _is_subject(statement: Statement, condition: Condition) -> bool:
    """Return whether ``condition`` is on the subject of a token of GitHub Actions."""
    found = claim(condition.key)
    if found is None or found[1] != "sub":
        return False
    if found[0] is not None:
        return found[0].startswith(_HOST)
    return _at_github(statement)


def _fault(text: str) -> str:
    """Return what a pattern of ``repo:OWNER/NAME:…``, or with ids ``repo:OWNER@ID/NAME@ID:…``, leaves open.

    An unknown part is one value, which may be ``repo:OWNER/NAME`` as well as a part of it.
    """
    start, colon, rest = text.partition(":")
    if _is_wild(start):
        return "any subject at GitHub"
    if start != "repo" or not colon:
        return ""
    owner, slash, name = rest.partition(":")[0].partition("/")
    if _is_wild(owner.partition("@")[0]):
        return "repositories of any owner whose name matches"
    return "every repository of the owner" if slash and not name.strip("*?") else ""


def _is_wild(text: str) -> bool:
    """Return whether ``text`` has a wildcard before all that is unknown."""
    return is_pattern(text.partition(_UNKNOWN)[0])


RULE = Rule(
    id="W704",
    title="subject of GitHub Actions is too broad",
    costs="workflows of other repositories, possibly of strangers, can assume the role",
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
                "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
                "StringLike": {
                    "token.actions.githubusercontent.com:sub": "repo:octo/*"
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
                "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
                "StringLike": {
                    "token.actions.githubusercontent.com:sub": "repo:octo@123/web@456:ref:refs/heads/*"
                }
            }
        }]
    }""",
    check=_check,
)
