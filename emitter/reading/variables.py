"""Policy variables (``${aws:username}``) in the values of a policy.

Source: "IAM policy elements: Variables and tags"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..aws.condition_keys import GLOBAL_KEYS
from ..aws.wildcards import SPECIAL
from .framework_variables import FRAMEWORK
from .values import Part, Unknown, Value

_CACHED = 4096
# Stand for unknown parts: one of any text, one of a shape that has no colon.
_ANY, _SHAPED = "\0", "\1"
_DEFAULT = re.compile(r"\s*'[^']*'\s*")
# What a template takes for an expression of its own, although no template language has such a name.
_TAKEN = re.compile(r"\$\{[a-z][a-z0-9.-]*:[A-Za-z][^:{}]*\}")


class VariableReference(NamedTuple):
    """A variable: the text between its braces, and whether there is a closing one.

    ``colons`` counts those before it, -1 where that is not known.
    """

    text: str
    closed: bool
    colons: int

    @property
    def name(self) -> str:
        """The condition key that it stands for."""
        return self.text.partition(",")[0]

    @property
    def shown(self) -> str:
        """The variable as the file has it."""
        return f"${{{self.text}}}" if self.closed else f"${{{self.text}"


def variables(value: Value) -> tuple[VariableReference, ...]:
    """Return every variable in ``value``; one that has an unknown part in it is left out."""
    parts = value.parts
    if len(parts) == 1 and isinstance(parts[0], str) and "${" not in parts[0]:
        return ()
    if any("${" in part for part in parts if isinstance(part, str)):
        return _variables(parts)
    return ()


def malformed(variable: VariableReference) -> str:
    """Return the fault of ``variable``, as a phrase; empty for none."""
    if not variable.closed:
        return f"policy variable {variable.shown} has no closing brace"
    if not variable.text.strip():
        return f"empty policy variable {variable.shown}"
    return "" if variable.text in SPECIAL else _malformed(variable)


def _malformed(variable: VariableReference) -> str:
    name, comma, default = variable.text.partition(",")
    if comma and not _DEFAULT.fullmatch(default):
        return f"policy variable {variable.shown}: the default must be in single quotes"
    if re.search(r"\s", name):
        return f"policy variable {variable.shown} contains white space"
    if name.startswith("AWS::"):
        return f"{variable.shown} is a pseudo parameter of CloudFormation, outside of Fn::Sub"
    if ":" not in name:
        near = f"; did you mean 'aws:{name}'?" if f"aws:{name.lower()}" in GLOBAL_KEYS else ""
        return f"policy variable {variable.shown} is not a condition key{near}"
    return ""


def taken(value: Value) -> Iterator[str]:
    """Yield policy variables that the language of the file takes for expressions of its own."""
    for part in value.parts:
        if not isinstance(part, Unknown) or FRAMEWORK.match(part.expression):
            continue
        if _TAKEN.fullmatch(part.expression):
            yield part.expression


@lru_cache(_CACHED)
def _variables(parts: tuple[Part, ...]) -> tuple[VariableReference, ...]:
    return tuple(_found("".join(map(_flat, parts))))


def _flat(part: Part) -> str:
    if isinstance(part, str):
        return part
    return _ANY if part.shape == ".*" else _SHAPED


def _found(text: str) -> Iterator[VariableReference]:
    position, colons, end = 0, 0, text.find("}")
    while (start := text.find("${", position)) >= 0:
        between = text[position:start]
        colons = -1 if colons < 0 or _ANY in between else colons + between.count(":")
        if 0 <= end < start:
            end = text.find("}", start)
        following = text.find("${", start + 2)
        closed = end >= 0 and not 0 <= following < end
        position = end + 1 if closed else following if following >= 0 else len(text)
        inner = text[start + 2 : end if closed else position]
        if _ANY not in inner and _SHAPED not in inner:
            yield VariableReference(inner, closed, colons)
