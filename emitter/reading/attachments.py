"""What a file says of who has which policies: boundaries, policies that are attached, members of groups."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from typing import NamedTuple

from .document import Document, Fault
from .values import Value
from .yaml_tree import Mapping


class Bound(NamedTuple):
    """``holder`` has the permissions boundary ``policy``, which is as the file names it."""

    holder: str
    policy: Value


class Attached(NamedTuple):
    """``holder`` has the managed policy ``policy``, which is as the file names it.

    ``when`` is what decides whether it has, as in :class:`~.document.Statement`.
    """

    holder: str
    policy: Value
    when: tuple[str, ...] = ()


class Member(NamedTuple):
    """``user`` is in ``group``, whose policies it has; both are called as holders of documents are."""

    user: str
    group: str


class Named(NamedTuple):
    """What the file makes of a ``kind`` (``role``, ``user``, ``group``, ``policy``), with its name and path.

    ``address`` is what the file calls it, as holders of documents are; ``name`` is ``None`` where the
    deployment makes one up, ``path`` where there is none, which is ``/``. With ``makes_first``, its engine
    makes what replaces it before it deletes it, so that both cannot have one name.
    """

    address: str
    kind: str
    name: Value | None
    path: Value | None
    makes_first: bool = False


class Content(NamedTuple):
    """The documents of a file; ``bounds`` and ``attached`` are of policies that it does not hold."""

    documents: tuple[Document, ...]
    bounds: tuple[Bound, ...] = ()
    attached: tuple[Attached, ...] = ()
    members: tuple[Member, ...] = ()
    named: tuple[Named, ...] = ()


def content(
    documents: Iterable[Document],
    bounds: Iterable[Bound],
    attached: Iterable[Attached],
    members: Iterable[Member],
    called: Table[str, str],
) -> Content:
    """Return ``documents`` with the holders that each is the boundary of.

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


def with_twice(content: Content, node: Mapping, tables: Iterable[Mapping]) -> Content:
    """Return ``content`` of the file ``node`` with the keys that stand twice in ``tables``.

    They are with the first document, and make one where what comes later hides all.
    """
    twice = tuple(dict.fromkeys(fault for table in tables for fault in _twice(table)))
    if not twice:
        return content
    first = content.documents[:1] or (Document(node.place.file, "", "identity", node.place, ()),)
    return content._replace(documents=(first[0]._replace(twice=twice), *content.documents[1:]))


def _twice(table: Mapping) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in table.entries:
        if key.text in seen:
            yield Fault(f"stands in a file that has {key.text} twice in one place", key.place)
        seen.add(key.text)


def _name(policy: Value, called: Table[str, str]) -> str | None:
    shown = policy.shown
    return called.get(shown) or (called.get(shown.rpartition("/")[2]) if ":policy/" in shown else None)


def _bounding(document: Document, holders: Iterable[str]) -> Document:
    bounds = tuple(dict.fromkeys(holders))
    if not bounds or document.attachment != "managed":
        return document
    return document._replace(bounds=bounds, kind=document.kind if document.holder else "boundary")
