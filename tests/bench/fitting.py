"""What fitting recorded calls costs next to replaying them."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from emitter.catalogue.targets import load_target
from emitter.fit.configured import Configuration
from emitter.fit.policy import bound, fit_policy
from emitter.fit.run import fit
from emitter.fit.uses import collect_uses
from emitter.fit.ways import FitPlace
from emitter.replay import entries, opened
from tests.bench.replaying import documents, tally, write
from tests.support.records import ACCOUNT, REGION

_RECORDS = 100_000
_PLACE = FitPlace(ACCOUNT, "aws", REGION)
_PEAK = (
    "import resource, sys; from tests.bench import fitting; getattr(fitting, sys.argv[1])(sys.argv[2]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def to_target(path: str) -> Any:
    """The calls in ``path`` fitted to a target."""
    return fit(entries(opened(path)), load_target("piped-ecs"), None, Configuration())


def to_policy(path: str) -> Any:
    """The calls in ``path`` as a policy, with patterns for ids."""
    uses = collect_uses(entries(opened(path)), generalize=True)
    return [bound(one) for one in fit_policy(uses.uses, _PLACE, generalize=True).statements]


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What, against what, ratio, aim."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(write(Path(folder) / "calls.json", _RECORDS))
        policies = documents()
        replayed = _seconds(lambda: tally(policies, Path(path)))
        small = str(write(Path(folder) / "few.json", _RECORDS // 10))
        for name, run in (("--target", to_target), ("--format policy --generalize", to_policy)):
            what = f"`emit fit {name}`, {_RECORDS:,} records of CloudTrail, CPU"
            yield (
                what,
                "`emit replay`",
                f"{_seconds(lambda run=run: run(path)) / replayed:.2f}",
                "at most 1.5",
            )  # type: ignore[misc]
            ratio = _peak(run.__name__, path) / _peak(run.__name__, small)
            yield "peak memory of ten times the records", "a tenth of them", f"{ratio:.2f}", "about 1"


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _peak(name: str, path: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, name, path], check=True, capture_output=True, text=True
    )
    return int(done.stdout)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row), flush=True)
