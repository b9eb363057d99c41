"""Whether one pattern takes in all that another does, as IAM matches them.

``*`` is any text and ``?`` any one character. A part that is not known, and a policy variable
(``${aws:username}``), is covered by ``*`` and by itself. The answer is sure when it is yes: a pattern that
covers another in a way that takes several of its wildcards together may be missed.

Sources: "IAM JSON policy elements: Resource"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html), "Action",
"Condition operators" and "Variables" of the same guide.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from ..aws.wildcards import ANY, ONE, Tokens, Wildcard, joined, matcher
from ..caching import ByIdentity
from ..reading.document import Condition, Document, Statement
from ..reading.values import Part, Value
from .operators import operator as parsed
from .wildcards import tokens_of

# How a value is written before it is compared: what is no plain character is from a private plane, so that
# no text of a policy can be mistaken for it.
_ANY = "\U000f1000"
_ONE = "\U000f1001"
_OPEN = "\U000f1002"
_CLOSE = "\U000f1003"
_NEVER = "\U000f1004"
_HIDDEN_BYTE = 0xF0000
# What "?" does not stand for: all of those but one character.
_NO_CHARACTER = "\U000f0000-\U000f1000\U000f1002-\U000f1004"

_CACHED = 16384
# Beyond what IAM takes in any policy; more is not compared, so that no file takes long.
_STATEMENTS = 300
_SIZE = 65_536
_LONGEST = 10_240
_PAIRS = 250_000
# Characters before its first wildcard by which patterns are separated before they are compared.
_HEAD = 128
_WILDCARD = re.compile(f"([{_ANY}{_ONE}])")

Covers: TypeAlias = Callable[[Value, Value], bool]
_Kept = TypeVar("_Kept")


def canonical(value: Value) -> str:
    """Return ``value`` as a text that can be compared: equal for two values that are written alike."""
    return _canonical_parts(value.parts)


def known(text: str) -> bool:
    """Return whether what is written so is sure to be the same as what is written alike."""
    return _NEVER not in text


def covers(wide: Value, narrow: Value) -> bool:
    """Return whether every text that ``narrow`` matches is matched by ``wide``, case counted
    (``StringLike``).
    """
    return _text(_canonical_parts(wide.parts), _canonical_parts(narrow.parts))


def action_covers(wide: Value, narrow: Value) -> bool:
    """Return the same for actions, where case does not count."""
    return _text(_canonical_parts(wide.parts).lower(), _canonical_parts(narrow.parts).lower())


def arn_covers(wide: Value, narrow: Value) -> bool:
    """Return the same for ARNs, of which each field is matched by itself."""
    return _arn(_canonical_parts(wide.parts), _canonical_parts(narrow.parts))


def contains(wide: Tokens, narrow: Tokens) -> bool:
    """Return whether every text that ``narrow`` matches is matched by ``wide``, case counted."""
    return _text(_canonical(wide), _canonical(narrow))


@lru_cache(_CACHED)
def _arn(wide: str, narrow: str) -> bool:
    if wide in (_ANY, narrow):
        return _text(wide, narrow)
    fields, others = wide.split(":", 5), narrow.split(":", 5)
    if _OPEN in fields[0] or _OPEN in others[0]:
        # It may be an ARN as a whole.
        return _text(wide, narrow)
    return len(fields) == len(others) and all(map(_text, fields, others))


@lru_cache(_CACHED)
def _text(wide: str, narrow: str) -> bool:
    if _NEVER in wide or len(wide) > _LONGEST:
        return False
    # A pattern that is written so is a text: each of its wildcards, and what is unknown, a sign of its own.
    return bool(matcher(_pattern(wide), hidden=_NO_CHARACTER)(narrow))


@lru_cache(_CACHED)
def _pattern(wide: str) -> Tokens:
    return joined({_ANY: ANY, _ONE: ONE}.get(piece, piece) for piece in _WILDCARD.split(wide))


@lru_cache(_CACHED)
def _canonical_parts(parts: tuple[Part, ...]) -> str:
    return _canonical(tokens_of(parts))


def _canonical(tokens: Tokens) -> str:
    return "".join(token if isinstance(token, str) else _sign(token) for token in tokens)


def _sign(token: Wildcard) -> str:
    """Return how ``token`` is written. Unknown parts are the same when they say what they are; the name of a
    function does not. The key of a policy variable has no case, its default has.
    """
    if token.free:
        return _ONE if token == ONE else _ANY
    if token.kind == "unknown" and not token.name.startswith("${"):
        return _NEVER
    name = token.name
    if token.kind == "variable":
        key, comma, default = name.partition(",")
        name = f"{key.strip().lower()}{comma}{default.strip()}"
    hidden = "".join(chr(_HIDDEN_BYTE + byte) for byte in name.encode(errors="replace"))
    return f"{_OPEN}{hidden}{_CLOSE}"


def redundant(values: Sequence[Value], by: Covers, fold: bool = False) -> Iterator[tuple[Value, Value]]:
    """Yield each of ``values`` that another of them makes superfluous, with that other.

    Of two that are the same it is the later; ``fold`` says that case does not count.
    """
    first: dict[str, Value] = {}
    patterns = _Patterns(((value, value) for value in values), fold)
    for value in values:
        text = canonical(value).lower() if fold else canonical(value)
        if known(text) and text in first:
            yield value, first[text]
            continue
        first[text] = value
        for other in patterns.near(text):
            if other is not value and by(other, value) and not by(value, other):
                yield value, other
                break


class _Patterns(Generic[_Kept]):
    """What is kept for the patterns among some values, found by how a text begins."""

    def __init__(self, values: Iterable[tuple[Value, _Kept]], fold: bool) -> None:
        self._by_head: dict[str, list[_Kept]] = {}
        self._pairs = 0
        for value, kept in values:
            text = _canonical_parts(value.parts)
            head = _WILDCARD.split(text, maxsplit=1)[0]
            if len(head) < len(text):
                self._by_head.setdefault((head.lower() if fold else head)[:_HEAD], []).append(kept)
        self._lengths = sorted({len(head) for head in self._by_head}, reverse=True)

    def near(self, text: str) -> Sequence[_Kept]:
        """Return what is kept for those that can cover ``text``, a value in canonical form."""
        if self._pairs > _PAIRS:
            return ()
        heads = (text[:length] for length in self._lengths if length <= len(text))
        found = [kept for head in heads for kept in self._by_head.get(head, ())]
        self._pairs += len(found) + 1
        return found


def is_pattern(value: Value) -> bool:
    """Return whether there is a wildcard in ``value``."""
    return _WILDCARD.search(_canonical_parts(value.parts)) is not None


def all_covered(wide: Sequence[Value], narrow: Sequence[Value], by: Covers) -> bool:
    """Return whether each of ``narrow`` is covered by one of ``wide``, where case counts."""
    exact = {canonical(value) for value in wide}
    patterns = [value for value in wide if is_pattern(value)]
    return all(
        (known(canonical(value)) and canonical(value) in exact) or any(by(other, value) for other in patterns)
        for value in narrow
    )


def asks_no_more(wide: Statement, narrow: Statement) -> bool:
    """Return whether a request that meets the conditions of ``narrow`` is sure to meet those of ``wide``."""
    return all(any(map(_implies, narrow.conditions, repeat(other))) for other in wide.conditions)


def waived(wide: Statement, narrow: Statement) -> tuple[Condition, ...]:
    """Return the conditions of ``narrow`` on keys that ``wide`` asks nothing about."""
    keys = {canonical(condition.key).lower() for condition in wide.conditions}
    return tuple(c for c in narrow.conditions if canonical(c.key).lower() not in keys)


def _implies(one: Condition, other: Condition) -> bool:
    """Return whether a request that meets ``one`` is sure to meet ``other``."""
    key, values = canonical(one.key).lower(), frozenset(map(canonical, one.values))
    others = frozenset(map(canonical, other.values))
    if key != canonical(other.key).lower() or not all(map(known, (key, *values, *others))):
        return False
    return implies(one.operator, values, other.operator, others)


def implies(operator: str, values: frozenset[str], other_operator: str, others: frozenset[str]) -> bool:
    """Return whether what meets ``operator`` with ``values`` is sure to meet the other with ``others``.

    Both are about the same key. ``StringEquals`` is met by less than ``StringEqualsIfExists``.
    """
    one, other = parsed(operator), parsed(other_operator)
    if one is None or other is None or one.name != other.name or one.quantifier != other.quantifier:
        return False
    if one.holds_without_key and not other.holds_without_key:
        return False
    if one.family == "Null" and one != other:
        return False
    # Values of an operator that negates exclude: the more of them, the less is left.
    return values >= others if one.negated else values <= others


class Overlap(NamedTuple):
    """Actions that ``narrow`` allows and ``wide`` allows as well, wherever ``narrow`` does.

    ``waived`` are conditions that ``narrow`` has and ``wide`` does without.
    """

    narrow: Statement
    wide: Statement
    actions: tuple[Value, ...]
    waived: tuple[Condition, ...]


def overlaps(document: Document) -> tuple[Overlap, ...]:
    """Return the actions that one statement of ``document`` allows and another allows already.

    Of an action that both allow alike it is the later, so that nothing is lost by removing all of them.
    """
    return _overlaps(ByIdentity(document))


# More than one rule asks, one after the other.
@lru_cache(maxsize=64)
def _overlaps(given: ByIdentity[Document]) -> tuple[Overlap, ...]:
    return tuple(_overlapping(*given.items))


def _overlapping(document: Document) -> Iterator[Overlap]:
    plain = [s for s in document.statements if s.allows and not (s.not_actions or s.not_principals)]
    if document.size > _SIZE or len(plain) > _STATEMENTS:
        return
    lasting = [s for s in plain if not s.not_resources]
    allowed = _Allowed(lasting)
    for narrow in plain:
        for number, actions in allowed.besides(narrow).items():
            wide = lasting[number]
            if not _reaches(wide, narrow):
                continue
            alike = any(s is narrow for s in lasting[:number]) and _reaches(narrow, wide)
            again = tuple(action for action in actions if not (alike and _is_named(action, wide)))
            if again:
                yield Overlap(narrow, wide, again, waived(wide, narrow))


class _Allowed:
    """Which of several statements allow an action, found without comparing each with each."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._exact: dict[str, list[int]] = {}
        named = [
            (action, number) for number, statement in enumerate(statements) for action in statement.actions
        ]
        self._patterns = _Patterns(((action, (number, action)) for action, number in named), fold=True)
        for action, number in named:
            self._exact.setdefault(canonical(action).lower(), []).append(number)

    def besides(self, narrow: Statement) -> dict[int, list[Value]]:
        """Return the actions of ``narrow`` that another statement names too, by the number of that
        statement.
        """
        found: dict[int, list[Value]] = {}
        for action in narrow.actions:
            text = canonical(action).lower()
            numbers = set(self._exact[text]) if known(text) and text in self._exact else set()
            numbers.update(n for n, pattern in self._patterns.near(text) if action_covers(pattern, action))
            for number in numbers:
                if self._statements[number] is not narrow:
                    found.setdefault(number, []).append(action)
        return found


def _reaches(wide: Statement, narrow: Statement) -> bool:
    """Return whether ``wide`` holds on every resource, for every principal and request of ``narrow``."""
    if bool(wide.resources) != bool(narrow.resources):
        return False
    # A statement that a template leaves out where it keeps the other makes nothing redundant.
    if not set(wide.when) <= set(narrow.when):
        return False
    return (
        all_covered(wide.resources, narrow.resources, arn_covers)
        and all(any(map(_same_principal, wide.principals, repeat(one))) for one in narrow.principals)
        and asks_no_more(wide, narrow)
    )


def _same_principal(one: tuple[str, Value], other: tuple[str, Value]) -> bool:
    text = canonical(one[1])
    return one[0] == other[0] and known(text) and text == canonical(other[1])


def _is_named(action: Value, wide: Statement) -> bool:
    """Return whether ``wide`` names ``action``, which it allows, or less than that."""
    return any(action_covers(action, own) for own in wide.actions)
