"""A call on AWS that a source makes, and which of several services it can be of."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.upstream import services


class Call(NamedTuple):
    """``action`` of IAM, and the place of the call: ``path`` below the source's root, and ``line``."""

    action: str
    path: str
    line: int


def snake(operation: str) -> str:
    """``DescribeDBInstances`` as botocore's method: ``describe_db_instances``."""
    from botocore import xform_name

    return xform_name(operation)


def operation_of(name: str, method: str) -> str | None:
    """The operation of the service ``name`` that an SDK's ``method`` calls (``describeServices``), if any.

    A method of Go's first SDK may end in ``WithContext``, ``Pages`` and the like.
    """
    wanted = method[:1].upper() + method[1:]
    for ending in ("", "WithContext", "Pages", "PagesWithContext", "Request"):
        bare = wanted.removesuffix(ending) if wanted.endswith(ending) else ""
        if bare in services.operations(name):
            return bare
    waited = wanted.removeprefix("WaitUntil").removesuffix("WithContext")
    if wanted.startswith("WaitUntil"):
        return services.waiters(name).get(waited) or services.waiters(name).get(waited.removesuffix("V2"))
    return None


def calls(name: str, operation: str, path: str, line: int) -> Iterator[Call]:
    """Yield a call for each action of ``operation`` of the service ``name``."""
    return (Call(action, path, line) for action in services.actions(name, operation))


# What variables are called that hold a client, beside the name of its service.
_SHORT = {
    "cfn": "cloudformation",
    "sfn": "stepfunctions",
    "cwl": "logs",
    "cwlogs": "logs",
    "sm": "secretsmanager",
}


def named(receiver: str, names: Iterable[str]) -> set[str]:
    """Those of the services ``names`` that the name of a variable, ``receiver``, says it is a client of."""
    plain = re.sub(r"[^a-z0-9.]", "", receiver.lower())
    short = {of for word, of in _SHORT.items() if re.search(rf"\b{word}(client|api)?\b", plain)}
    return whole(name for name in names if name in short or name.replace("-", "") in plain.replace(".", ""))


def whole(names: Iterable[str]) -> set[str]:
    """Those of ``names`` that are not part of another, as ``ecr`` is of ``ecrpublic``."""
    held = set(names)
    return {name for name in held if not any(name != other and name in other for other in held)}


def of_any(names: Iterable[str], method: str, path: str, line: int) -> Iterator[Call]:
    """Yield the calls that ``method`` can be, of whichever of the services ``names`` has it."""
    for name in sorted(names):
        operation = operation_of(name, method)
        if operation is not None:
            yield from calls(name, operation, path, line)
