"""One value of a policy, compiled: whether a text of a request matches it.

How IAM reads wildcards and variables is in :mod:`~emitter.aws.wildcards`; this module says what each place of
a policy takes, and fills in variables from a request.
"""

from typing import Literal, TypeAlias

from ..aws.wildcards import ANY, ANYTHING, Crossing, Matches, Token, Tokens, Wildcard, joined, matcher
from ..policy.wildcards import tokens
from ..reading.values import Value
from .context import Context
from .dependencies import OpenPart
from .three_valued import Truth
from .variables import variable

# exact and fold have no wildcards, fold and action no case; resource and arn go by the parts of an ARN.
Style: TypeAlias = Literal["exact", "fold", "like", "action", "resource", "arn"]

_CROSSING: dict[Style, Crossing] = {"resource": "resource", "arn": "condition"}
# In an ARN: what stands after this many colons is one part, colons and all.
_COLONS = 5


class Pattern:
    """One value of a policy. ``shown`` is as the file spells it; ``everything`` when it is ``*``."""

    __slots__ = ("_could", "_depends", "_style", "_sure", "_tokens", "everything", "shown")

    def __init__(self, value: Value, style: Style, variables: bool = False) -> None:
        self.shown = value.shown
        self._style: Style = style
        found = tokens(value, variables=variables, wildcards=style not in ("exact", "fold"))
        if style in ("fold", "action"):
            found = tuple(token.lower() if isinstance(token, str) else token for token in found)
        self.everything = found == (ANY,)
        self._sure: Matches | None = None
        self._could: Matches | None = None
        gaps = [token for token in found if isinstance(token, Wildcard)]
        self._depends: frozenset[str] = frozenset(OpenPart(g.name) for g in gaps if g.kind == "unknown")
        # With variables, which each request fills in anew.
        self._tokens: Tokens = ()
        if _void(found, style):
            self._sure = _never
        elif any(gap.kind == "variable" for gap in gaps):
            self._tokens = found
        elif self._depends:
            self._could = matcher(found, _CROSSING.get(style, "all"))
        else:
            self._sure = matcher(found, _CROSSING.get(style, "all"))

    def truth(self, text: str, context: Context) -> Truth:
        """Return whether ``text`` matches; it is lower case where the style has no case."""
        if self._sure is not None:
            return bool(self._sure(text))
        if self._could is not None:
            return self._depends if self._could(text) else False
        return self._filled(text, context)

    def _filled(self, text: str, context: Context) -> Truth:
        """Return the truth once the variables have the values of ``context``."""
        filled: list[Token] = []
        depends = self._depends
        for token in self._tokens:
            if isinstance(token, str) or token.kind != "variable":
                filled.append(token)
                continue
            value = variable(token.name).value(context)
            if value is False:
                return False
            if isinstance(value, str):
                filled.append(value.lower() if self._style == "fold" else value)
            elif not isinstance(value, bool):
                filled.append(token)
                depends |= value
        if not matcher(joined(filled), _CROSSING.get(self._style, "all"))(text):
            return False
        return depends or True


def _never(text: str) -> object:
    return None


def _void(found: Tokens, style: Style) -> bool:
    """Return whether IAM takes no such value: an action without a service, a variable before the
    fifth colon.
    """
    colons = 0
    for token in found:
        if isinstance(token, str):
            colons += token.count(":")
        elif token.kind == "unknown" and token.shape == ANYTHING:
            return False
        elif token.kind == "variable" and style == "resource" and colons < _COLONS:
            return True
    return style == "action" and not colons and found != (ANY,)
