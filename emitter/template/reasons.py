"""Why the statements of a policy are there, as lines for a reviewer.

A source is cited by the end of its path (``client.go:107``), and once, on top, in full.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from troposphere import AWSHelperFn

from ..catalogue.model import Evidence
from ..compiler.deployment import BoundStatement
from ..compiler.plan import Reason
from .citations import Place, cite

# Comments stand up to ten columns in; a line of a template has less than 160.
_WIDTH = 140
_CONTINUED = "  "
_NO_BREAK = "\N{NO-BREAK SPACE}"


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
    cited = cite(source for _, some in reasons for one in some for source in one.sources)
    lines = {
        sid: tuple(line for text in _texts(some, cited.names) for line in wrapped(text))
        for sid, some in reasons
    }
    return _Folded(tuple(_legend(cited.places)), lines)


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


def _legend(places: Iterable[Place]) -> Iterator[str]:
    """Yield the base of each of ``places``, with the paths below it by folder."""
    for place in places:
        if place.base:
            yield place.base
        for folder, names in place.folders:
            listed = f"{folder}{{{', '.join(names)}}}" if len(names) > 1 else folder + names[0]
            yield from (f"{_CONTINUED if place.base else ''}{line}" for line in wrapped(listed))
