"""Counts the answers in which emit and the other simulator agree, and prints what they disagree on."""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from tests.oracle.answers import Simulator, ours
from tests.oracle.cases import Case, case
from tests.oracle.decided import KINDS
from tests.oracle.shrink import kind, smallest


def main() -> None:
    """Ask both about every case; exit status 0 whatever they say."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("folder", type=Path, help="where @cloud-copilot/iam-simulate is installed")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0, help="the number of the first case")
    parser.add_argument("--show", type=int, default=1, help="how many cases of each kind to print")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    kinds: defaultdict[str, list[tuple[Case, str, str]]] = defaultdict(list)
    refused: dict[str, Case] = {}
    with Simulator(given.folder) as simulator:

        def differs(one: Case) -> bool:
            own, other = ours(one), simulator.verdict(one)
            return own not in (other, "unknown") and not other.startswith("error")

        for number in range(given.seed, given.seed + given.cases):
            asked = case(number)
            own, other = ours(asked), simulator.verdict(asked)
            if other.startswith("error"):
                counts["not judged there"] += 1
                refused.setdefault(other, asked)
            elif own == "unknown":
                counts[f"unknown here, {other} there"] += 1
            elif own == other:
                counts[f"both {own}"] += 1
            else:
                counts["disagree"] += 1
                small = smallest(asked, differs)
                name = next(
                    (name for name, of_it in KINDS.items() if of_it(small)), f"undecided: {kind(small)}"
                )
                kinds[name].append((small, ours(small), simulator.verdict(small)))
    for name, count in counts.most_common():
        print(f"{count:6} {name}")
    for error in list(refused)[: given.show]:
        print(f"\nnot judged there: {error}\n  {json.dumps(refused[error]._asdict())}")
    for name, found in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"\n{len(found)} of {name}")
        for small, own, other in found[: given.show]:
            print(f"  emit: {own}; the other: {other}\n  {json.dumps(small._asdict())}")


if __name__ == "__main__":
    main()
