"""E701."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws import service_reference
from ....policy.principals import federation, is_role_trust, service, trusting
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...rule import Rule, Violation

_ROLE, _WEB, _SAML = "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"
_ASSUMING = frozenset((_ROLE, _WEB, _SAML))
_WITH_THEM = frozenset(("sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"))
# Services that call more than sts:AssumeRole, by their documentation:
# https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
# https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
_MORE = {
    "pods.eks": frozenset(("sts:TagSession",)),
    "rolesanywhere": frozenset(("sts:TagSession", "sts:SetSourceIdentity")),
}


def _check(document: Document) -> Iterator[Violation]:
    if not is_role_trust(document):
        return
    for statement in document.statements:
        for value in statement.actions:
            named = _actions(value.text) if value.text else _ASSUMING
            if named and not named & (_ASSUMING | _WITH_THEM):
                message = f"names {value.shown}, which a trust policy cannot allow"
                yield Violation(message, value.place, statement.sid)
    for statement in trusting(document):
        if statement.actions and all(value.text for value in statement.actions):
            yield from _mismatched(statement)
    yield from _incomplete(document)


def _mismatched(statement: Statement) -> Iterator[Violation]:
    """Yield principals without the action that they call, and the reverse."""
    every = _named(statement) & _ASSUMING
    if not every:
        return
    wanted = [(value, _wanted(kind, value)) for kind, value in statement.principals]
    for value, action in wanted:
        if action and action not in every:
            granted = ", ".join(sorted(every))
            yield Violation(
                f"trusts {value.shown} with {granted}; it calls {action}", value.place, statement.sid
            )
    if all(action for _, action in wanted) and {action for _, action in wanted} & every:
        for value in statement.actions:
            named = _actions(value.text or "*")
            if named and named <= _ASSUMING - {action for _, action in wanted}:
                message = f"names {value.text}, which none of its principals calls"
                yield Violation(message, value.place, statement.sid)


def _incomplete(document: Document) -> Iterator[Violation]:
    """Yield services that call more than the document allows them."""
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = service(value) if kind == "Service" else None
            if found is None or found.name not in _MORE or _ROLE not in _named(statement):
                continue
            granted = frozenset().union(
                *(_named(other) for other in trusting(document) if value.shown in _shown(other))
            )
            missing = sorted(_MORE[found.name] - granted)
            if missing:
                message = f"trusts {value.shown} without {' and '.join(missing)}, which it also calls"
                yield Violation(message, value.place, statement.sid)


def _shown(statement: Statement) -> set[str]:
    return {value.shown for _, value in statement.principals}


def _named(statement: Statement) -> frozenset[str]:
    return frozenset().union(*(_actions(value.text or "*") for value in statement.actions))


def _wanted(kind: str, value: Value) -> str:
    """Return the action by which a principal assumes a role; empty when that is open."""
    if kind in ("Service", "AWS", "*"):
        return _ROLE
    signs_in = federation(value) if kind == "Federated" else None
    return {"oidc": _WEB, "saml": _SAML}[signs_in[0]] if signs_in else ""


@lru_cache(maxsize=1024)
def _actions(pattern: str) -> frozenset[str]:
    """Return the actions of a trust policy that ``pattern`` matches; any other stands for itself."""
    if pattern in ("*", "sts:*"):
        return _ASSUMING | _WITH_THEM
    found = frozenset(action.name for action in service_reference.expand(pattern))
    return found & (_ASSUMING | _WITH_THEM) or found


RULE = Rule(
    id="E701",
    title="action that does not match the principal of a trust policy",
    costs="nobody can assume the role, or IAM rejects the policy",
    instead="allow services and accounts sts:AssumeRole, providers AssumeRoleWithWebIdentity or WithSAML",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
            },
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "repo:octo/web:ref:refs/heads/main"
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
