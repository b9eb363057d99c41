"""Cache keys that compare by identity, because comparing contents is expensive."""

from typing import Generic, TypeVar

T = TypeVar("T")


class ByIdentity(Generic[T]):
    """Carries ``items`` past a cache: equal to another when it carries the same objects, in order."""

    __slots__ = ("_ids", "items")

    def __init__(self, *items: T) -> None:
        self.items = items
        self._ids = tuple(map(id, items))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self._ids == other._ids

    def __hash__(self) -> int:
        return hash(self._ids)
