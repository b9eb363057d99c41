"""Rules over documents: findings, less what is accepted with a reason."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import NamedTuple

from .checks import rules
from .reading.document import Document
from .reading.files import Source
from .rule import Hit, Rule

UNUSED = "W901"
EXPIRED = "W902"


class Finding(NamedTuple):
    """One finding; ``line`` and ``column`` begin at 1, and are 0 where they are not known."""

    rule: str
    severity: str
    message: str
    file: str
    line: int
    column: int
    sid: str
    document: str


class Acceptance(NamedTuple):
    """A finding that somebody accepts: ``rule``, ``where`` (a pattern for file, document or Sid) and ``why``.

    After ``until`` it no longer counts. ``source`` is where it is written.
    """

    rule: str
    where: str
    why: str
    until: date | None
    source: str


def lint(
    sources: Iterable[Source],
    accepted: Sequence[Acceptance] = (),
    only: Sequence[Rule] | None = None,
    today: date | None = None,
) -> Iterator[Finding]:
    """The findings of ``sources``, file by file, in the order of their places.

    ``accepted`` are left out, and are findings themselves when they match nothing or are past their day.
    ``only`` are the rules to hold it to; without, all.
    """
    judge = _Judge(accepted, today or date.today())
    for source in sources:
        found = [finding for finding in _source(source, only or rules()) if not judge.accepts(finding)]
        yield from sorted(found, key=lambda f: (f.line, f.column, f.rule, f.message))
    if only is None:
        yield from judge.left()


def _source(source: Source, chosen: Sequence[Rule]) -> Iterator[Finding]:
    used: set[tuple[str, str, str]] = set()
    for document, rule, hit in _hits(source, chosen):
        if _in_file(document, rule, hit):
            used.add((document.name, hit.sid, rule.id))
        else:
            yield _finding(rule.id, rule.severity, hit, document)
    checked = {rule.id for rule in chosen}
    for document in source.documents:
        for statement in document.statements:
            for id_, _ in statement.accepted:
                if id_ in checked and (document.name, statement.sid, id_) not in used:
                    yield _finding(
                        UNUSED,
                        "warning",
                        Hit(f"accepts {id_}, which does not stand here", statement.place, statement.sid),
                        document,
                    )


def _hits(source: Source, chosen: Sequence[Rule]) -> Iterator[tuple[Document, Rule, Hit]]:
    for rule in chosen:
        if rule.check is not None:
            for document in source.documents:
                yield from ((document, rule, hit) for hit in rule.check(document))
        if rule.together is not None:
            for documents in _by_holder(source.documents):
                yield from ((_of(documents, hit), rule, hit) for hit in rule.together(documents))


def _by_holder(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """Identity policies that add up: those of one holder; one that has none stands alone."""
    held: dict[str, list[Document]] = {}
    for number, document in enumerate(documents):
        if document.kind == "identity":
            held.setdefault(document.holder or f"#{number}", []).append(document)
    yield from map(tuple, held.values())


def _of(documents: Sequence[Document], hit: Hit) -> Document:
    for document in documents:
        if any(s.sid == hit.sid and s.place.line <= hit.place.line for s in document.statements if s.sid):
            return document
    return documents[0]


def _in_file(document: Document, rule: Rule, hit: Hit) -> bool:
    return any(
        rule.id == id_
        for statement in document.statements
        if statement.sid and statement.sid == hit.sid
        for id_, _ in statement.accepted
    )


def _finding(id_: str, severity: str, hit: Hit, document: Document) -> Finding:
    return Finding(
        id_, severity, hit.message, hit.place.file, hit.place.line, hit.place.column, hit.sid, document.name
    )


class _Judge:
    """Knows what is accepted, and which acceptance was of use."""

    def __init__(self, accepted: Sequence[Acceptance], today: date) -> None:
        self._today = today
        self._accepted = accepted
        self._used: set[Acceptance] = set()

    def accepts(self, finding: Finding) -> bool:
        for acceptance in self._accepted:
            if acceptance.rule == finding.rule and _matches(acceptance.where, finding):
                self._used.add(acceptance)
                if acceptance.until is None or self._today <= acceptance.until:
                    return True
        return False

    def left(self) -> Iterator[Finding]:
        for one in self._accepted:
            if one not in self._used:
                message = f"accepts {one.rule} at {one.where!r}, where it does not stand"
                yield Finding(UNUSED, "warning", message, one.source, 0, 0, "", "")
            elif one.until is not None and self._today > one.until:
                message = f"accepted {one.rule} at {one.where!r} until {one.until}"
                yield Finding(EXPIRED, "warning", message, one.source, 0, 0, "", "")


def _matches(where: str, finding: Finding) -> bool:
    names = (
        finding.file,
        finding.document,
        finding.sid,
        f"{finding.file}:{finding.document}",
        f"{finding.file}:{finding.sid}",
    )
    return any(fnmatchcase(name, where) for name in names if name)
