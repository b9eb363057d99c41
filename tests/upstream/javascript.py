"""Calls in JavaScript and TypeScript, with the third SDK.

A call is a command that is made (``new ListTasksCommand``), a paginator or waiter of a client's package, or
a method that is called as an operation of a client whose package the file imports (``ecs.listTasks``). A
file that imports none may call clients that another file of the source makes, where a variable's name says
of which service.
"""

import re
from collections.abc import Iterator

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from tests.upstream import services
from tests.upstream.calls import Call, calls, named, of_any, operation_of

_JAVASCRIPT = Parser(Language(tree_sitter_javascript.language()))
_TYPESCRIPT = Parser(Language(tree_sitter_typescript.language_typescript()))
_CLIENT = re.compile(r"""['"]@aws-sdk/client-([a-z0-9-]+)['"]""")
_UPLOADS = re.compile(r"""['"]@aws-sdk/lib-storage['"]""")
_COMMAND = re.compile(r"([A-Z]\w*)Command")
# What a source's own interface to a client adds, by the name of its service.
_ADDED = {("s3", "upload"): "PutObject"}
_PAGES = re.compile(r"paginate([A-Z]\w*)")


def clients(source: bytes) -> set[str]:
    """The services whose clients ``source`` imports."""
    found = _CLIENT.finditer(source.decode(errors="replace"))
    return {name for match in found if (name := services.service(match[1]))}


def found(path: str, source: bytes, known: set[str]) -> Iterator[Call]:
    """Yield the calls in ``source``; ``known`` are the services of which the whole source imports clients."""
    parser = _TYPESCRIPT if path.endswith((".ts", ".mts", ".cts")) else _JAVASCRIPT
    text = source.decode(errors="replace")
    of = clients(source)
    stack = [parser.parse(source).root_node]
    while stack:
        node = stack.pop()
        stack.extend(reversed(node.children))
        yield from _call(node, of, known, path, uploads=_UPLOADS.search(text) is not None)


def _call(node: Node, of: set[str], known: set[str], path: str, *, uploads: bool) -> Iterator[Call]:
    line = node.start_point.row + 1
    if node.type == "new_expression":
        name = _last(node.child_by_field_name("constructor"))
        command = _COMMAND.fullmatch(name)
        if command:
            yield from of_any(of, command[1], path, line)
        elif name == "Upload" and uploads:
            yield from calls("s3", "PutObject", path, line)
    elif node.type == "call_expression":
        function = node.child_by_field_name("function")
        name = _last(function)
        pages = _PAGES.fullmatch(name)
        if name == "fromTemporaryCredentials":
            yield from calls("sts", "AssumeRole", path, line)
        elif pages or name.startswith("waitUntil") or (function and function.type == "member_expression"):
            method = pages[1] if pages else name
            receiver = function.child_by_field_name("object") if function else None
            said = named(receiver.text.decode() if receiver and receiver.text else "", of | known)
            for added in (_ADDED[one, name] for one in said if (one, name) in _ADDED):
                yield from calls("s3", added, path, line)
            having = {one for one in of or said if operation_of(one, method)}
            yield from of_any(having & said or having, method, path, line)


def _last(node: Node | None) -> str:
    """The name that is called: ``listTasks`` of ``this.ecs.listTasks``."""
    if node is None:
        return ""
    if node.type == "member_expression":
        return _last(node.child_by_field_name("property"))
    return node.text.decode() if node.text and node.type in ("identifier", "property_identifier") else ""
