"""E101."""

from collections.abc import Iterator

from ....policy.principals import is_of_role, names_principals
from ....reading.document import Document, Statement
from ....reading.grammar import CONDITIONAL
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for fault in document.faults:
        yield Violation(fault.what, fault.place, fault.sid)
    for statement in document.statements:
        # A transform of the template can bring in any element.
        if any(name.startswith("Fn::") for name in statement.present - {CONDITIONAL}):
            continue
        for what in _elements(statement, document):
            yield Violation(what, statement.place, statement.sid)


def _elements(statement: Statement, document: Document) -> Iterator[str]:
    """Yield what ``statement`` lacks, or has too much, in a policy of the kind of ``document``."""
    if document.kind == "stack":
        return iter(())
    if names_principals(document):
        return _of_trust(statement, is_of_role(document), document.kind == "trust")
    return _of_identity(statement)


def _of_identity(statement: Statement) -> Iterator[str]:
    for name in ("Principal", "NotPrincipal"):
        if name in statement.present:
            yield f"has a {name}, which is valid only in a resource policy or trust policy"
    if not statement.present & {"Resource", "NotResource"}:
        yield "has neither Resource nor NotResource"


def _of_trust(statement: Statement, of_role: bool, by_itself: bool) -> Iterator[str]:
    if not statement.present & {"Principal", "NotPrincipal"}:
        yield "has neither Principal nor NotPrincipal"
    # A policy of another resource has principals too, and there it is right to name the resource.
    about_roles = by_itself and any(value.shown.lower().startswith("sts:") for value in statement.actions)
    if of_role or about_roles:
        for name in ("Resource", "NotResource"):
            if name in statement.present:
                yield f"has a {name}, which is not valid in a trust policy: its resource is its role"


RULE = Rule(
    id="E101",
    title="invalid policy grammar",
    costs="IAM rejects the policy, or the statement has no effect",
    instead="give each statement one Effect, actions, and resources or, in a trust policy, principals",
    bad='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [], "Resource": "*"}]}',
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["ecs:ListClusters"], "Resource": "*"}]
    }""",
    check=_check,
)
