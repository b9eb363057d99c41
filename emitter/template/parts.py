"""Which part of a policy a statement is in, when the policy is larger than IAM takes.

A deployed statement may move only to a policy that is made for it, or out of one that goes: then there is
an order in which nothing is without its permission (``in_order`` of :mod:`~emitter.template.policies`).
Filling one policy after the other would move statements between policies that stay. So what is too large is
cut in two by one bit of a hash of each Sid, each half that is too large by the next bit, and so on. A part is
numbered after the bits that lead to it, the first one lowest: where a part is cut, those with a zero keep its
number, and those with a one get a number that no part had. No other statement moves.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def cut(
    items: Sequence[_T], key: Callable[[_T], str], fits: Callable[[Sequence[_T]], bool]
) -> Mapping[int, Sequence[_T]]:
    """Return ``items``, whose keys differ and of which each alone ``fits``, by the number of their part.

    They stay in their order. An item's part has the number 0 for as long as all of them fit.
    """
    if fits(items):
        return {0: items}
    # OpenSSL takes longer to load than a template to print, and few need it.
    from hashlib import sha256

    hashes = {key(item): int.from_bytes(sha256(key(item).encode()).digest(), "little") for item in items}
    assert len(hashes) == len(items)
    parts: dict[int, Sequence[_T]] = {}
    left = [(0, 0, list(items))]
    while left:
        bit, number, here = left.pop()
        if fits(here):
            parts[number] = here
            continue
        for value in (1, 0):
            half = [item for item in here if hashes[key(item)] >> bit & 1 == value]
            if half:
                left.append((bit + 1, number + (value << bit), half))
    return dict(sorted(parts.items()))
