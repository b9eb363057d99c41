"""Texts in Terraform's own spelling."""

from collections.abc import Callable
from typing import Literal

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
    return written
