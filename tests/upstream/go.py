"""Calls in Go, with the first and the second SDK.

A call is a method that is called as an operation, in a file that imports the package of its service: the
type of an argument (``&ecs.ListTasksInput{}``) says of which, otherwise the receiver's name, otherwise any
that is imported. In a file that imports none, the receiver's name has to say it (``p.ssmapi.GetParameter``).
Paginators and waiters of the second SDK are functions of the package, and a provider of credentials assumes
a role.
"""

import re
from collections.abc import Iterator

import tree_sitter_go
from tree_sitter import Language, Node, Parser

from tests.upstream import services
from tests.upstream.calls import Call, calls, named, of_any, operation_of, whole

_PARSER = Parser(Language(tree_sitter_go.language()))
_SDK = re.compile(r"github\.com/aws/aws-sdk-go(?:-v2)?/service/([a-z0-9]+)(?:/[a-z0-9]+iface)?")
_MANAGER = re.compile(
    r"github\.com/aws/aws-sdk-go(?:-v2/feature/s3/(?:manager|transfermanager)|/service/s3/s3manager)"
)
_TRANSFERS = {
    "Upload": "PutObject",
    "UploadObject": "PutObject",
    "Download": "GetObject",
    "DownloadObject": "GetObject",
}
_CREDENTIALS = re.compile(r"github\.com/aws/aws-sdk-go(?:-v2/credentials|/aws/credentials)/stscreds")
_ASSUMING = {"NewAssumeRoleProvider", "NewCredentials", "NewCredentialsWithClient"}
_MADE = re.compile(r"New([A-Z]\w*?)(Paginator|Waiter)")


def imports(source: bytes) -> set[str]:
    """The services whose packages ``source`` imports."""
    return set(_imports(_PARSER.parse(source).root_node)[0].values())


def found(path: str, source: bytes, known: set[str]) -> Iterator[Call]:
    """Yield the calls in ``source``; ``known`` are the services that the whole source imports."""
    root = _PARSER.parse(source).root_node
    imported, transfers, credentials = _imports(root)
    for node in _of(root, "call_expression"):
        function = node.child_by_field_name("function")
        if function is None or function.type != "selector_expression":
            continue
        method = _text(function.child_by_field_name("field"))
        receiver = _text(function.child_by_field_name("operand"))
        line = node.start_point.row + 1
        made = _MADE.fullmatch(method)
        if receiver in credentials and method in _ASSUMING:
            yield from calls("sts", "AssumeRole", path, line)
        elif transfers and method in _TRANSFERS:
            yield from calls("s3", _TRANSFERS[method], path, line)
        elif made and receiver in imported:
            name = imported[receiver]
            operation = (
                operation_of(name, made[1]) if made[2] == "Paginator" else services.waiters(name).get(made[1])
            )
            yield from calls(name, operation, path, line) if operation else ()
        elif receiver not in imported and method[:1].isupper():
            yield from of_any(_services(node, method, receiver, imported, known), method, path, line)


def _imports(root: Node) -> tuple[dict[str, str], bool, set[str]]:
    """What a file imports: services by the name of their package, whether S3's transfers, and by which names
    the providers of credentials.
    """
    imported: dict[str, str] = {}
    transfers, credentials = False, set()
    for spec in _of(root, "import_spec"):
        path = _text(spec.child_by_field_name("path")).strip('"`')
        alias = _text(spec.child_by_field_name("name")) or path.rpartition("/")[2]
        transfers = transfers or _MANAGER.match(path) is not None
        if _CREDENTIALS.fullmatch(path):
            credentials.add(alias)
        match = _SDK.fullmatch(path)
        if match and (name := services.service(match[1])):
            imported[alias] = name
    return imported, transfers, credentials


def _services(node: Node, method: str, receiver: str, imported: dict[str, str], known: set[str]) -> set[str]:
    """The services that a call of ``method`` can be of: by its arguments, by the receiver, or any of the
    file.
    """
    arguments = _text(node.child_by_field_name("arguments"))
    typed = {imported[a] for a in re.findall(r"&?\b(\w+)\.[A-Z]\w*Input\b", arguments) if a in imported}
    if typed:
        return typed
    having = {name for name in imported.values() if operation_of(name, method)}
    plain = re.sub(r"[^a-z0-9]", "", receiver.lower())
    packages = whole(package for package, name in imported.items() if package in plain and name in having)
    return {imported[package] for package in packages} or named(receiver, having or known) or having


def _of(node: Node, kind: str) -> Iterator[Node]:
    stack = [node]
    while stack:
        one = stack.pop()
        if one.type == kind:
            yield one
        stack.extend(reversed(one.children))


def _text(node: Node | None) -> str:
    return node.text.decode() if node is not None and node.text else ""
