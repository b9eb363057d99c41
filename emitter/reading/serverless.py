"""``serverless.yml``: the statements of the role that the Serverless Framework makes, and its resources.

Sources: "AWS IAM permissions for functions"
(https://www.serverless.com/framework/docs/providers/aws/guide/iam), and for roles of single functions the
plugin's page (https://github.com/functionalone/serverless-iam-roles-per-function).
"""

from collections.abc import Iterator

from .attachments import Attached, Bound, Content
from .cloudformation.documents import loose, read_cloudformation
from .cloudformation.values import value
from .document import Document
from .framework_variables import opened
from .grammar import Grammar
from .plain import is_statements
from .tree import Mapping, Node, Scalar, Sequence, as_list

_ROLE = "the role of the service"
_READ = ("provider", "functions", "resources")
_STATEMENTS = ("statements", "iamRoleStatements")
# Keys that name no thing that has a role.
_NAMELESS = ("role", "iam")


def is_serverless(node: Node) -> bool:
    """Return whether ``node`` is a service of the Serverless Framework."""
    if not isinstance(node, Mapping) or node.get("service") is None:
        return False
    return isinstance(node.get("provider"), (Mapping, Scalar))


def read_serverless(node: Mapping) -> Content:
    """Return the documents of the service ``node``, those of its ``resources`` with them."""
    whole = opened(node)
    assert isinstance(whole, Mapping)
    node, provider = whole, whole.get("provider")
    found: list[Document] = []
    attached: list[Attached] = []
    bounds: list[Bound] = []
    if isinstance(provider, Mapping):
        role = _at(provider, "iam", "role")
        role = role if isinstance(role, Mapping) else Mapping((), provider.place)
        for statements in (role.get("statements"), provider.get("iamRoleStatements")):
            found += _document(statements, _ROLE)
        managed = (*as_list(role.get("managedPolicies")), *as_list(provider.get("iamManagedPolicies")))
        attached += [Attached(_ROLE, value(one)) for one in managed]
        for one in (role.get("permissionsBoundary"), role.get("permissionBoundary")):
            bounds += [Bound(_ROLE, value(one))] if one is not None else []
    for name, function in _functions(node.get("functions")):
        found += _document(function.get("iamRoleStatements"), f"the role of {name}")
    for name, statements in _elsewhere(node):
        found += _document(statements, f"the role of {name}")
    for inner in as_list(node.get("resources")):
        if isinstance(inner, Mapping) and isinstance(inner.get("Resources"), Mapping):
            more = read_cloudformation(inner)
            found += (*more.documents, *loose(inner))
            attached += more.attached
            bounds += more.bounds
        elif isinstance(inner, Scalar) and inner.text not in ("", "null"):
            found.append(Grammar(value).document(inner, "resources", "identity"))
    return Content(tuple(found), tuple(bounds), tuple(attached))


def _document(statements: Node | None, holder: str) -> Iterator[Document]:
    if statements is None or (isinstance(statements, Sequence) and not statements.items):
        return
    place = statements.place
    document = Mapping(
        (
            (Scalar("Version", place), Scalar("2012-10-17", place)),
            (Scalar("Statement", place), statements),
        ),
        place,
    )
    read = Grammar(value).document(document, holder, "identity")
    yield read._replace(holder=holder, holder_sort="role", attachment="inline")


def _elsewhere(node: Mapping) -> Iterator[tuple[str, Node]]:
    """Yield statements of roles that other parts make: state machines of a plugin, agents, browsers."""
    left = [("", key.text, inner) for key, inner in reversed(node.entries) if key.text not in _READ]
    while left:
        above, name, one = left.pop()
        if isinstance(one, Mapping):
            within = name if name not in _NAMELESS else above
            left += ((within, key.text, inner) for key, inner in reversed(one.entries))
        elif name in _STATEMENTS and is_statements(one):
            yield above, one
        elif isinstance(one, Sequence):
            left += ((above, name, inner) for inner in reversed(one.items))


def _functions(node: Node | None) -> Iterator[tuple[str, Mapping]]:
    for table in as_list(node):
        for key, inner in table.entries if isinstance(table, Mapping) else ():
            if isinstance(inner, Mapping):
                yield key.text, inner


def _at(node: Mapping, *keys: str) -> Node | None:
    found: Node | None = node
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
