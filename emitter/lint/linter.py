"""Runs the rules over documents: findings, without those that are accepted with a reason."""

import os
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError
from ..messages import comparing, nearest
from ..reading.attachments import Attached
from ..reading.cloudformation.conditionals import spread
from ..reading.document import Document
from ..reading.document_kind import by_name
from ..reading.yaml_tree import Place
from .acceptance import EXPIRED, UNUSED, Acceptance
from .rule import SEVERITIES, HolderPolicies, Rule, Violation
from .rules import rules

if TYPE_CHECKING:
    from ..reading.files import SourceFile

# The rules about acceptances themselves: the linter reports them, and no check does.
OWN = (
    Rule(
        id=UNUSED,
        title="unused acceptance: it matches no finding",
        costs="the next finding of that rule there is accepted unseen, for a reason that is not its own",
        instead="remove the acceptance, or correct its rule or its place",
        bad='[[accept]]\nrule = "W401"\nwhere = "out/gone/*"\nwhy = "the file was here once"',
        good="",
    ),
    Rule(
        id=EXPIRED,
        title="expired acceptance",
        costs="a risk that was accepted for a limited time remains",
        instead="fix the finding, or give the acceptance a later date and the reason for it",
        bad='[[accept]]\nrule = "W401"\nwhere = "*"\nwhy = "until the move is done"\nuntil = 2020-12-31',
        good="",
    ),
)

# Kinds of policy that another service than IAM evaluates, by its own actions, keys and variables, and the
# rules that hold for them. https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
_OF_SERVICES = ("stack", "device")
_FOR_SERVICES = ("E101", "E102", "E106", "E107")
# Rules of structure and size begin with it, after their severity.
_STRUCTURE = "1"
# Characters of a document, many times any quota; a larger one is checked by those rules only.
_LARGEST = 250_000
# Misspelled names of one file for which the nearest is searched.
_NAMES = 500


class Finding(NamedTuple):
    """One finding; ``line`` and ``column`` begin at 1, and are 0 where they are not known.

    ``text`` is the line of the file, where there is one.
    """

    rule: str
    severity: str
    message: str
    file: str
    line: int
    column: int
    sid: str
    document: str
    text: str = ""


