"""Texts in Terraform's own spelling."""

from collections.abc import Callable
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
