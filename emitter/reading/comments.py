"""Comments above a statement, as lines of reasons."""

import re
from collections.abc import Iterable, Iterator, Mapping

# What begins the line that says that a finding is accepted.
ACCEPTED = "accepted "
_COMMENT = re.compile(r"\s*#+(?P<text>.*)")
_CONTINUED = "  "


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Yield ``lines`` with each that is indented put at the end of the one above."""
    line: str | None = None
    for text in lines:
        if line is not None and text.startswith(_CONTINUED):
            line = f"{line} {text.strip()}"
            continue
        if line is not None:
            yield line
        line = text.strip()
    if line is not None:
        yield line


def comments_above(text: str) -> Mapping[int, tuple[str, ...]]:
    """Return for each line of the YAML ``text`` the comment that stands directly above it.

    Lines begin at 1. Where no comment of the file accepts a finding, none is looked for.
    """
    if f"# {ACCEPTED}" not in text:
        return {}
    above: dict[int, tuple[str, ...]] = {}
    comments: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _COMMENT.fullmatch(line.rstrip("\r"))
        if match:
            comments.append(match["text"].removeprefix(" "))
        elif comments:
            above[number] = tuple(joined(comments))
            comments = []
    return above
