"""Permissions of AWS Lambda, of which each becomes a statement of the policy of a function or layer.

Source: "Working with resource-based IAM policies in Lambda"
(https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html), and for layers "Granting
layer access to other accounts" (https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html).
"""

import re
from collections.abc import Callable

from .functions import function
from .tree import Mapping, Node, Scalar, Sequence

# Argument, in the spelling of CloudFormation → operator and key of the condition that it becomes.
_CONDITIONS = {
    "SourceAccount": ("StringEquals", "AWS:SourceAccount"),
    "SourceArn": ("ArnLike", "AWS:SourceArn"),
    "PrincipalOrgID": ("StringEquals", "aws:PrincipalOrgID"),
    "OrganizationId": ("StringEquals", "aws:PrincipalOrgID"),
    "EventSourceToken": ("StringEquals", "lambda:EventSourceToken"),
    "FunctionUrlAuthType": ("StringEquals", "lambda:FunctionUrlAuthType"),
}
_ACCOUNT = re.compile(r"[0-9]{12}|AWS::AccountId|arn:.*|\$\{data\.aws_caller_identity\..*", re.DOTALL)


def permitted(body: Mapping, named: Callable[[str], str], function_arn: Callable[[Scalar], Node]) -> Mapping:
    """Return the document of the permission ``body``.

    ``named`` returns how the file spells an argument (``SourceArn``), ``function_arn`` the ARN of a
    function by its name.
    """
    place = body.place

    def text(words: str) -> Scalar:
        return Scalar(words, place)

    def given(argument: str) -> Node | None:
        return body.get(named(argument))

    resource = given("LayerVersionArn") or given("LayerName") or given("FunctionName")
    if isinstance(resource, Scalar) and not resource.tag and re.fullmatch(r"[\w-]+", resource.text):
        resource = function_arn(resource)
    tables: dict[str, list[tuple[Scalar, Node]]] = {}
    for argument, (operator, key) in _CONDITIONS.items():
        value = given(argument)
        if value is not None:
            tables.setdefault(operator, []).append((text(key), value))
    entries: list[tuple[Scalar, Node]] = [(text("Effect"), text("Allow"))]
    for element, node in (
        ("Sid", given("StatementId")),
        ("Principal", _principal(given("Principal"))),
        ("Action", given("Action")),
        ("Resource", resource),
    ):
        entries += [(text(element), node)] if node is not None else []
    if tables:
        conditions = ((text(operator), Mapping(tuple(keys), place)) for operator, keys in tables.items())
        entries.append((text("Condition"), Mapping(tuple(conditions), place)))
    statements = Sequence((Mapping(tuple(entries), place),), place)
    return Mapping(((text("Version"), text("2012-10-17")), (text("Statement"), statements)), place)


def _principal(node: Node | None) -> Node | None:
    """Return the principal that an argument names: everybody, an account, or a service."""
    if node is None or (isinstance(node, Scalar) and node.text == "*"):
        return node
    _, argument = function(node)
    text = argument.text if isinstance(argument, Scalar) else ""
    is_account = _ACCOUNT.fullmatch(text) is not None
    return Mapping(((Scalar("AWS" if is_account else "Service", node.place), node),), node.place)
