"""The grants of policies, and which of them calls used: for what nothing used, and what was too wide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ..aws.wildcards import ONE, Tokens, action_matches, is_pattern, parse
from ..evaluate.request import Deciding, Reason
from ..policy.resource_arns import is_all
from ..policy.wildcards import intersects, tokens
from ..reading.document import Document, Statement
from ..reading.values import Value
from ..reading.yaml_tree import Place
from .narrower_patterns import Narrower

_Key: TypeAlias = tuple[str, str, Place]

# Actions that a wildcard stood for are listed up to here.
_LISTED = 40
_ACCOUNT = re.compile("[0-9]{12}")


class Unused(NamedTuple):
    """An action of a statement that no call used, as the file has it; or a resource of one that was used.

    The other one of ``action`` and ``resource`` is empty.
    """

    sid: str
    document: str
    place: Place
    action: str = ""
    resource: str = ""


class Wide(NamedTuple):
    """A statement that grants more than calls used of it.

    ``granted`` is what it names with a wildcard, ``used`` what would have done; ``what`` says of which. Where
    that is resources, they are those of ``actions``: others that it grants may take none.
    """

    sid: str
    document: str
    place: Place
    what: str
    granted: tuple[str, ...]
    used: tuple[str, ...]
    actions: tuple[str, ...] = ()


class _Grant:
    """An Allow statement, and what of it was used."""

    def __init__(self, statement: Statement, document: Document) -> None:
        self.statement = statement
        self.document = document
        self.used: set[str] = set()
        self.by_action: dict[str, set[str]] = {}
        self.resources = Narrower()
        self.on_resources: set[str] = set()
        # Of one resource, or one that is everything, there is nothing to say.
        several = [value for value in statement.resources if not is_all(value)]
        self.idle = several if len(statement.resources) > 1 else []

    def note(self, action: str, resource: str | None) -> None:
        for value in self.statement.actions:
            if value.text is None or action_matches(value.text, action):
                self.used.add(value.shown)
                if _wild(value):
                    names = self.by_action.setdefault(value.shown, set())
                    if len(names) <= _LISTED:
                        names.add(action)
        if not self.statement.actions:
            self.used.add(_all_but(self.statement))
        if self.idle:
            self.idle = [value for value in self.idle if not _may_be(value, resource)]
        if resource is not None:
            self.resources.add(resource)
            self.on_resources.add(action)


class Grants:
    """What the Allow statements of ``documents`` grant, and a tally of its use."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._grants: dict[_Key, _Grant] = {
            (document.name, statement.sid, statement.place): _Grant(statement, document)
            for document in documents
            if document.kind == "identity"
            for statement in document.statements
            if statement.allows
        }

    def note(self, by: Deciding | Reason, action: str, resource: str | None) -> None:
        """Record that ``by`` allowed, or could allow, ``action`` on ``resource`` (``None``: none)."""
        grant = self._grants.get((by.document, by.sid, by.place))
        if grant is not None:
            grant.note(action, resource)

    def unused(self) -> Iterator[Unused]:
        """Yield every action of every statement that nothing used, and every resource of one that something
        did.
        """
        for grant in self._grants.values():
            statement = grant.statement
            names = [value.shown for value in statement.actions] or [_all_but(statement)]
            for name in dict.fromkeys(names):
                if name not in grant.used:
                    yield Unused(statement.sid, grant.document.name, statement.place, name)
            for name in dict.fromkeys(value.shown for value in grant.idle if grant.used):
                yield Unused(statement.sid, grant.document.name, statement.place, resource=name)

    def wide(self) -> Iterator[Wide]:
        """Yield what narrower actions and resources the statements that were used would do with."""
        for grant in self._grants.values():
            statement, name = grant.statement, grant.document.name
            for pattern, behind in grant.by_action.items():
                if len(behind) <= _LISTED:
                    found = tuple(sorted(behind))
                    yield Wide(statement.sid, name, statement.place, "action", (pattern,), found)
            granted = [value for value in statement.resources if _wild(value)]
            used = tuple(dict.fromkeys(grant.resources.patterns()))
            if granted and used and not _as_wide(used, granted):
                actions = tuple(sorted(grant.on_resources))
                shown = tuple(value.shown for value in granted)
                yield Wide(statement.sid, name, statement.place, "resource", shown, used, actions)


def _may_be(value: Value, resource: str | None) -> bool:
    """Return whether ``value`` can stand for ``resource``, of which parts may be ``*``; ``None`` is not
    known.
    """
    return resource is None or intersects(tokens(value), parse(resource))


def _as_wide(used: Iterable[str], granted: Sequence[Value]) -> bool:
    """Return whether ``used`` says nothing that ``granted`` does not; parts that a file leaves open fit
    anything.
    """
    texts = {value.shown for value in granted}
    outlines = {_outline(tokens(value)) for value in granted}
    return all(one in texts or _outline(parse(one, variables=False)) in outlines for one in used)


def _outline(found: Tokens) -> str:
    """Return ``found`` with ``*`` for every part that is open, and for every account."""
    return "".join(
        _ACCOUNT.sub("*", token) if isinstance(token, str) else "?" if token == ONE else "*"
        for token in found
    )


def _wild(value: Value) -> bool:
    return any(isinstance(part, str) and is_pattern(part) for part in value.parts)


def _all_but(statement: Statement) -> str:
    return f"all but {', '.join(value.shown for value in statement.not_actions)}"
