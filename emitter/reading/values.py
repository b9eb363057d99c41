"""A value of a file: text, with what is not known of it marked as such."""

from typing import NamedTuple, TypeAlias

from .yaml_tree import Place


class Unknown(NamedTuple):
    """A part that only a deployment fills in; ``expression`` is what the file says instead.

    ``shape`` is a regular expression for what it can be, where that is sure: an account is twelve
    digits, whatever account it is.
    """

    expression: str
    shape: str = ".*"


Part: TypeAlias = str | Unknown


class Value(NamedTuple):
    """One value. ``text`` is all of it when nothing is unknown, else ``None``; ``shown`` is for a person."""

    parts: tuple[Part, ...]
    place: Place

    @property
    def text(self) -> str | None:
        """The whole text, if all of it is known."""
        parts = self.parts
        if len(parts) == 1:
            first = parts[0]
            return first if isinstance(first, str) else None
        return None if any(isinstance(part, Unknown) for part in parts) else "".join(map(str, parts))

    @property
    def shown(self) -> str:
        """The text, with what is unknown as the file spells it."""
        return "".join(part if isinstance(part, str) else part.expression for part in self.parts)


ACCOUNT = "[0-9]{12}"
REGION = "[a-z]{2,5}(-[a-z]+)+-[0-9]"
PARTITION = "aws(-[a-z]+)*"
DNS_SUFFIX = "[a-z0-9.-]+"
