"""A call that was recorded, and a line that holds none."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from ..evaluate.request import AccessRequest
from .access_denied import Denial

# Denied when it was made; or a dry run, which only asked whether it is allowed.
Then: TypeAlias = Literal["", "denied", "dry run"]


class Where(NamedTuple):
    """Where an entry stands: ``file``, ``line`` from 1, and ``number``, its place among all, from 0."""

    file: str
    line: int
    number: int


class Asked(NamedTuple):
    """One thing that AWS authorises of a call. ``partial`` when the record does not hold the whole ARN.

    The parts that it does not hold are ``*`` then. ``implied`` when AWS authorises it beside the call
    and records nothing of it, as passing a role. ``depends`` says, as a phrase, what of the call decides
    whether it is asked at all; it is empty when it surely is.
    """

    request: AccessRequest
    partial: bool = False
    implied: bool = False
    depends: str = ""


class Call(NamedTuple):
    """One recorded call, with all that AWS authorises of it; the call itself comes first.

    ``who`` are the ARNs that name its caller, none when it does not say. ``then`` is how it ended where
    that is of interest, ``denial`` what AWS said of it. ``recorded`` when CloudTrail wrote it, which does not
    record all that AWS authorises.
    """

    where: Where
    asked: tuple[Asked, ...]
    who: tuple[str, ...] = ()
    then: Then = ""
    denial: Denial | None = None
    recorded: bool = False


class Skipped(NamedTuple):
    """An entry that holds no call that IAM judges; ``why`` is a phrase.

    ``broken`` when it is at fault, and not only of no interest. ``action`` and ``resource`` are names
    that AWS does not have: the nearest name is looked for when it is reported.
    """

    where: Where
    why: str
    broken: bool = True
    action: str = ""
    resource: str = ""


Entry: TypeAlias = Call | Skipped
Context: TypeAlias = Mapping[str, tuple[str, ...]]
