"""How IAM reads a text of a policy: wildcards and policy variables, and which texts match it.

``*`` is any text and ``?`` any one character; ``${key}`` is the value of a condition key, and ``${*}``,
``${?}`` and ``${$}`` are those characters themselves. A value that replaces a variable is text and never a
pattern. Sources: "IAM JSON policy elements: Resource", "Condition operators" and "Variables and tags", and
"Identify AWS resources with Amazon Resource Names"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Literal, NamedTuple, TypeAlias

# The variables that are a character themselves.
SPECIAL = ("*", "?", "$")

ANYTHING = ".*"


class Wildcard(NamedTuple):
    """A place of a pattern that no fixed text fills: ``kind`` says what does.

    ``any`` is ``*`` and ``one`` is ``?``. ``variable`` is a policy variable, ``unknown`` a part that only a
    deployment fills: ``name`` is what the file has for it, ``shape`` a regular expression for its text.
    """

    kind: Literal["any", "one", "variable", "unknown"]
    name: str = ""
    shape: str = ANYTHING

    @property
    def free(self) -> bool:
        """Whether it matches every text of its shape, and does not stand for one of them."""
        return self.kind in ("any", "one")


Token: TypeAlias = str | Wildcard
Tokens: TypeAlias = tuple[Token, ...]
# Whether a text matches, as a truth value.
Matches: TypeAlias = Callable[[str], object]
# Which colons a wildcard crosses. "all": each. "resource": none before the fifth, but for those after a "*"
# that ends its part. "condition": none before the fifth, as each part of an ARN is compared by itself.
Crossing: TypeAlias = Literal["all", "resource", "condition"]

ANY = Wildcard("any")
ONE = Wildcard("one", shape=".")

_VARIABLE = r"\$\{([^{}]*+)\}"
# By whether there are variables, and wildcards.
_SYNTAX = {
    (True, True): re.compile(rf"{_VARIABLE}|[*?]"),
    (True, False): re.compile(_VARIABLE),
    (False, True): re.compile(r"[*?]"),
    (False, False): re.compile(r"(?!)"),
}
_CACHED, _COMPILED = 16384, 4096
# In an ARN: what stands after this many colons is one part, colons and all.
_COLONS = 5
# With more wildcards than this beside parts of a shape, the shapes are not looked at: no pattern takes long.
_STARS = 4


def is_pattern(text: str) -> bool:
    """Return whether ``text`` has a wildcard."""
    return "*" in text or "?" in text


@lru_cache(_CACHED)
def parse(text: str, *, variables: bool = True, wildcards: bool = True) -> Tokens:
    """Return ``text`` as texts and wildcards, no two texts and no two ``*`` side by side.

    Without ``variables``, as in an action and in a policy of version 2008-10-17, ``${`` is text; without
    ``wildcards``, as in StringEquals, ``*`` and ``?`` are.
    """
    return joined(_tokens(text, _SYNTAX[variables, wildcards]))


def _tokens(text: str, syntax: re.Pattern[str]) -> Iterator[Token]:
    position = 0
    for match in syntax.finditer(text):
        yield text[position : match.start()]
        position = match.end()
        if match.lastindex is None:
            yield ANY if match[0] == "*" else ONE
        else:
            yield match[1] if match[1] in SPECIAL else Wildcard("variable", match[1])
    yield text[position:]


def joined(tokens: Iterable[Token]) -> Tokens:
    """Return ``tokens`` with texts that follow each other as one, and ``*`` that do; without empty texts."""
    if type(tokens) is list and len(tokens) == 1 and tokens[0]:
        return (tokens[0],)
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if isinstance(token, str) and isinstance(last, str):
            found[-1] = last + token
        elif token and not (token == ANY and last == ANY):
            found.append(token)
    return tuple(found)


def literal(tokens: Tokens) -> str | None:
    """Return the text of ``tokens``, or ``None`` where they hold a wildcard."""
    if not tokens:
        return ""
    return tokens[0] if len(tokens) == 1 and isinstance(tokens[0], str) else None


@lru_cache(_COMPILED)
def matcher(tokens: Tokens, crossing: Crossing = "all", hidden: str = "") -> Matches:
    """Return a test whether a text matches ``tokens``, or can match where parts of them are unknown.

    Case counts. ``?`` matches none of the characters ``hidden``, which are those of a character class.
    """
    text = literal(tokens)
    if text is not None and not (crossing == "resource" and _ends_early(text)):
        return text.__eq__
    if tokens == (ANY,) or (
        crossing == "all" and all(isinstance(token, str) or _is_star(token) for token in tokens)
    ):
        return _by_texts(tokens)
    return re.compile(expression(tokens, crossing, hidden), re.DOTALL).fullmatch


def _ends_early(text: str) -> bool:
    return text.startswith("arn:") and text.count(":") < _COLONS


def _is_star(token: Token) -> bool:
    """Return whether ``token`` can be any text whatever."""
    return isinstance(token, Wildcard) and token.shape == ANYTHING


def _by_texts(tokens: Tokens) -> Matches:
    """Return the test of ``tokens`` that are texts and stars: each text after the one before it."""
    texts = [""]
    for token in tokens:
        if isinstance(token, str):
            texts[-1] += token
        else:
            texts.append("")
    first, *middle, last = texts
    if not any(middle) and not last:
        return lambda text: text.startswith(first)
    return partial(_in_order, first, tuple(filter(None, middle)), last)


def _in_order(first: str, middle: tuple[str, ...], last: str, text: str) -> bool:
    position, end = len(first), len(text) - len(last)
    if position > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for piece in middle:
        # A wildcard takes as little as it can and never tries again: no pattern takes long.
        found = text.find(piece, position, end)
        if found < 0:
            return False
        position = found + len(piece)
    return True


def action_matches(pattern: str, action: str) -> bool:
    """Return whether ``pattern`` matches ``action``, in any case."""
    return bool(matcher(parse(pattern.lower(), variables=False))(action.lower()))


def expression(tokens: Tokens, crossing: Crossing = "all", hidden: str = "") -> str:
    """Return ``tokens`` as a regular expression, for a full match; as in :func:`matcher`."""
    many = sum(map(_is_star, tokens)) > _STARS
    return "".join(_expression(tuple(map(_any_shape, tokens)) if many else tokens, crossing, hidden))


def _any_shape(token: Token) -> Token:
    return token if isinstance(token, str) or token.free else token._replace(shape=ANYTHING)


def _expression(tokens: Tokens, crossing: Crossing, hidden: str) -> Iterator[str]:
    colons, number = 0 if crossing != "all" else _COLONS, 0
    while number < len(tokens):
        token = tokens[number]
        number += 1
        if isinstance(token, str):
            colons += token.count(":")
            yield re.escape(token)
        elif token == ONE:
            yield _one(colons, hidden)
        elif not _is_star(token):
            yield f"(?:{token.shape})"
        else:
            end = next((n for n in range(number, len(tokens)) if not _is_star(tokens[n])), len(tokens))
            if any(star != ANY for star in tokens[number - 1 : end]):
                # An unknown part may hold the colons that are to come.
                colons = _COLONS
            number = end
            following = _until_star(tokens, number)
            text = "".join(token for token in following if isinstance(token, str))
            crosses = colons >= _COLONS or (crossing == "resource" and _ends_part(tokens, number))
            star = "." if crosses else "[^:]"
            if following and (":" not in text or colons >= _COLONS):
                # Another star follows, so the leftmost place is as good as any: no pattern takes long.
                chunk = _expression(following, "all" if colons >= _COLONS else "condition", hidden)
                yield f"(?>{star}*?{''.join(chunk)})"
                colons += text.count(":")
                number += len(following)
            else:
                yield f"{star}*"
    first = tokens[0] if tokens else ""
    if crossing == "resource" and colons < _COLONS and isinstance(first, str) and first.startswith("arn:"):
        # An ARN that ends early also matches all that could follow.
        yield f"(?:(?::.*){{{_COLONS - colons}}})?"


def _one(colons: int, hidden: str) -> str:
    banned = hidden if colons >= _COLONS else f":{hidden}"
    return f"[^{banned}]" if banned else "."


def _until_star(tokens: Tokens, start: int) -> Tokens:
    """Return what stands from ``start`` to the next star; nothing where none follows or a part of a shape
    comes before.
    """
    for number in range(start, len(tokens)):
        token = tokens[number]
        if _is_star(token):
            return tokens[start:number]
        if not isinstance(token, str) and token != ONE:
            break
    return ()


def _ends_part(tokens: Tokens, number: int) -> bool:
    """Return whether a colon, or the end, stands at ``number``."""
    if number == len(tokens):
        return True
    following = tokens[number]
    return isinstance(following, str) and following.startswith(":")
