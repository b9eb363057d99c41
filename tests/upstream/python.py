"""Calls in Python, with boto3 and botocore.

A client is what is made with a service's name (``boto3.client("ecs")``, ``session.client``, or a function of
the source's own whose name ends in ``client``). A call is a method of what it was assigned to; where that is
not known, as for a client that is handed on, a method that is an operation of a service of which the source
makes a client anywhere.
"""

import ast
import re
from collections.abc import Iterator

from tests.upstream import services
from tests.upstream.calls import Call, calls, snake

_MAKERS = re.compile(r"\w*(client|resource|provider)", re.I)
# What makes a manager of transfers for a client of Amazon S3 (s3transfer).
_TRANSFERS = {"TransferManager", "create_transfer_manager"}
# What boto3 adds to a client.
_ADDED = {
    "s3": {
        "upload": ("PutObject",),
        "upload_file": ("PutObject",),
        "upload_fileobj": ("PutObject",),
        "download_file": ("GetObject",),
        "download_fileobj": ("GetObject",),
    },
}


def clients(source: bytes) -> set[str]:
    """The services of which ``source`` makes a client."""
    return {made for node in ast.walk(_tree(source)) if (made := _made(node))}


def found(path: str, source: bytes, known: set[str]) -> Iterator[Call]:
    """Yield the calls in ``source``; ``known`` are the services of which the whole source makes clients."""
    tree = _tree(source)
    assigned = dict(_assigned(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "resource_summaries":
            yield from calls("cloudformation", "ListStackResources", path, node.lineno)
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        receiver = node.func.value
        of = _made(receiver) or assigned.get(_name(receiver))
        method = node.func.attr
        if method in ("get_paginator", "get_waiter") and node.args and isinstance(node.args[0], ast.Constant):
            wanted = str(node.args[0].value)
            for name in [of] if of else sorted(known):
                yield from _operation(name, wanted, path, node.lineno, waits=method == "get_waiter")
        else:
            for name in [of] if of else sorted(known):
                yield from _operation(name, method, path, node.lineno)


def _operation(name: str, method: str, path: str, line: int, *, waits: bool = False) -> Iterator[Call]:
    for operation in _ADDED.get(name, {}).get(method, ()):
        yield from calls(name, operation, path, line)
    if waits:
        named = {snake(waiter): operation for waiter, operation in services.waiters(name).items()}
    else:
        named = {snake(operation): operation for operation in services.operations(name)}
    if method in named:
        yield from calls(name, named[method], path, line)


def _tree(source: bytes) -> ast.AST:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _made(node: ast.AST) -> str | None:
    """The service of which ``node`` makes a client."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in _TRANSFERS:
        return "s3"
    given = (*node.args[:2], *(keyword.value for keyword in node.keywords if keyword.arg == "service_name"))
    values = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return services.service(values[0]) if values and _MAKERS.fullmatch(called) else None


def _assigned(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what a client is assigned to, as its last name, with the service."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign | ast.AnnAssign)
            and node.value is not None
            and (made := _made(node.value))
        ):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((_name(target), made) for target in targets)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
