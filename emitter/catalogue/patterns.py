"""ARN patterns, and any other text with holes: parsed once into typed parts.

A pattern is written in a target or an identity as

* ``{name}``: a hole, filled from a parameter of the target or setting of the identity;
  ``{partition}``, ``{region}``, ``{account}`` and ``{dns_suffix}`` are filled from the environment;
* ``${aws:username}``: an IAM policy variable, which AWS fills when it evaluates;
* anything else: itself.

After parsing nothing looks for ``{`` or ``$`` again: each part says what it is.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from ..errors import TargetError

PSEUDO = ("partition", "region", "account", "dns_suffix")


class Hole(NamedTuple):
    """A part that is not known when the pattern is written.

    ``kind`` is ``parameter`` (named by a target or identity), ``pseudo`` (one of
    :data:`PSEUDO`) or ``variable`` (an IAM policy variable, such as ``aws:username``).
    """

    kind: Literal["parameter", "pseudo", "variable"]
    name: str


Part: TypeAlias = str | Hole
Text: TypeAlias = tuple[Part, ...]

_TOKEN = re.compile(
    r"\$\{(?P<variable>[A-Za-z0-9:/_.+@=, '*?$-]+)\}|\{(?P<hole>[a-z][a-z0-9_]*)\}|(?P<text>[^{}$]+)"
)


@lru_cache(maxsize=4096)
def parse(pattern: str) -> Text:
    """Parse ``pattern`` into parts; adjacent literals are one part.

    Raises :class:`~emitter.errors.TargetError` when a brace or dollar sign stands for nothing.
    """
    parts: list[Part] = []
    position = 0
    while position < len(pattern):
        match = _TOKEN.match(pattern, position)
        if match is None:
            raise TargetError(
                f"pattern {pattern!r}",
                f"character {position + 1} begins neither a hole nor a policy variable",
                "write {name} or ${key}",
            )
        position = match.end()
        if match["variable"] is not None:
            parts.append(Hole("variable", match["variable"]))
        elif match["hole"] is not None:
            kind: Literal["pseudo", "parameter"]
            kind = "pseudo" if match["hole"] in PSEUDO else "parameter"
            parts.append(Hole(kind, match["hole"]))
        else:
            parts.append(match["text"])
    return tuple(parts)


def parse_arn(pattern: str) -> Text:
    """Parse an ARN pattern (``arn:{partition}:ecs:{region}:{account}:cluster/{cluster}``) or ``*``.

    Raises :class:`~emitter.errors.TargetError` when it is neither.
    """
    if pattern == "*" or re.fullmatch(r"\{[a-z][a-z0-9_]*\}", pattern):
        return parse(pattern)
    fields = pattern.split(":", 5)
    if len(fields) != 6 or fields[0] != "arn" or not all((fields[1], fields[2], fields[5])):
        raise TargetError(
            f"pattern {pattern!r}", "is no ARN", "an ARN is arn:partition:service:region:account:resource"
        )
    return parse(pattern)


def join(parts: Iterable[Part]) -> Text:
    """Return ``parts`` with adjacent literals made one and empty ones left out."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def holes(text: Text) -> Iterable[str]:
    """Return names of the parameters and pseudo parameters in ``text``, in order."""
    return (part.name for part in text if isinstance(part, Hole) and part.kind != "variable")


def show(text: Text) -> str:
    """Return ``text`` as its pattern: the inverse of :func:`parse`."""
    return "".join(
        part
        if isinstance(part, str)
        else f"${{{part.name}}}"
        if part.kind == "variable"
        else f"{{{part.name}}}"
        for part in text
    )


def substitute(text: Text, values: Mapping[str, Text]) -> Text:
    """Return ``text`` with each parameter and pseudo parameter replaced by its value in ``values``."""
    parts: list[Part] = []
    for part in text:
        if isinstance(part, Hole) and part.kind != "variable":
            parts.extend(values[part.name])
        else:
            parts.append(part)
    return join(parts)


def expand(texts: Iterable[Text], values: Mapping[str, tuple[Text, ...]]) -> tuple[Text, ...]:
    """Return every text that ``texts`` become when each hole takes each of its values, without repeats."""
    made: dict[Text, None] = {}
    for text in texts:
        names = tuple(dict.fromkeys(holes(text)))
        for combination in product(*(values[name] for name in names)):
            made[substitute(text, dict(zip(names, combination, strict=True)))] = None
    return tuple(made)
