"""Changes that differ in nothing but their resources as one change."""

from collections.abc import Iterable

from .change import Change


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return ``changes`` with those as one that differ in their resources alone, where each resource is on
    one side only, or the same on both.

    >>> one = Change("added", "permission", "Allow", ("s3:GetObject",), (), ("arn:aws:s3:::a/*",))
    >>> [change.new for change in merged((one, one._replace(new=("arn:aws:s3:::b/*",))))]
    [('arn:aws:s3:::a/*', 'arn:aws:s3:::b/*')]
    """
    found: dict[tuple[object, ...], Change] = {}
    for number, one in enumerate(changes):
        sides = (bool(one.old), bool(one.new))
        whole = bool(one.actions) and not one.instead and (one.old == one.new or not all(sides))
        key = (one._replace(old=(), new=()), sides) if whole else (number,)
        known = found.get(key)
        found[key] = one if known is None else _both(known, one)
    return tuple(found.values())


def _both(one: Change, other: Change) -> Change:
    old, new = (tuple(dict.fromkeys((*a, *b))) for a, b in ((one.old, other.old), (one.new, other.new)))
    return one._replace(old=old, new=new)
