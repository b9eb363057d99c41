"""Count the characters of statements as IAM does: without white space, and holes at their likely longest."""

import json
from collections.abc import Iterable, Sequence

from ..aws.quotas import MANAGED_POLICY
from ..catalogue.patterns import Hole, Text, show
from ..compiler.deployment import BoundStatement

# What a hole is taken to become when its size is not known yet: the longest partition, Region and
# account there are, and a name that is long but not absurd.
_LENGTH = {"partition": 10, "region": 14, "account": 12, "dns_suffix": 16}
_NAME = 64

_FRAME = len('{"Version":"2012-10-17","Statement":[]}')


def room(statements: Sequence[BoundStatement]) -> int:
    """Return how many characters a policy of ``statements`` has left; negative when it is too large."""
    return MANAGED_POLICY - _FRAME - sum(size(statement) + 1 for statement in statements) + 1


def fits(statements: Sequence[BoundStatement]) -> bool:
    """Return whether one policy takes ``statements``."""
    return room(statements) >= 0


def size(statement: BoundStatement) -> int:
    """Return the characters of ``statement``."""
    conditions: dict[str, dict[str, list[str]]] = {}
    for condition in statement.conditions:
        conditions.setdefault(condition.operator, {})[show(condition.key)] = [
            longest(text) for text in condition.values
        ]
    document = {
        "Sid": statement.sid,
        "Effect": "Allow",
        "Action": [action.JSONrepr() for action in statement.actions],
        "Resource": [longest(text) for text in statement.resources],
    } | ({"Condition": conditions} if conditions else {})
    return _counted(document)


def width(text: Text) -> int:
    """Return the characters of ``text`` in a list, with its comma."""
    return _counted(longest(text)) + 1


def _counted(document: object) -> int:
    return len("".join(json.dumps(document, separators=(",", ":")).split()))


def longest(text: Text) -> str:
    """Return ``text`` with something as long in the place of each hole."""
    return "".join(_parts(text))


def _parts(text: Text) -> Iterable[str]:
    for part in text:
        if not isinstance(part, Hole):
            yield part
        elif part.kind == "variable":
            yield f"${{{part.name}}}"
        else:
            yield "x" * _LENGTH.get(part.name, _NAME)
