"""Why the statements of a policy are there, as lines for a reviewer.

A source is cited by the end of its path (``client.go:107``), and once, on top, in full.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from troposphere import AWSHelperFn

from ..catalogue.model import Evidence
from ..compiler.deployment import BoundStatement
from ..compiler.plan import Reason

# Comments stand up to ten columns in; a line of a template has less than 160.
_WIDTH = 140
_CONTINUED = "  "
_NO_BREAK = "\N{NO-BREAK SPACE}"
_FILE = re.compile(
    r"(?P<base>https://github\.com/[^/]+/[^/]+/blob/(?P<commit>[0-9a-f]{7})[0-9a-f]*/)(?P<path>.+)"
)
_PAGE = re.compile(r"(?P<base>https?://(?P<host>[^/]+)/)(?P<path>.+)")
_LINES = re.compile(r":(\d+(?:,\d+)*)$")


class _Spot(NamedTuple):
    """A source in parts: ``base`` and ``path`` make the link, ``lines`` are in the file, ``mark`` tells bases
    apart.
    """

    base: str
    path: str
    lines: str
    mark: str


class _Folded(NamedTuple):
    """Lines by Sid, and those on top that say where the sources are."""

    sources: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]


class Reasons(AWSHelperFn):
    """The reasons of ``statements``, and what they are accepted for, as lines.

    ``sources`` say where what is cited in them is; no line is longer than 140 characters, but for what cannot
    be broken.
    """

    def __init__(self, statements: Sequence[BoundStatement]) -> None:
        folded = _folded(tuple((one.sid, one.because) for one in statements))
        accepted = {
            one.sid: tuple(line for accept in one.accepted for line in wrapped(str(accept)))
            for one in statements
        }
        self.sources: tuple[str, ...] = folded.sources
        self._lines = {sid: (*lines, *accepted[sid]) for sid, lines in folded.lines.items()}

    def of(self, sid: str | None) -> tuple[str, ...]:
        """Return the lines about the statement ``sid``; none when it has none."""
        return self._lines.get(sid or "", ())

    def to_dict(self) -> dict[str, list[str]]:
        """Return the lines by Sid, for the metadata of a template."""
        return {sid: list(lines) for sid, lines in self._lines.items()}


def wrapped(text: str, width: int = _WIDTH) -> Iterator[str]:
    """Yield ``text`` in lines of at most ``width`` characters, where it has spaces; the second one and those
    after it are indented.
    """
    line, *words = text.split(" ") if len(text) > width else (text,)
    for word in words:
        if len(line) + 1 + len(word) > width:
            yield line.replace(_NO_BREAK, " ")
            line = _CONTINUED + word
        else:
            line = f"{line} {word}"
    yield line.replace(_NO_BREAK, " ")


@lru_cache(maxsize=1024)
def _folded(reasons: tuple[tuple[str, tuple[Reason, ...]], ...]) -> _Folded:
    sources = dict.fromkeys(source for _, some in reasons for one in some for source in one.sources)
    spots = {source: _spot(source) for source in sources}
    names = _names(spots.values())
    cites = {
        source: names[spot.base, spot.path] + (f":{spot.lines}" if spot.lines else "")
        for source, spot in spots.items()
    }
    lines = {
        sid: tuple(line for text in _texts(some, cites) for line in wrapped(text)) for sid, some in reasons
    }
    return _Folded(tuple(_legend(spots.values())), lines)


def _texts(reasons: Sequence[Reason], cites: Mapping[Evidence, str]) -> Iterator[str]:
    """Yield each reason once, after the actions that it is for: why, how sure, and where it was read.

    Actions stand without their service where a statement has only one.
    """
    services = {reason.action.partition(":")[0] for reason in reasons}
    actions: dict[tuple[str, tuple[Evidence, ...]], list[str]] = {}
    for action, why, sources in reasons:
        name = action.partition(":")[2] if len(services) == 1 else action
        actions.setdefault((why, sources), []).append(name)
    for (why, sources), names in actions.items():
        head = f"{', '.join(names)}: " if any(names) else ""
        read = ", ".join(dict.fromkeys(cites[source] for source in sources))
        # What is in the brackets stands on one line with its beginning.
        yield f"{head}{why} [{sources[0].confidence}:{_NO_BREAK}{read}]" if read else f"{head}{why}"


def _spot(source: Evidence) -> _Spot:
    url, _, anchor = source.url.partition("#")
    file = _FILE.fullmatch(url)
    if file is not None:
        lines = _LINES.search(source.cite)
        numbers = lines[1] if lines else anchor.removeprefix("L")
        return _Spot(file["base"], file["path"], numbers, file["commit"])
    page = _PAGE.fullmatch(url)
    if page is None:
        return _Spot("", source.url, "", "")
    return _Spot(page["base"], page["path"] + (f"#{anchor}" if anchor else ""), "", page["host"])


def _names(spots: Iterable[_Spot]) -> dict[tuple[str, str], str]:
    """Return for each base and path the shortest end of the path that no other path has."""
    marks: dict[str, dict[str, str]] = {}
    for spot in spots:
        marks.setdefault(spot.path, {})[spot.base] = spot.mark
    ends: dict[str, set[str]] = {}
    for path in marks:
        for end in _ends(path):
            ends.setdefault(end, set()).add(path)
    names = {}
    for path, bases in marks.items():
        name = next((end for end in _ends(path) if end and len(ends[end]) == 1), path)
        for base, mark in bases.items():
            names[base, path] = f"{name}@{mark}" if len(bases) > 1 else name
    return names


def _ends(path: str) -> Iterator[str]:
    """Yield the ends of ``path`` that begin after a slash, the shortest first, and all of it."""
    at = len(path.rstrip("/"))
    while (at := path.rfind("/", 0, at)) >= 0:
        yield path[at + 1 :]
    yield path


def _legend(spots: Iterable[_Spot]) -> Iterator[str]:
    """Yield each base, with the paths below it by folder."""
    bases: dict[str, dict[str, dict[str, None]]] = {}
    for spot in spots:
        folder, slash, name = spot.path.rpartition("/")
        bases.setdefault(spot.base, {}).setdefault(folder + slash, {})[name] = None
    for base, folders in bases.items():
        if base:
            yield base
        for folder, names in folders.items():
            listed = f"{folder}{{{', '.join(names)}}}" if len(names) > 1 else folder + next(iter(names))
            yield from (f"{_CONTINUED if base else ''}{line}" for line in wrapped(listed))
