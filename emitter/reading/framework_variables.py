"""Variables of the Serverless Framework (``${self:custom.bucket}``) in a tree, as CloudFormation's own.

The framework fills them in before CloudFormation reads anything, in its own file and in those that it
takes in.
Source: "Variables" (https://www.serverless.com/framework/docs/guides/variables).
"""

import re

from .functions import function
from .tree import Node, Scalar, Sequence

_SOURCES = "self|opt|env|file|cf|param|sls|git|strToBool|terraform|vault|output"
FRAMEWORK = re.compile(
    rf"\$\{{(?:(?:{_SOURCES})(?:[:(.]|$)|ssm(?:\([^()]*\))?(?:\.[\w-]+)?:/|s3:[^:{{}}]*/|aws:(?:accountId|region)\b)"
)
"""The beginning of a variable of the framework; its other names are those of condition keys of AWS."""

_INNER = r"\$\{[^${}]*+\}"
_VARIABLE = re.compile(rf"\$\{{(?:[^${{}}]|{_INNER})*+\}}")
# What the plugin serverless-pseudo-parameters replaces by Fn::Sub.
# https://github.com/svdgraaf/serverless-pseudo-parameters
_PSEUDO = re.compile(r"#\{((?:AWS::)?[A-Za-z][\w.]*)\}")
_SAME = {
    "${aws:accountId}": "${AWS::AccountId}",
    "${aws:region}": "${AWS::Region}",
    "${opt:region}": "${AWS::Region}",
    "${self:provider.region}": "${AWS::Region}",
}


def has_variables(text: str) -> bool:
    """Return whether ``text`` has variables of the framework in it."""
    return FRAMEWORK.search(text) is not None or "#{AWS::" in text


def opened(node: Node, in_sub: bool = False) -> Node:
    """Return ``node`` with each variable of the framework as one of ``Fn::Sub``, which nobody knows."""
    if isinstance(node, Scalar):
        return _text(node, in_sub)
    if isinstance(node, Sequence):
        inside = in_sub or node.tag == "!Sub"
        items = tuple(opened(item, inside and number == 0) for number, item in enumerate(node.items))
        return node._replace(items=items)
    inside = function(node)[0] == "Fn::Sub"
    return node._replace(entries=tuple((key, opened(inner, inside)) for key, inner in node.entries))


def _text(node: Scalar, in_sub: bool) -> Scalar:
    has_some = FRAMEWORK.search(node.text) or _PSEUDO.search(node.text)
    if not has_some or (node.tag and node.tag != "!Sub"):
        return node
    is_sub = in_sub or node.tag == "!Sub"
    pieces: list[str] = []
    position = 0
    for match in _VARIABLE.finditer(node.text):
        text = match[0]
        if not FRAMEWORK.match(text):
            text = text if is_sub else f"${{!{text[2:]}"
        else:
            # What stands in a variable is of it: ${opt:stage, ${self:provider.stage}}.
            text = _SAME.get(text, "${" + text[2:-1].replace("${", "").replace("}", "") + "}")
        pieces += [node.text[position : match.start()], text]
        position = match.end()
    text = _PSEUDO.sub(r"${\1}", "".join((*pieces, node.text[position:])))
    return node._replace(text=text, tag="" if in_sub else "!Sub", plain=False, inside=None)
