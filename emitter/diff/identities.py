"""Whose the policies of a file are, and which identities of two files are the same."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..reading.document import Document
from .policies import Policies


class IdentityKey(NamedTuple):
    """A role, group or user (``sort``) by its name in the file; a policy that nobody has is of no sort."""

    sort: str
    name: str

    @property
    def label(self) -> str:
        """Its name without the type: ``piped_ecs`` of ``aws_iam_role.piped_ecs``."""
        return self.name.rpartition(".")[2]


def identities(whole: Policies) -> Mapping[IdentityKey, Sequence[Document]]:
    """Return documents by identity: a policy is its holder's, a trust policy its role's, a boundary
    everyone's.
    """
    held: dict[IdentityKey, list[Document]] = {}
    for document in whole.documents:
        if document.kind != "boundary":
            held.setdefault(_identity(document), []).append(document)
    sorts = {identity.name: identity for identity in held}
    named = [bound.holder for bound in whole.bounds] + [one.holder for one in whole.attached]
    for holder in named:
        held.setdefault(sorts.get(holder, IdentityKey("", holder)), [])
    for document in whole.documents:
        for holder in document.bounds:
            identity = sorts.get(holder, IdentityKey("", holder))
            held.setdefault(identity, []).append(document._replace(kind="boundary"))
    return held


def _identity(document: Document) -> IdentityKey:
    if document.kind == "trust":
        return IdentityKey("role", document.name)
    return IdentityKey(document.holder_sort, document.holder or document.name or "policy")


def pairs(
    left: Collection[IdentityKey],
    right: Collection[IdentityKey],
    same: Mapping[IdentityKey, IdentityKey] = MappingProxyType({}),
) -> Iterator[tuple[IdentityKey | None, IdentityKey | None]]:
    """Yield identities of both sides that are the same, and those of one side alone, with ``None``.

    They are in ``same``, have one name, one label or are the only ones of their sort; or they are alone on
    both sides.
    """
    there = dict.fromkeys(right)
    found: dict[IdentityKey, IdentityKey] = {}

    def match(one: IdentityKey, other: IdentityKey | None) -> None:
        if one not in found and other in there:
            del there[other]
            found[one] = other

    for one, other in same.items():
        match(one, other)
    for one in left:
        match(one, one)
    by_label = {(other.sort, other.label): other for other in there}
    for one in left:
        match(one, by_label.get((one.sort, one.label)))
    here, only = (Counter(each.sort for each in side) for side in (left, right))
    for one in left:
        if here[one.sort] == only[one.sort] == 1:
            match(one, next((other for other in there if other.sort == one.sort), None))
    if len(left) == len(right) == 1:
        match(next(iter(left)), next(iter(right)))
    yield from ((one, found.get(one)) for one in left)
    yield from ((None, other) for other in there)
