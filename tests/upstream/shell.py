"""Lines of the AWS CLI in shell scripts: ``aws ecs list-tasks``."""

from collections.abc import Iterator

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from tests.upstream import services
from tests.upstream.calls import Call, calls

_PARSER = Parser(Language(tree_sitter_bash.language()))
# Commands that the CLI adds, with the operations that they call (awscli/customizations).
_ADDED = {
    ("s3", "cp"): ("GetObject", "PutObject"),
    ("s3", "ls"): ("ListBuckets", "ListObjectsV2"),
    ("s3", "mb"): ("CreateBucket",),
    ("s3", "rm"): ("DeleteObject",),
    ("s3", "sync"): ("GetObject", "ListObjectsV2", "PutObject"),
    ("ecr", "get-login-password"): ("GetAuthorizationToken",),
    ("cloudformation", "deploy"): (
        "CreateChangeSet",
        "DescribeChangeSet",
        "DescribeStacks",
        "ExecuteChangeSet",
    ),
}
_OPTIONS_WITH_VALUE = {"--profile", "--region", "--output", "--query", "--endpoint-url", "--cli-read-timeout"}


def found(path: str, source: bytes) -> Iterator[Call]:
    """Yield the calls in ``source``."""
    stack = [_PARSER.parse(source).root_node]
    while stack:
        node = stack.pop()
        stack.extend(reversed(node.children))
        if node.type == "command":
            yield from _command(node, path)


def _command(node: Node, path: str) -> Iterator[Call]:
    words = [
        child.text.decode() for child in node.children if child.text and child.type != "variable_assignment"
    ]
    if not words or words[0].rpartition("/")[2] != "aws":
        return
    plain, skip = [], False
    for word in words[1:]:
        if not skip and not word.startswith("-"):
            plain.append(word)
        skip = word in _OPTIONS_WITH_VALUE
    if len(plain) < 2:
        return
    name, line = services.service("s3" if plain[0] == "s3api" else plain[0]), node.start_point.row + 1
    if name is None:
        return
    if plain[1] == "wait" and len(plain) > 2:
        named = {_dashed(waiter): operation for waiter, operation in services.waiters(name).items()}
        operations = [named[plain[2]]] if plain[2] in named else []
    else:
        named = {_dashed(operation): operation for operation in services.operations(name)}
        added = _ADDED.get((plain[0], plain[1]), ())
        operations = [*added, *([named[plain[1]]] if plain[1] in named and plain[0] != "s3" else [])]
    for operation in operations:
        yield from calls(name, operation, path, line)


def _dashed(operation: str) -> str:
    from botocore import xform_name

    return xform_name(operation, "-")
