"""Calls of one principal among those of many."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..aws.wildcards import matcher, parse
from .call import Call, Entry

# Principals that are remembered, to name them when none of them is the one.
_REMEMBERED = 1000

_SESSION = re.compile(r"arn:([^:]*):sts::([0-9]*):assumed-role/([^/]+)(/.*)?", re.DOTALL)
_PATH = re.compile(r"(?<=:role/|:user/).*/", re.DOTALL)


@lru_cache(maxsize=4096)
def names(*given: str) -> tuple[str, ...]:
    """Return the ARNs by which one may name whom the ARNs ``given`` name, those first.

    A role or user is also named without its path, which a session does not have: a name is unique in an
    account whatever its path is. A session is also named as its role, and without its own name. Source:
    "IAM identifiers" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
    """
    found = dict.fromkeys(given)
    for arn in given:
        session = _SESSION.fullmatch(arn)
        if session:
            partition, account, role, _ = session.groups()
            found[f"arn:{partition}:iam::{account}:role/{role}"] = None
        found[_PATH.sub("", arn)] = None
    for arn in tuple(found):
        role = re.fullmatch(r"arn:([^:]*):iam::([0-9]*):role/([^/]+)", arn)
        if role:
            found["arn:{}:sts::{}:assumed-role/{}".format(*role.groups())] = None
    return tuple(found)


class Chosen:
    """Iterates over ``entries`` without the calls of others than ``principal``.

    That is an ARN, or a pattern with ``*``; ``None`` is anybody. A call that does not say whose it is stays.
    After that, ``matched`` is how many calls stayed, ``left_out`` how many did not, and ``others`` are some
    who made those.
    """

    def __init__(self, entries: Iterable[Entry], principal: str | None) -> None:
        self._entries = entries
        self._matches = _always
        if principal is not None:
            wanted = matcher(parse(principal, variables=False))
            self._matches = lru_cache(maxsize=4096)(lambda who: any(map(wanted, names(*who))))
        self.matched = self.left_out = 0
        self.others: dict[str, None] = {}

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            if isinstance(entry, Call):
                if entry.who and not self._matches(entry.who):
                    self.left_out += 1
                    if len(self.others) < _REMEMBERED:
                        self.others[entry.who[0]] = None
                    continue
                self.matched += 1
            yield entry


def _always(who: tuple[str, ...]) -> bool:
    return True
