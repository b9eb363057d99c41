"""What a file says of who has which policies: boundaries, policies that are attached, members of groups."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .document import Document
from .values import Value


class Bound(NamedTuple):
    """``holder`` has the permissions boundary ``policy``, which is as the file names it."""

    holder: str
    policy: Value


class Attached(NamedTuple):
    """``holder`` has the managed policy ``policy``, which is as the file names it."""

    holder: str
    policy: Value


class Member(NamedTuple):
    """``user`` is in ``group``, whose policies it has; both are called as holders of documents are."""

    user: str
    group: str


class Content(NamedTuple):
    """The documents of a file; ``bounds`` and ``attached`` are of policies that it does not hold."""

    documents: tuple[Document, ...]
    bounds: tuple[Bound, ...] = ()
    attached: tuple[Attached, ...] = ()
    members: tuple[Member, ...] = ()


def content(
    documents: Iterable[Document],
    bounds: Iterable[Bound],
    attached: Iterable[Attached],
    members: Iterable[Member],
    called: Mapping[str, str],
) -> Content:
    """``documents`` with the holders that each is the boundary of.

    ``called`` has the name of a document (``aws_iam_policy.limits``) by all that refers to it: an
    expression (``${aws_iam_policy.limits.arn}``), or the last part of an ARN.
    """
    limited: dict[str, list[str]] = {}
    others = []
    for bound in bounds:
        name = _name(bound.policy, called)
        if name is None:
            others.append(bound)
        else:
            limited.setdefault(name, []).append(bound.holder)
    return Content(
        tuple(_bounding(one, limited.get(one.name, ())) for one in documents),
        tuple(others),
        tuple(one for one in attached if _name(one.policy, called) is None),
        tuple(members),
    )


def _name(policy: Value, called: Mapping[str, str]) -> str | None:
    shown = policy.shown
    return called.get(shown) or (called.get(shown.rpartition("/")[2]) if ":policy/" in shown else None)


def _bounding(document: Document, holders: Iterable[str]) -> Document:
    bounds = tuple(dict.fromkeys(holders))
    if not bounds or document.attachment != "managed":
        return document
    return document._replace(bounds=bounds, kind=document.kind if document.holder else "boundary")
