"""Names widened to patterns, by rules that can be said: only with ``--generalize``."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

# Names with a common beginning are one pattern from this many on, if the beginning has as many letters.
_ALIKE = 3
# Names that are listed of a pattern.
_NAMED = 3
_SPLIT = re.compile(r"([/:])")
_SEPARATOR = re.compile(r"[-_./:]")


class Rule(NamedTuple):
    """What is widened, in words, and the expression of the part that becomes ``*``."""

    words: str
    pattern: "re.Pattern[str]"


_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_HEX = r"(?=[0-9a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]"
# Each is looked for in one segment of a name, between slashes and colons.
RULES = (
    Rule(
        "a task or execution id",
        re.compile(
            rf"^(?:[0-9a-f]{{32}}|{_UUID}|[0-9]{{1,20}})$|(?<=[-_.]){_UUID}$",
            re.IGNORECASE,
        ),
    ),
    Rule(
        "a date at the end",
        re.compile(
            r"(?:^|(?<=[-_.]))(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])"
            r"(?:[-_.T]?[0-9]{2,6})*Z?$"
        ),
    ),
    Rule("a hash at the end", re.compile(rf"(?<=[-_.]){_HEX}{{7,64}}$|^{_HEX}{{16,64}}$", re.IGNORECASE)),
)


class Widened(NamedTuple):
    """A ``pattern`` that stands for ``names``, by the rule in ``words``."""

    pattern: str
    names: tuple[str, ...]
    words: str


def generalized(
    names: Iterable[str],
    accepts: Callable[[str], bool] = bool,
    *,
    first: int = 0,
    shared_only: bool = False,
) -> tuple[tuple[str, ...], tuple[Widened, ...]]:
    """Return ``names`` with those widened that a rule fits, sorted, and what was widened.

    The first ``first`` segments stay as they are, and a pattern that ``accepts`` refuses is not made. With
    ``shared_only``, no name is widened that is alone.

    >>> generalized(["web/50dc6c495c0c9188"])[0]
    ('web/*',)
    """
    found: dict[str, dict[str, None]] = {}
    words: dict[str, str] = {}
    for name in names:
        pattern, rule = (name, "") if shared_only else _single(name, first)
        if pattern != name and not (accepts(pattern) and pattern.strip("*/:")):
            pattern, rule = name, ""
        found.setdefault(pattern, {})[name] = None
        words.setdefault(pattern, rule)
    for prefix, several in _shared(sorted(found), first):
        pattern = f"{prefix}*"
        if accepts(pattern):
            for one in several:
                found.setdefault(pattern, {}).update(found.pop(one))
            words[pattern] = f"{len(several)} names with a common beginning"
    widened = tuple(
        Widened(pattern, tuple(found[pattern]), words[pattern])
        for pattern in sorted(found)
        if tuple(found[pattern]) != (pattern,)
    )
    return tuple(sorted(found)), widened


def widenings(several: Iterable[Widened]) -> Iterator[str]:
    """Yield what was widened, and by which rule."""
    for one in several:
        more = f" and {len(one.names) - _NAMED} more" if len(one.names) > _NAMED else ""
        yield f"{one.pattern} for {', '.join(one.names[:_NAMED])}{more}: {one.words}"


def with_patterns(arn: str) -> str:
    """Return ``arn`` with ids, dates and hashes in the names of its resource as ``*``.

    The type of the resource stays, and so does an id that is its only name, as that of a key.
    """
    fields = arn.split(":", 5)
    if len(fields) < 6:
        return arn
    tail = fields[5]
    type_, *rest = _SPLIT.split(tail)
    made, _ = _single(tail, 1 if rest else 0)
    named = made[len(type_) :] if rest else made
    return ":".join((*fields[:5], made if named.strip("*/:") else tail))


def _single(name: str, first: int) -> tuple[str, str]:
    """Return ``name`` with what a rule finds in its segments as ``*``, and the rule in words."""
    segments = _SPLIT.split(name)
    said = ""
    for number in range(0, len(segments), 2):
        if number // 2 < first:
            continue
        for rule in RULES:
            made = rule.pattern.sub("*", segments[number])
            if made != segments[number]:
                segments[number] = made
                said = said or rule.words
                break
    return "".join(segments), said


def _shared(names: Sequence[str], first: int) -> Iterator[tuple[str, list[str]]]:
    """Yield beginnings that several of ``names``, sorted, share, the longest first, each name once.

    A beginning ends with a separator, and what comes after it is one segment.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        segments = _SPLIT.split(name)
        if len(segments) // 2 < first:
            continue
        head, last = "".join(segments[:-1]), segments[-1]
        for match in _SEPARATOR.finditer(last):
            if match.end() >= _ALIKE and match.end() < len(last):
                groups.setdefault(head + last[: match.end()], []).append(name)
    taken: set[str] = set()
    for prefix in sorted(groups, key=lambda one: (-len(one), one)):
        several = [name for name in groups[prefix] if name not in taken]
        if len(several) >= _ALIKE:
            taken.update(several)
            yield prefix, several
