"""E101."""

from collections.abc import Iterator

from ....policy.principals import is_of_role
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
        of_role = is_of_role(document)
        for what in _of_trust(statement, of_role) if document.kind == "trust" else _of_identity(statement):
            yield Violation(what, statement.place, statement.sid)


def _of_identity(statement: Statement) -> Iterator[str]:
    for name in ("Principal", "NotPrincipal"):
        if name in statement.present:
            yield f"has a {name}, which only a policy of a resource or role can have"
    if not statement.present & {"Resource", "NotResource"}:
        yield "has neither Resource nor NotResource"


def _of_trust(statement: Statement, of_role: bool) -> Iterator[str]:
    if not statement.present & {"Principal", "NotPrincipal"}:
        yield "has neither Principal nor NotPrincipal"
    # A policy of another resource has principals too, and there it is right to name the resource.
    if of_role or any(value.shown.lower().startswith("sts:") for value in statement.actions):
        for name in ("Resource", "NotResource"):
            if name in statement.present:
                yield f"has a {name}, which a trust policy cannot have: it is about its role"


RULE = Rule(
    id="E101",
    title="the policy grammar is broken",
    costs="IAM refuses the policy, or the statement never does anything",
    instead="give each statement one Effect, actions, and resources or, in a trust policy, principals",
    bad='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [], "Resource": "*"}]}',
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["ecs:ListClusters"], "Resource": "*"}]
    }""",
    check=_check,
)
