"""Calls of one principal among those of many."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate

from .call import Call, Entry


def of(entries: Iterable[Entry], principal: str | None) -> Iterator[Entry]:
    """``entries`` without the calls of others than ``principal``, an ARN or a pattern with ``*``.

    A call that does not say whose it is stays.
    """
    if principal is None:
        yield from entries
        return
    wanted = re.compile(translate(principal.replace("[", "[[]")))
    for entry in entries:
        if isinstance(entry, Call):
            who = entry.asked[0].request.context.get("aws:principalarn", ())
            if who and not any(map(wanted.fullmatch, who)):
                continue
        yield entry
