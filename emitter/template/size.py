"""What IAM takes in one policy and of one identity, and how a policy that is larger becomes several.

IAM counts characters without white space.
"""

import json
from collections.abc import Callable, Iterable, Sequence

from ..aws.quotas import MANAGED_POLICY, POLICIES_AN_IDENTITY
from ..catalogue.patterns import Hole, Text, join, show
from ..compiler.deployment import BoundStatement, Policy
from ..errors import FormatError
from .parts import cut

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
    """Return ``policy`` itself when it fits, else in as many parts as it takes (:mod:`~.parts`).

    A statement that is larger than a policy is cut between its resources, in the same way: what is cut off is
    a policy of its own, called after the Sid.

    Raises :class:`~emitter.errors.FormatError` when a statement is too large with one resource, or when it
    takes more policies than an identity can have.
    """
    if _fits(policy.statements):
        return (policy,)
    whole: list[BoundStatement] = []
    pieces: dict[str, Sequence[BoundStatement]] = {}
    for statement in policy.statements:
        if _fits((statement,)):
            whole.append(statement)
            continue
        for number, resources in cut(_each_fits(policy, statement), show, _fits_as(statement)).items():
            piece = statement._replace(resources=tuple(resources))
            if number:
                name = f"{statement.sid}Part{number + 1}"
                pieces[name] = (piece._replace(sid=name),)
            else:
                whole.append(piece)
    main = cut(whole, lambda statement: statement.sid, _fits)
    parts = {str(number + 1) if number else "": statements for number, statements in main.items()} | pieces
    if len(parts) > POLICIES_AN_IDENTITY:
        raise FormatError(
            policy.title,
            f"needs {len(parts)} managed policies; IAM allows {POLICIES_AN_IDENTITY}",
            "give fewer values, or patterns that cover several",
        )
    return [
        policy._replace(
            title=f"{policy.title}{part}",
            name=join((*policy.name, f"-{part}")) if part else policy.name,
            part=part,
            statements=tuple(statements),
        )
        for part, statements in parts.items()
    ]


def _fits(statements: Sequence[BoundStatement]) -> bool:
    """Return whether one policy takes ``statements``."""
    return _FRAME + sum(size(statement) + 1 for statement in statements) - 1 <= MANAGED_POLICY


def _fits_as(statement: BoundStatement) -> Callable[[Sequence[Text]], bool]:
    """Return a test of resources: whether a policy takes ``statement`` with them, and a number in its Sid."""
    longest = statement._replace(sid=f"{statement.sid}Part{2**10}")
    return lambda resources: _fits((longest._replace(resources=tuple(resources)),))


def _each_fits(policy: Policy, statement: BoundStatement) -> Sequence[Text]:
    """Return the resources of ``statement``. Raises :class:`~emitter.errors.FormatError` for one that is too
    large.
    """
    fits = _fits_as(statement)
    for resource in statement.resources:
        if not fits([resource]):
            alone = size(statement._replace(resources=(resource,)))
            raise FormatError(
                f"{policy.title}.{statement.sid}",
                f"{alone} characters in a statement with one resource; IAM allows {MANAGED_POLICY}",
                "give fewer values for its conditions, or a pattern that covers several",
            )
    return statement.resources


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
