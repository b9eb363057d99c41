"""Permissions boundaries: which policy of a file limits which of its roles and users."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .document import Document
from .values import Value


class Bound(NamedTuple):
    """``holder`` has the permissions boundary ``policy``, which is as the file names it."""

    holder: str
    policy: Value


class Content(NamedTuple):
    """The documents of a file. ``bounds`` are boundaries that it names, of policies that it does not hold."""

    documents: tuple[Document, ...]
    bounds: tuple[Bound, ...] = ()


def content(documents: Iterable[Document], bounds: Iterable[Bound], called: Mapping[str, str]) -> Content:
    """``documents`` with the holders that each is the boundary of.

    ``called`` has the name of a document (``aws_iam_policy.limits``) by all that refers to it: an
    expression (``${aws_iam_policy.limits.arn}``), or the last part of an ARN.
    """
    limited: dict[str, list[str]] = {}
    others = []
    for bound in bounds:
        shown = bound.policy.shown
        name = called.get(shown) or (called.get(shown.rpartition("/")[2]) if ":policy/" in shown else None)
        if name is None:
            others.append(bound)
        else:
            limited.setdefault(name, []).append(bound.holder)
    return Content(tuple(_bounding(one, limited.get(one.name, ())) for one in documents), tuple(others))


def _bounding(document: Document, holders: Iterable[str]) -> Document:
    bounds = tuple(dict.fromkeys(holders))
    if not bounds or document.attachment != "managed":
        return document
    return document._replace(bounds=bounds, kind=document.kind if document.holder else "boundary")
