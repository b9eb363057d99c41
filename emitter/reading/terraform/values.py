"""Strings of Terraform as values: what is known of a text, and the expressions in it.

An expression is unknown; what names an account, Region or partition is of a known shape. So is what
directives (``%{ if … }``) bring in: from the first on, a string is unknown.
"""

import re
from collections.abc import Iterator

from ..grammar import literal
from ..hcl import end_of_expression
from ..values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value
from ..yaml_tree import Node, Scalar

# The index of a resource that there are several of.
INDEX = r"(?:\[[^\]]*\])?"
_SHAPES = (
    (re.compile(rf"data\.aws_caller_identity\.[\w-]+{INDEX}\.(account_)?id"), ACCOUNT),
    (re.compile(rf"data\.aws_region\.[\w-]+{INDEX}\.(id|name|region)"), REGION),
    (re.compile(rf"data\.aws_partition\.[\w-]+{INDEX}\.(partition|id)"), PARTITION),
    (re.compile(rf"data\.aws_partition\.[\w-]+{INDEX}\.dns_suffix"), DNS_SUFFIX),
)
_HOLE = re.compile(r"\$\$\{|%%\{|[$%]\{")
# Only a data source knows this spelling of a policy variable.
_HOLE_OR_VARIABLE = re.compile(rf"{_HOLE.pattern}|&\{{(?P<variable>[^{{}}]*+)\}}")


def value(node: Node) -> Value:
    """Return the value of a string, with its expressions as unknown."""
    return _value(node, _HOLE)


def value_of_source(node: Node) -> Value:
    """Return the value of a string of ``aws_iam_policy_document``, where ``&{…}`` is a policy variable."""
    return _value(node, _HOLE_OR_VARIABLE)


def _value(node: Node, hole: re.Pattern[str]) -> Value:
    return Value(tuple(_parts(node.text, hole)), node.place) if isinstance(node, Scalar) else literal(node)


def _parts(text: str, hole: re.Pattern[str]) -> Iterator[Part]:
    position, written = 0, ""
    while match := hole.search(text, position):
        written += text[position : match.start()]
        position = match.end()
        if match[0] in ("$${", "%%{"):
            written += match[0][1:]
        elif match[0].startswith("&"):
            written += f"${{{match['variable']}}}"
        else:
            if written:
                yield written
            written = ""
            if match[0] == "%{":
                yield Unknown(text[match.start() :])
                return
            position = end_of_expression(text, position)
            yield _unknown(text[match.end() : position - 1])
    written += text[position:]
    if written or not text:
        yield written


def _unknown(expression: str) -> Unknown:
    for pattern, shape in _SHAPES:
        if pattern.fullmatch(expression.strip()):
            return Unknown(f"${{{expression}}}", shape)
    return Unknown(f"${{{expression}}}")
