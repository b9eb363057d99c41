"""Texts in Terraform's own spelling."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from ....catalogue.patterns import Hole, Text
from ....errors import FormatError

Place = Literal["argument", "policy"]


def literal(value: str, place: Place) -> str:
    """Return ``value`` with everything that Terraform would take for a template made plain.

    In a ``policy`` document ``&{`` begins a policy variable and has no plain form, so it is refused:
    :class:`~emitter.errors.FormatError`.
    """
    if place == "policy" and "&{" in value:
        raise FormatError("terraform", f"{value!r} would begin a policy variable", "leave &{ out")
    return value.replace("${", "$${").replace("%{", "%%{")


def template(parts: Text, reference: Callable[[Hole], str], place: Place) -> str:
    """Return ``parts`` as one Terraform string; ``reference`` gives the expression for a hole.

    Raises :class:`~emitter.errors.FormatError` when a literal ends where Terraform would read on.
    """
    written = ""
    for part in parts:
        if isinstance(part, str):
            written += literal(part, place)
            continue
        if written.endswith(("$", "%")):
            raise FormatError(
                "terraform", f"{written!r} ends in a sign that would escape what follows", "leave it out"
            )
        if part.kind == "variable":
            opening = "&{" if place == "policy" else "$${"
            written += f"{opening}{part.name}}}"
        else:
            written += f"${{{reference(part)}}}"
            if len(parts) == 1:
                return Expression(written)
    return written


def quoted(text: str) -> str:
    """Return ``text``, a template or none, as a string of an expression."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def made_list(texts: Sequence[str], loops: Mapping[int, Sequence[str]]) -> "Expression":
    """Return the expression that lists ``texts``, each repeated for every item of the variables in ``loops``.

    >>> made_list(["a", "b/${x}"], {1: ["x"]})
    '${concat(["a"], [for x in var.x : "b/${x}"])}'
    """
    parts: list[str] = []
    plain: list[str] = []
    for number, text in enumerate(texts):
        if number not in loops:
            plain.append(quoted(text))
            continue
        if plain:
            parts.append(f"[{', '.join(plain)}]")
            plain = []
        looped = quoted(text)
        for name in reversed(loops[number]):
            looped = f"[for {name} in var.{name} : {looped}]"
        parts.append(f"flatten({looped})" if len(loops[number]) > 1 else looped)
    if plain:
        parts.append(f"[{', '.join(plain)}]")
    return Expression(f"${{{parts[0] if len(parts) == 1 else 'concat(' + ', '.join(parts) + ')'}}}")


class Block(dict[str, Any]):
    """The body of a block inside another; any other mapping is the value of an argument."""


class Keyword(str):
    """A type or an address: JSON takes it in quotes, the native syntax without."""


class Expression(str):
    """A whole text that is one expression, ``${…}``."""

    @property
    def inner(self) -> str:
        """What the native syntax takes without quotes."""
        return self[2:-1]


class Verbatim(str):
    """A text that JSON takes as it is, where the native syntax has a template."""

    @property
    def template(self) -> str:
        """The template that becomes this text."""
        return literal(self, "argument")
