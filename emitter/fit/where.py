"""Where calls were made and by whom, as the first of them say."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from ..aws.regions import PARTITION_OF, likely_partition
from ..catalogue.syntax import REGION
from ..replay.call import Call, Entry
from .ways import FitPlace

# Entries that are looked at before any is judged.
_FIRST = 2000


class First(NamedTuple):
    """``entries``, all of them, with the place that most of the first ones are at.

    ``account`` is what they say of it themselves, empty when they do not.
    """

    entries: Iterator[Entry]
    place: FitPlace
    account: str


def first(entries: Iterable[Entry], known: FitPlace) -> First:
    """Return ``entries`` with their place: what is ``known``, and for the rest what most of them say."""
    left = iter(entries)
    begin = list(islice(left, _FIRST))
    callers: Counter[str] = Counter()
    accounts: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    partitions: Counter[str] = Counter()
    for entry in begin:
        for asked in entry.asked if isinstance(entry, Call) else ():
            context = asked.request.context
            callers.update(value for value in context.get("aws:principalaccount", ()) if value.isdigit())
            fields = (asked.request.resource or "").split(":", 5)
            if len(fields) == 6:
                partitions[fields[1]] += 1
                accounts.update([fields[4]] if len(fields[4]) == 12 and fields[4].isdigit() else ())
                regions.update([fields[3]] if REGION.accepts(fields[3]) else ())
            regions.update(one for one in context.get("aws:requestedregion", ()) if REGION.accepts(one))
    account = known.account or _most(callers or accounts)
    region = known.region or _most(regions)
    # AWS opens Regions that are not known here: then the ARNs say the partition.
    partition = known.partition or PARTITION_OF.get(region) or _most(partitions)
    partition = partition or (likely_partition(region) if region else "")
    return First(chain(begin, left), FitPlace(account, partition, region), _most(callers or accounts))


def _most(counts: "Counter[str]") -> str:
    return min(counts, key=lambda one: (-counts[one], one)) if counts else ""


class Callers:
    """Passes entries on, and remembers who called; of a session, its role."""

    _MOST = 100

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.counts: Counter[str] = Counter()
        self.unnamed = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            if isinstance(entry, Call):
                if not entry.who:
                    self.unnamed += 1
                elif entry.who[0] in self.counts or len(self.counts) < self._MOST:
                    self.counts[entry.who[0]] += 1
            yield entry
