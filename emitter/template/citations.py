"""Sources cited by the end of their path (``client.go:107``), and once, in a list, in full."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..catalogue.model import Evidence

_FILE = re.compile(
    r"(?P<base>https://github\.com/[^/]+/[^/]+/blob/(?P<commit>[0-9a-f]{7})[0-9a-f]*/)(?P<path>.+)"
)
_PAGE = re.compile(r"(?P<base>https?://(?P<host>[^/]+)/)(?P<path>.+)")
_LINES = re.compile(r":(\d+(?:,\d+)*)$")


class Place(NamedTuple):
    """A repository at one commit, or a site: ``base`` and a path make the link, without its lines.

    ``folders`` are pairs of a folder, with its slash, and the names in it. ``base`` is empty for what is
    neither.
    """

    base: str
    folders: tuple[tuple[str, tuple[str, ...]], ...]


class Citations(NamedTuple):
    """The short name of each source, with its lines, and the ``places`` that the names are in."""

    names: Mapping[Evidence, str]
    places: tuple[Place, ...]


class _Spot(NamedTuple):
    """A source in parts: ``base`` and ``path`` make the link, ``lines`` are in the file, ``mark`` tells bases
    apart.
    """

    base: str
    path: str
    lines: str
    mark: str


def cite(sources: Iterable[Evidence]) -> Citations:
    """Return ``sources`` by short names, each the end of a path that no other source has."""
    spots = {source: _spot(source) for source in sources}
    names = _names(spots.values())
    short = {
        source: names[spot.base, spot.path] + (f":{spot.lines}" if spot.lines else "")
        for source, spot in spots.items()
    }
    return Citations(short, tuple(_places(spots.values())))


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


def _places(spots: Iterable[_Spot]) -> Iterator[Place]:
    bases: dict[str, dict[str, dict[str, None]]] = {}
    for spot in spots:
        folder, slash, name = spot.path.rpartition("/")
        bases.setdefault(spot.base, {}).setdefault(folder + slash, {})[name] = None
    for base, folders in bases.items():
        yield Place(base, tuple((folder, tuple(names)) for folder, names in folders.items()))
