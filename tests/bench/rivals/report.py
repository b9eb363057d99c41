"""What came out, as rows of tables and as lists."""

import statistics
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tests.bench.rivals import timing, tools
from tests.bench.rivals.comparing import Compared, Judged, compare
from tests.bench.rivals.install import install
from tests.bench.rivals.score import Score, together

Row = tuple[str, ...]
CACHE = timing.ROOT / ".bench"
HEAD = (
    "tool",
    "found",
    "missed",
    "false alarms",
    "well-made: found, missed, false",
    "faulty: found, missed, false",
    "crashes",
    "CPU, s",
)
_TOLD = 160


@cache
def compared(where: Path = CACHE) -> Compared:
    """The comparison, run once."""
    return compare(where)


def table(where: Path = CACHE) -> Iterator[Row]:
    """A row a tool: what it found, missed and made up, over all, and by what the policies are made like."""
    done = compared(where)
    yield _row("emit", done.emit)
    for one in done.rivals:
        version = next(tool.version for tool in tools.load() if tool.name == one.name)
        yield _row(f"{one.name} {version}", one)
    well_made = together(one.well_made for one in done.rivals)
    faulty = together(one.faulty for one in done.rivals)
    yield ("the others together", *_counts(done.all_rivals), _brief(well_made), _brief(faulty), "", "")


def rows(where: Path = CACHE) -> Iterator[tuple[str, str, str, str]]:
    """What, against what, figure, aim."""
    done = compared(where)
    own, other = len(done.emit.score.found), len(done.all_rivals.found)
    yield f"faults found, of {done.faults}", f"the others together ({other})", str(own), f"more than {other}"
    fewest = min(done.rivals, key=lambda one: len(one.score.false))
    least = len(fewest.score.false)
    false, grave = len(done.emit.score.false), len(done.emit.grave.false)
    yield (
        f"false alarms, in {done.policies} policies",
        f"the fewest of another ({fewest.name}, {least})",
        f"{false} ({grave} without notes)",
        f"fewer than {least}",
    )
    share, best = min((len(one.score.false) / len(one.score.found), one.name) for one in done.rivals)
    yield (
        "false alarms for a hundred faults found",
        f"the fewest of another ({best}, {share * 100:.1f})",
        f"{false / own * 100:.1f}",
        f"fewer than {share * 100:.1f}",
    )
    yield from _times(where)
    seconds, size = timing.many()
    yield (
        f"`emit lint`, {timing.TEMPLATES:,} templates in one run ({size / 1e6:.1f} MB), CPU a template",
        "a millisecond",
        f"{seconds / timing.TEMPLATES * 1e3:.1f}",
        "under 10",
    )


def _times(where: Path) -> Iterator[tuple[str, str, str, str]]:
    programs = {tool.name: install(tool.name, tool.requirements, where) for tool in tools.load()}
    own = timing.within(Path(sys.executable), "emit")
    other = timing.within(programs["parliament"] / "python", "parliament")
    aim = "at most 0.10"
    mean, others = statistics.mean(own.each), statistics.mean(other.each)
    what = f"one policy, warm, CPU, mean of {len(own.each)}"
    yield what, _against("parliament", others), f"{mean / others:.2f}", aim
    ratios = [one / another for one, another in zip(own.each, other.each, strict=True)]
    middle = statistics.median(other.each)
    yield (
        "the same, the median ratio",
        _against("parliament", middle),
        f"{statistics.median(ratios):.2f}",
        aim,
    )
    yield (
        "one policy, the first after importing, CPU",
        _against("parliament", other.first),
        f"{own.first / other.first:.2f}",
        "",
    )
    yield (
        "importing and the first policy, CPU",
        _against("parliament", other.imported + other.first),
        f"{(own.imported + own.first) / (other.imported + other.first):.2f}",
        "",
    )
    took = timing.commands(programs)
    for name in programs:
        yield (
            "one command on one policy, CPU",
            _against(name, took[name]),
            f"{took['emit'] / took[name]:.2f}",
            "",
        )


def why(where: Path = CACHE) -> Iterator[str]:
    """Lines: what only emit finds, what only another does, and by tool what it missed and made up."""
    done = compared(where)
    own = done.emit.score.found
    yield "# Found by emit only"
    yield from _pairs(own - done.all_rivals.found)
    yield "\n# Missed by emit and found by another"
    for policy, fault in sorted(done.all_rivals.found - own):
        by = [one.name for one in done.rivals if (policy, fault) in one.score.found]
        yield f"{policy}: {fault} ({', '.join(by)})"
    yield "\n# Missed by all"
    yield from _pairs(done.emit.score.missed & done.all_rivals.missed)
    for one in (done.emit, *done.rivals):
        yield f"\n# {one.name}: missed"
        yield from _pairs(one.score.missed)
        yield f"\n# {one.name}: false alarms"
        for policy, meant in sorted(one.score.false, key=lambda alarm: (alarm[0], sorted(alarm[1]))):
            said = one.words[policy, meant]
            ids = "/".join(sorted({each.rule for each in said}))
            yield f"{policy}: {ids} ({', '.join(sorted(meant))}): {said[0].message[:_TOLD]}"
        if one.heard.crashes:
            yield f"\n# {one.name}: crashes"
            yield from (f"{crash.policy}: {crash.error}" for crash in one.heard.crashes)


def _row(name: str, one: Judged) -> Row:
    crashes = str(len({crash.policy for crash in one.heard.crashes}))
    return (
        name,
        *_counts(one.score),
        _brief(one.well_made),
        _brief(one.faulty),
        crashes,
        f"{one.heard.seconds:.1f}",
    )


def _counts(score: Score) -> tuple[str, str, str]:
    return str(len(score.found)), str(len(score.missed)), str(len(score.false))


def _brief(score: Score) -> str:
    return ", ".join(_counts(score))


def _against(name: str, seconds: float) -> str:
    return f"{name} ({seconds * 1e3:,.1f} ms)"


def _pairs(pairs: frozenset[tuple[str, str]]) -> Sequence[str]:
    by_policy: dict[str, list[str]] = {}
    for policy, fault in sorted(pairs):
        by_policy.setdefault(policy, []).append(fault)
    return [f"{policy}: {', '.join(faults)}" for policy, faults in by_policy.items()]
