"""What IAM takes in one policy and of one identity, and how a policy that is larger becomes several.

IAM counts characters without white space.

Statements stay in their order, and a policy is filled before the next is begun. A statement that is larger
than a policy is cut between its resources, which stay in their order too: one more at the end moves none.
Cuts that the hash of a Sid decides would move fewer statements at the median, but more on average and far
more at the worst, since one cut that moves renames what is behind it; and they take more policies.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count

from ..aws.quotas import MANAGED_POLICY, POLICIES_AN_IDENTITY
from ..catalogue.patterns import Hole, Text, join
from ..compiler.deployment import BoundStatement, Policy
from ..errors import FormatError

# What a hole is taken to become when its size is not known yet: the longest partition, Region and
# account there are, and a name that is long but not absurd.
_LENGTH = {"partition": 10, "region": 14, "account": 12, "dns_suffix": 16}
_NAME = 64

_FRAME = len('{"Version":"2012-10-17","Statement":[]}')


def fit(policies: Sequence[Policy], holder: str) -> Sequence[Policy]:
    """Return ``policies``, which one ``holder`` (``role``) has, each split into what fits.

    Raises :class:`~emitter.errors.FormatError` when a policy cannot be split, or when they are more than an
    identity can have.
    """
    parts = [split(policy) for policy in policies]
    total = sum(map(len, parts))
    if total > POLICIES_AN_IDENTITY:
        most = sorted(zip(map(len, parts), policies, strict=True), key=lambda pair: -pair[0])
        each = ", ".join(f"{number} of {policy.target or policy.title}" for number, policy in most)
        raise FormatError(
            "identity",
            f"needs {total} managed policies ({each}); IAM allows {POLICIES_AN_IDENTITY} per {holder}",
            "give one of the targets an identity of its own, turn features off, or give fewer values",
        )
    return [part for several in parts for part in several]


def split(policy: Policy) -> Sequence[Policy]:
    """Return ``policy`` itself when it fits, else its statements in order, in as many as it takes.

    Raises :class:`~emitter.errors.FormatError` when a statement is too large with one resource, or when it
    takes more policies than an identity can have.
    """
    bins: list[list[BoundStatement]] = [[]]
    room = MANAGED_POLICY - _FRAME + 1  # the first statement has no comma before it
    left = room
    for statement in _pieces(policy, room):
        need = size(statement) + 1
        if need > left:
            bins.append([])
            left = room
        bins[-1].append(statement)
        left -= need
    if len(bins) > POLICIES_AN_IDENTITY:
        raise FormatError(
            policy.title,
            f"needs {len(bins)} managed policies; IAM allows {POLICIES_AN_IDENTITY}",
            "give fewer values, or patterns that cover several",
        )
    if len(bins) == 1:
        return (policy,)
    return [
        policy._replace(
            title=policy.title if number == 1 else f"{policy.title}{number}",
            part=number,
            name=policy.name if number == 1 else join((*policy.name, f"-{number}")),
            statements=tuple(statements),
        )
        for number, statements in enumerate(bins, 1)
    ]


def _pieces(policy: Policy, room: int) -> Iterator[BoundStatement]:
    """Yield the statements of ``policy``, each that needs more than ``room`` cut between its resources.

    The first piece keeps the Sid, the others are numbered: ``Services``, ``Services2``.
    """
    taken = {statement.sid for statement in policy.statements}
    for statement in policy.statements:
        if size(statement) + 1 <= room:
            yield statement
            continue
        for number, resources in enumerate(_cut(policy, statement, room)):
            sid = statement.sid if not number else _free(statement.sid, taken)
            taken.add(sid)
            yield statement._replace(sid=sid, resources=resources)


def _cut(policy: Policy, statement: BoundStatement, room: int) -> Iterator[tuple[Text, ...]]:
    """Yield the resources of ``statement``, in order, as many at a time as ``room`` takes.

    Raises :class:`~emitter.errors.FormatError` when one is too many.
    """
    # A number behind the Sid, and the comma behind the statement.
    room -= size(statement._replace(resources=())) + len("100") + 1
    piece: list[Text] = []
    left = room
    for text in statement.resources:
        need = len("".join(json.dumps(_longest(text)).split())) + 1
        if need > room:
            alone = size(statement._replace(resources=(text,)))
            raise FormatError(
                f"{policy.title}.{statement.sid}",
                f"{alone} characters in a statement with one resource; IAM allows {MANAGED_POLICY}",
                "give fewer values for its conditions, or a pattern that covers several",
            )
        if need > left:
            yield tuple(piece)
            piece, left = [], room
        piece.append(text)
        left -= need
    yield tuple(piece)


def _free(sid: str, taken: Collection[str]) -> str:
    """Return ``sid`` with the first number, from 2 on, that makes it one that is not ``taken``."""
    return next(name for name in (f"{sid}{number}" for number in count(2)) if name not in taken)


def size(statement: BoundStatement) -> int:
    """Return characters of ``statement`` as IAM counts them, with holes taken at their likely longest."""
    conditions: dict[str, dict[str, list[str]]] = {}
    for condition in statement.conditions:
        conditions.setdefault(condition.operator, {})[condition.key] = [_longest(t) for t in condition.values]
    document = {
        "Sid": statement.sid,
        "Effect": "Allow",
        "Action": [action.JSONrepr() for action in statement.actions],
        "Resource": [_longest(text) for text in statement.resources],
    } | ({"Condition": conditions} if conditions else {})
    return len("".join(json.dumps(document, separators=(",", ":")).split()))


def _longest(text: Text) -> str:
    return "".join(_parts(text))


def _parts(text: Text) -> Iterable[str]:
    for part in text:
        if not isinstance(part, Hole):
            yield part
        elif part.kind == "variable":
            yield f"${{{part.name}}}"
        else:
            yield "x" * _LENGTH.get(part.name, _NAME)
