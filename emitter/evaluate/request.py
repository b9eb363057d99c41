"""What is asked of policies, and what they answer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from ..reading.yaml_tree import Place

Verdict: TypeAlias = Literal["allowed", "explicitly-denied", "implicitly-denied", "unknown"]

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class AccessRequest(NamedTuple):
    """One request: ``action`` is ``ecs:RunTask``, ``resource`` an ARN (``None``: on no resource, ``*``).

    Where AWS lists the action as one that needs a resource, ``None`` is one that is not known.
    ``context`` are condition keys, in any case, each with its values, none when the request does not have
    it. What is not among them is unknown, or with ``complete`` not in the request.
    """

    action: str
    resource: str | None = None
    context: Mapping[str, tuple[str, ...]] = _NOTHING
    complete: bool = False


class Deciding(NamedTuple):
    """A statement that decided. ``document`` is what its file calls the policy, ``group`` what it is.

    That is ``policy``, ``permissions boundary``, ``session policy`` or ``trust policy``.
    """

    effect: Literal["Allow", "Deny"]
    sid: str
    group: str
    document: str
    place: Place


class Reason(NamedTuple):
    """Why a statement that came near did not match: ``what`` is action, resource, principal or condition.

    ``detail`` is a phrase: which condition key, what it wanted and what it got. ``group`` is as in
    :class:`Deciding`.
    """

    sid: str
    group: str
    document: str
    place: Place
    what: Literal["action", "resource", "principal", "condition"]
    detail: str


class Decision(NamedTuple):
    """The verdict, the statements that decided, why others did not, and what it depends on if unknown."""

    verdict: Verdict
    statements: tuple[Deciding, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
