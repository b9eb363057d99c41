"""Policy variables: ``${aws:username}``, ``${aws:PrincipalTag/team, 'none'}``, ``${*}``.

Source: "IAM policy elements: Variables and tags"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

from functools import lru_cache
from typing import NamedTuple

from .context import Context, RoleOfSession
from .dependencies import ContextKey, Dependency
from .three_valued import Truth


class Variable(NamedTuple):
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
        if found == ("",):
            # AWS says how a key without a value is replaced, and not how one with an empty value is.
            return frozenset((Dependency(f"{self.key} with an empty value"),))
        if len(found) == 1:
            return found[0]
        return False if self.default is None else self.default


@lru_cache(maxsize=4096)
def variable(text: str) -> Variable:
    """Return the variable with ``text`` between its braces; a default that is not in quotes is none."""
    key, _, rest = text.partition(",")
    default = rest.strip()
    quoted = len(default) > 1 and default[0] == default[-1] == "'"
    return Variable(key.strip(), default[1:-1].replace("''", "'") if quoted else None)
