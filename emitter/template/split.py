"""How a policy that is larger than IAM takes becomes several."""

from collections.abc import Iterable, Iterator, Sequence

from ..aws.quotas import MANAGED_POLICY_NAME, POLICIES_AN_IDENTITY
from ..catalogue.patterns import Hole, Text, join, show
from ..catalogue.syntax import policy_name
from ..compiler.deployment import BoundStatement, Policy, TemplateParameter
from ..errors import FormatError, RequestError
from .parts import cut
from .pieces import pieces
from .size import fits, longest


def fit(policies: Sequence[Policy], holder: str) -> Sequence[Policy]:
    """Return ``policies``, which one ``holder`` (``role``) has, each split into what fits.

    Raises :class:`~emitter.errors.FormatError` when they are more than an identity can have, and whatever
    :func:`split` raises.
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

    A statement that is larger than a policy is cut into :mod:`~.pieces`; all but the first are policies of
    their own, called after their Sids.

    Raises :class:`~emitter.errors.FormatError` when a statement is too large with one resource, or when it
    takes more policies than an identity can have; :class:`~emitter.errors.RequestError` at ``policy_name``
    when the name of a part is too long.
    """
    if fits(policy.statements):
        return (policy,)
    whole: list[BoundStatement] = []
    apart: dict[str, Sequence[BoundStatement]] = {}
    for statement in policy.statements:
        if fits((statement,)):
            whole.append(statement)
            continue
        for ending, piece in pieces(statement, policy.title).items():
            if ending:
                apart[piece.sid] = (piece,)
            else:
                whole.append(piece)
    main = cut(whole, lambda statement: statement.sid, fits)
    parts = {str(number + 1) if number else "": statements for number, statements in main.items()} | apart
    if len(parts) > POLICIES_AN_IDENTITY:
        raise FormatError(
            policy.title,
            f"needs {len(parts)} managed policies; IAM allows {POLICIES_AN_IDENTITY}",
            "give fewer values, or patterns that cover several",
        )
    _check_name(policy, max(parts, key=len))
    return [
        policy._replace(
            title=f"{policy.title}{part}",
            name=_named(policy.name, part),
            part=part,
            statements=tuple(statements),
        )
        for part, statements in parts.items()
    ]


def _check_name(policy: Policy, part: str) -> None:
    """Hold the name that a ``part`` of ``policy`` has against IAM's limit."""
    name = _named(policy.name, part)
    # The parameter of a name that is open is held to its own length.
    is_open = any(isinstance(one, Hole) and one.kind == "parameter" for one in name)
    length = len(longest(name))
    if not is_open and length > MANAGED_POLICY_NAME:
        error = RequestError(
            "policy_name",
            f"{length} characters in {show(name)!r}, the name of a part; IAM allows {MANAGED_POLICY_NAME}",
            f"give a name of up to {MANAGED_POLICY_NAME - len(_ending(part))}",
        )
        error.target = policy.target or None
        raise error


def _named(name: Text, part: str) -> Text:
    """Return the name of a ``part`` of the policy called ``name``."""
    return join((*name, _ending(part)))


def _ending(part: str) -> str:
    return f"-{part}" if part else ""


def with_room_for_parts(
    parameters: Iterable[TemplateParameter], policies: Sequence[Policy]
) -> Iterator[TemplateParameter]:
    """Yield ``parameters``; the name of a policy that is in parts may be no longer than its parts allow."""
    for parameter in parameters:
        hole = Hole("parameter", parameter.title)
        room = max((len(_ending(one.part)) for one in policies if hole in one.name), default=0)
        if room:
            syntax = policy_name(MANAGED_POLICY_NAME - room)
            yield parameter._replace(syntax=syntax, pattern=syntax.pattern)
        else:
            yield parameter