class CheckedSource(NamedTuple):
    """The files of a source and what was found in them, in the order of its places."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def every_rule() -> tuple[Rule, ...]:
    """Return all rules by id, those about acceptances with them."""
    return tuple(sorted((*rules(), *OWN)))


def find_rule(id_: str, option: str) -> Rule:
    """Return the rule called ``id_``, which was given with ``option``.

    Raises :class:`~emitter.errors.UsageError` with the nearest id when there is none.
    """
    for known in every_rule():
        if known.id == id_.upper():
            return known
    remedy = nearest(id_, (known.id for known in every_rule())) or "emit lint --explain all shows every rule"
    raise UsageError(option, f"unknown rule {id_!r}", remedy)


def select(ids: Collection[str] = (), least: str = "note") -> tuple[Rule, ...]:
    """Return the rules called ``ids`` (none: all) that are of the severity ``least`` or graver.

    Raises :class:`~emitter.errors.UsageError` for an id or severity that there is none of.
    """
    severities = tuple(SEVERITIES.values())
    if least not in severities:
        raise UsageError("--min-severity", f"unknown severity {least!r}", nearest(least, severities))
    grave = severities[: severities.index(least) + 1]
    wanted = {find_rule(id_, "--rule").id for id_ in ids}
    return tuple(one for one in every_rule() if one.severity in grave and (not wanted or one.id in wanted))


def lint(
    sources: "Iterable[SourceFile]",
    accepted: Sequence[Acceptance] = (),
    only: Sequence[Rule] | None = None,
    today: date | None = None,
    *,
    whole: bool = True,
) -> Iterator[Finding]:
    """Yield the findings of ``sources``, file by file, in the order of their places.

    ``accepted`` are left out, and are findings themselves when they match nothing or are past their day.
    ``only`` are the rules whose findings are wanted; without, all. When ``sources`` are not ``whole``, all
    that ``accepted`` are about, only those are judged that name a file which was read.
    """
    checked = (check_source(source, only) for source in sources)
    yield from settled(checked, accepted, only, today, whole=whole)


def check_source(source: "SourceFile", only: Sequence[Rule] | None = None) -> CheckedSource:
    """Return what the rules ``only`` (without, all) find in ``source``, whatever is accepted elsewhere."""
    from ..reading.files import with_defaults

    source = with_defaults(source)
    with comparing(_NAMES):
        found = check_documents((*source.documents, *source.loose), _needed(only), source.attached)
        ordered = sorted(dict.fromkeys(found), key=_order)
    return CheckedSource(source.files, tuple(_with_lines(ordered, source)))


def settled(
    checked: Iterable[CheckedSource],
    accepted: Sequence[Acceptance],
    only: Sequence[Rule] | None = None,
    today: date | None = None,
    *,
    whole: bool = True,
) -> Iterator[Finding]:
    """Yield the findings of ``checked`` as :func:`lint` does, which checks them first."""
    wanted = None if only is None else {one.id for one in only}
    judge = _AcceptanceFilter(accepted, today or date.today())

    def is_wanted(finding: Finding) -> bool:
        return wanted is None or finding.rule in wanted

    for source in checked:
        yield from filter(is_wanted, (one for one in source.findings if not judge.accepts(one)))
        judge.files.update(os.path.normpath(file) for file in source.files)
    if _is_complete(only):
        yield from filter(is_wanted, judge.left(whole))


def _needed(only: Sequence[Rule] | None) -> Sequence[Rule]:
    return rules() if only is None or _is_complete(only) else only


def _is_complete(only: Sequence[Rule] | None) -> bool:
    """Return whether acceptances are judged: of what use one is shows only when every rule was checked."""
    return only is None or any(one in OWN for one in only)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.file, finding.line, finding.column, finding.rule, finding.message


def _with_lines(found: Sequence[Finding], source: "SourceFile") -> Iterator[Finding]:
    texts = {source.file: source.text, **dict(source.parts)}

    @cache
    def lines_of(file: str) -> list[str]:
        return texts.get(file, "").split("\n")

    for finding in found:
        lines = lines_of(finding.file)
        known = 0 < finding.line <= len(lines)
        yield finding._replace(text=lines[finding.line - 1].rstrip("\r")) if known else finding


def check_documents(
    documents: Sequence[Document], chosen: Sequence[Rule], attached: Sequence[Attached] = ()
) -> Iterator[Finding]:
    """Yield what the rules ``chosen`` find in ``documents``, which stand together, and is not accepted there.

    ``attached`` are policies that their holders have, and that are not among them.
    """
    documents = tuple(spread(by_name(document)) for document in documents)
    accepted = {
        (document.name, statement.sid, id_)
        for document in documents
        for statement in document.statements
        for id_, _ in statement.accepted
    }
    used: set[tuple[str, str, str]] = set()
    for document, checked, hit in _hits(documents, chosen, attached):
        about = (document.name, hit.sid, checked.id)
        if hit.sid and about in accepted:
            used.add(about)
        else:
            yield _finding(checked.id, hit, document)
    known = {checked.id for checked in chosen}
    for document in documents:
        for statement in document.statements:
            for id_, _ in statement.accepted:
                if (document.name, statement.sid, id_) not in used:
                    what = f"{id_}: it reports nothing here" if id_ in known else f"unknown rule {id_}"
                    hit = Violation(f"unused acceptance of {what}", statement.place, statement.sid)
                    yield _finding(UNUSED, hit, document)


def _hits(
    documents: Sequence[Document], chosen: Sequence[Rule], attached: Sequence[Attached]
) -> Iterator[tuple[Document, Rule, Violation]]:
    small = [document for document in documents if document.size <= _LARGEST]
    for checked in chosen:
        # Of a document that IAM never accepts, only structure and size are reported.
        some = documents if checked.id[1] == _STRUCTURE else small
        if checked.check is not None:
            for document in some:
                if document.kind not in _OF_SERVICES or checked.id in _FOR_SERVICES:
                    yield from ((document, checked, hit) for hit in checked.check(document))
        if checked.together is not None:
            for held in _by_holder(some, attached):
                of = _Of(held)
                yield from ((of.document(hit), checked, hit) for hit in checked.together(held))


def _by_holder(documents: Sequence[Document], attached: Sequence[Attached]) -> Iterator[HolderPolicies]:
    """Yield policies that add up: those of one holder; one that has none stands alone."""
    held: dict[str, list[Document]] = {}
    for number, document in enumerate(documents):
        if document.kind == "identity":
            held.setdefault(document.holder or f"#{number}", []).append(document)
    others: dict[str, list[Attached]] = {}
    for one in attached:
        others.setdefault(one.holder, []).append(one)
    for holder in {**held, **others}:
        yield HolderPolicies(tuple(held.get(holder, ())), tuple(others.get(holder, ())))


class _Of:
    """Knows which of the documents of a holder a hit is in."""

    def __init__(self, held: HolderPolicies) -> None:
        self._by_place: dict[Place, list[Document]] = {}
        self._sids: dict[int, frozenset[str]] = {}
        self._attached = {one.policy.place: one.holder for one in held.attached}
        for document in held.documents:
            self._by_place.setdefault(document.place, []).append(document)
        self._places = sorted(self._by_place)

    def document(self, hit: Violation) -> Document:
        """Return the last that begins before ``hit``, of several that begin there the one that has its Sid.

        For what is attached, one that is called as its holder is.
        """
        if hit.place in self._attached:
            return Document(hit.place.file, self._attached[hit.place], "identity", hit.place, ())
        number = bisect_right(self._places, hit.place)
        here = self._by_place[self._places[number - 1]]
        return here[0] if len(here) == 1 else next((d for d in here if hit.sid in self._sids_of(d)), here[0])

    def _sids_of(self, document: Document) -> frozenset[str]:
        if id(document) not in self._sids:
            self._sids[id(document)] = frozenset(one.sid for one in document.statements)
        return self._sids[id(document)]


def _finding(id_: str, hit: Violation, document: Document) -> Finding:
    place = hit.place
    return Finding(
        id_, SEVERITIES[id_[0]], hit.message, place.file, place.line, place.column, hit.sid, document.name
    )


class _AcceptanceFilter:
    """Knows what is accepted, and which acceptance was of use."""

    def __init__(self, accepted: Sequence[Acceptance], today: date) -> None:
        self._today = today
        self._accepted = accepted
        self._used: set[Acceptance] = set()
        self.files: set[str] = set()

    def accepts(self, finding: Finding) -> bool:
        matching = [one for one in self._accepted if one.rule == finding.rule and matches_place(one, finding)]
        self._used.update(matching)
        return any(one.until is None or self._today <= one.until for one in matching)

    def left(self, whole: bool) -> Iterator[Finding]:
        """Yield findings on the acceptances themselves."""
        for one in self._accepted:
            if one in self._used:
                if one.until is not None and self._today > one.until:
                    yield _on(
                        one,
                        EXPIRED,
                        f"expired acceptance of {one.rule} at {one.where!r}: it ended on {one.until}",
                    )
            elif whole or self._was_read(one):
                yield _on(
                    one, UNUSED, f"unused acceptance of {one.rule} at {one.where!r}: it matches no finding"
                )

    def _was_read(self, one: Acceptance) -> bool:
        """Return whether ``one`` is about a file that was read, and about no other."""
        places = (one.where, one.where.rpartition(":")[0])
        folder = os.path.dirname(one.file)
        return any(os.path.normpath(os.path.join(folder, place)) in self.files for place in places if place)


def _on(acceptance: Acceptance, id_: str, message: str) -> Finding:
    place = Place(acceptance.file, acceptance.line, 1 if acceptance.line else 0)
    return Finding(id_, SEVERITIES[id_[0]], message, *place, "", "")


def matches_place(acceptance: Acceptance, finding: Finding) -> bool:
    """Return whether ``finding`` is where ``acceptance`` says, by file, document or Sid.

    A file goes by the path it was given as, and by its path from the folder of ``emit.toml``.
    """
    files = {finding.file, os.path.normpath(finding.file)}
    if acceptance.file:
        files.add(os.path.relpath(finding.file, os.path.dirname(acceptance.file) or "."))
    names = {finding.document, finding.sid}
    inside = {f"{file}:{name}" for file in files for name in names if name}
    return any(fnmatchcase(name, acceptance.where) for name in files | names | inside if name)
