"""Policies of one identity → what the page says of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..aws.quotas import INLINE_POLICIES, POLICIES_AN_IDENTITY
from ..diff.change import WIDENING, Change, Difference
from ..diff.identities import IdentityKey
from ..diff.merging import merged
from ..diff.policies import Policies
from ..lint.acceptance import Acceptance
from ..lint.escalation.find import escalations
from ..lint.linter import Finding
from ..policy.grants import allowing
from ..policy.phrases import listed
from ..policy.principals import federation, identity
from ..policy.resource_arns import is_all
from ..reading.attachments import Attached, Bound, Member
from ..reading.document import Document, Statement
from ..reading.values import Unknown, Value
from .evidence import Causes
from .fingerprint import compared, fingerprint
from .model import Accepted, EscalationView, IdentityView, TrustView
from .reach import reach
from .statements import phrase, policy


class Held(NamedTuple):
    """An identity with its documents, now and before, and what else is known of it.

    ``whole`` is the file that it stands in; ``name`` is what AWS will call it, where that is known.
    ``facts`` are pairs of a label and a value; ``doubts`` are phrases.
    """

    key: IdentityKey
    whole: Policies
    documents: Sequence[Document]
    before: Sequence[Document]
    name: str
    file: str
    difference: Difference | None = None
    facts: tuple[tuple[str, str], ...] = ()
    causes: Causes = MappingProxyType({})
    doubts: tuple[str, ...] = ()


def view(
    held: Held,
    findings: Sequence[Finding],
    accepted: Sequence[tuple[Finding, Acceptance]],
    signed: Mapping[str, str] | None,
    number: int,
) -> IdentityView:
    """Return the view of ``held``; ``findings`` and those that ``emit.toml`` accepts are of its file."""
    key, documents = held.key, held.documents
    permitted = [one for one in documents if one.kind != "trust"]
    names = {one.name for one in documents} | {key.name}
    policies = tuple(policy(one, key, held.causes) for one in permitted)
    rows, more = reach(permitted, [one for one in held.before if one.kind != "trust"])
    beside = [*(_shown(held.whole.bounds, key)), *(_shown(held.whole.attached, key))]
    paths = tuple(_escalations(permitted))
    print_ = fingerprint(documents, beside)
    called = f"{held.file}: {held.name}" if held.file else held.name
    return IdentityView(
        anchor=f"identity-{number}",
        name=held.name,
        sort=key.sort or next((one.kind for one in held.whole.named if one.address == key.name), "policy"),
        file=held.file,
        facts=_by_label((*held.facts, *_facts(held))),
        trust=tuple(_trust(documents)),
        policies=policies,
        reach=rows,
        more_services=more,
        escalations=paths,
        findings=tuple(
            one for one in findings if one.document in names and one.message not in {p.message for p in paths}
        ),
        accepted=(
            *_accepted_beside(documents),
            *(_accepted(*pair) for pair in accepted if pair[0].document in names),
        ),
        questions=tuple(_questions(held, beside)),
        changes=tuple(sorted(merged(held.difference.changes), key=_narrows)) if held.difference else (),
        only=held.difference.only if held.difference else "",
        fingerprint=print_,
        signed=compared(called, print_, signed),
    )


def _by_label(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for label, value in pairs:
        found.setdefault(label, []).append(value)
    return tuple((label, tuple(dict.fromkeys(values))) for label, values in found.items())


def _narrows(change: Change) -> bool:
    return change.sort not in WIDENING


def _shown(named: Iterable[Bound | Attached], key: IdentityKey) -> Iterator[str]:
    yield from (one.policy.shown for one in named if one.holder == key.name)


def _facts(held: Held) -> Iterator[tuple[str, str]]:
    yield from (("permissions boundary", shown) for shown in _shown(held.whole.bounds, held.key))
    limits = [one.name for one in held.documents if one.kind == "boundary"]
    yield from (("permissions boundary", name) for name in limits)
    attached = tuple(_shown(held.whole.attached, held.key))
    yield from (("attached policy", shown) for shown in attached)
    names = {one.address: one.name.shown for one in held.whole.named if one.name is not None}
    members: tuple[Member, ...] = tuple(m for source in held.whole.sources for m in source.members)
    groups = [one.group for one in members if one.user == held.key.name]
    users = [one.user for one in members if one.group == held.key.name]
    yield from (("member of", names.get(name, name)) for name in groups)
    yield from (("has the member", names.get(name, name)) for name in users)
    managed = sum(one.attachment == "managed" for one in held.documents if one.kind == "identity")
    if held.key.sort in INLINE_POLICIES:
        yield "managed policies", f"{managed + len(attached)} of {POLICIES_AN_IDENTITY}"


def _trust(documents: Iterable[Document]) -> Iterator[TrustView]:
    for document in documents:
        if document.kind != "trust":
            continue
        for one in document.statements:
            principals = [_principal(*pair) for pair in one.principals]
            principals += [("everyone except", value.shown) for _, value in one.not_principals]
            yield TrustView(
                one.effect,
                tuple(principals),
                tuple(value.shown for value in (*one.actions, *one.not_actions)),
                tuple(map(phrase, one.conditions)),
            )


def _principal(kind: str, value: Value) -> tuple[str, str]:
    """Return what a principal is, in words, and its name."""
    if is_all(value):
        return "anyone, from any account", value.shown
    if kind == "Federated":
        found = federation(value)
        return (
            f"identities of the {found[0].upper()} provider" if found else "federated identities",
            value.shown,
        )
    if kind == "AWS":
        found_identity = identity(value)
        if found_identity is None:
            return "an AWS principal", value.shown
        if found_identity.what == "root":
            return "every principal that the account allows", value.shown
        return f"a {found_identity.what.partition('/')[0]}", value.shown
    return "an AWS service" if kind == "Service" else f"a principal of type {kind}", value.shown


def _escalations(documents: Sequence[Document]) -> Iterator[EscalationView]:
    """Yield the paths to more permissions; a statement that allows every action needs none, and says so."""
    for statement in (one for document in documents for one in allowing(document)):
        if not any(map(is_all, statement.resources)):
            continue
        if any(one.text == "*" for one in statement.actions):
            yield EscalationView("*", "has every permission already", statement.sid, True)
        elif statement.not_actions:
            but = listed(one.shown for one in statement.not_actions)
            yield EscalationView(
                f"every action except {but}", "has every path that they do not close", statement.sid, True
            )
    for one in escalations(tuple(one for one in documents if one.kind == "identity")):
        yield EscalationView(one.actions, one.does, one.grant.statement.sid, one.wide)


def _accepted_beside(documents: Iterable[Document]) -> Iterator[Accepted]:
    for document in documents:
        for statement in document.statements:
            for rule, why in statement.accepted:
                yield Accepted(rule, statement.sid or document.name, why, "")


def _accepted(finding: Finding, by: Acceptance) -> Accepted:
    return Accepted(by.rule, finding.sid or finding.document, by.why, str(by.until or ""))


def _questions(held: Held, beside: Iterable[str]) -> Iterator[str]:
    """Yield what nobody can say from the files: what is inferred, left open, or in another file."""
    yield from held.doubts
    for name in dict.fromkeys(beside):
        yield f"{name} is not in the files: what it allows or limits is not on this page"
    for document in held.documents:
        for text in document.open:
            yield f"{document.name}: the file leaves statements open: {text}"
        yield from (f"{document.name}: {fault.what}" for fault in document.faults)
    unknown = dict.fromkeys(
        part.expression
        for document in held.documents
        for statement in document.statements
        for value in _values(statement)
        for part in value.parts
        if isinstance(part, Unknown) and not part.expression.startswith("${AWS::")
    )
    if unknown:
        yield f"values that are given at deployment: {', '.join(unknown)}"


def _values(one: Statement) -> Iterator[Value]:
    yield from (*one.actions, *one.not_actions, *one.resources, *one.not_resources)
    yield from (value for _, value in (*one.principals, *one.not_principals))
    yield from (value for condition in one.conditions for value in condition.values)
