"""Expressions of Terraform, evaluated with values that a person gave for variables."""

import re
from collections.abc import Mapping

from ...errors import FormatError
from ..tree import Node, Scalar

_VARIABLE = re.compile(r"\bvar\.([A-Za-z_][\w-]*)")


def variables_in(expression: str) -> set[str]:
    """Return the names of the variables in ``expression``."""
    return set(_VARIABLE.findall(expression))


def evaluated(expression: str, values: Mapping[str, str]) -> Node | None:
    """Return what ``expression``, the inside of ``${…}``, is with ``values`` of variables; ``None`` where
    they change nothing.
    """
    # Only expressions need the parser.
    from .hcl.decided import given_variables
    from .hcl.expressions import lower
    from .hcl.scope import Scope
    from .hcl.syntax import expression_of

    names = variables_in(expression) & values.keys()
    try:
        node, file = expression_of(expression, "")
    except FormatError:
        return None
    definitions = given_variables({name: values[name] for name in names})
    scope = Scope({}, definitions, lower, given=frozenset(definitions))
    found = lower(node, file, scope)
    return None if isinstance(found, Scalar) and found.text == f"${{{expression}}}" else found
