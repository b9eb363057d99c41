"""Policy variables: ``${aws:username}``, ``${aws:PrincipalTag/team, 'none'}``, ``${*}``.

Source: "IAM policy elements: Variables and tags"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .context import Context, RoleOfSession
from .dependencies import ContextKey
from .three_valued import Truth

_SPECIAL = ("*", "?", "$")
_HOLE = re.compile(r"\$\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable for the condition key ``key``; ``default`` is what it is without one."""

    key: str
    default: str | None

    def value(self, context: Context) -> str | Truth:
        """Return its text; ``False`` when it has none, and what it depends on when that is not known.

        A key with several values cannot be a variable.
        """
        found = context.get(self.key.lower())
        if found is None or (len(found) == 1 and isinstance(found[0], RoleOfSession)):
            return frozenset((ContextKey(self.key),))
        if len(found) == 1:
            return found[0]
        return False if self.default is None else self.default


@dataclass(frozen=True, slots=True)
class Literal:
    """Text in which no character is a wildcard."""

    text: str


def split(text: str) -> Iterator[str | Literal | Variable]:
    """Yield ``text`` in order: pieces without variables, special characters as literals, and variables."""
    position = 0
    for match in _HOLE.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        if match[1] in _SPECIAL:
            yield Literal(match[1])
            continue
        key, _, rest = match[1].partition(",")
        default = rest.strip()
        quoted = len(default) > 1 and default[0] == default[-1] == "'"
        yield Variable(key.strip(), default[1:-1].replace("''", "'") if quoted else None)
    if position < len(text) or not text:
        yield text[position:]
