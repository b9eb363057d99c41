"""What replaying records of CloudTrail costs."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from emitter import Options, emit
from emitter.evaluate import compile_policies
from emitter.reading.files import read_text
from emitter.replay import entries, opened, replay
from tests.support.records import sync

_RECORDS = 100_000
_TARGET = "piped-ecs@0.57"
_VALUES = {
    "account": "210987654321",
    "region": "eu-west-1",
    "cluster": "prod",
    "service": "web",
    "family": "web",
    "task_role": "web-task",
    "execution_role": "web-exec",
}
_PEAK = (
    "import resource, sys; from tests.bench.replaying import documents, tally;"
    "tally(documents(), sys.argv[1]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def documents():
    """The policy of a target, as a file would have it."""
    options = Options(values={key: (value,) for key, value in _VALUES.items()})
    return read_text(emit(_TARGET, options=options).text, _TARGET).documents


def tally(policies, path):
    """The calls in ``path`` held against ``policies``."""
    return replay(entries(opened(str(path))), compile_policies(policies), policies)


def write(path: Path, count: int) -> Path:
    """One file with ``count`` records, each with ids and resources of its own, as CloudTrail has them."""
    records = sync()
    with path.open("w", encoding="utf-8") as file:
        file.write('{"Records":[')
        for number in range(count):
            text = json.dumps(records[number % len(records)])
            text = text.replace("9223370564341623665", str(9223370564341623665 - number // len(records)))
            text = text.replace("9c8b7a65-4321", f"{number:08x}-4321")
            file.write(f"{',' if number else ''}{text}")
        file.write("]}")
    return path


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What, against what, figure, aim."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _rows(Path(folder))


def _rows(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    policies = documents()
    path = write(folder / "calls.json", _RECORDS)
    start = time.process_time()
    found = tally(policies, path)
    seconds = time.process_time() - start
    size = path.stat().st_size / 1e6
    assert found.allowed == _RECORDS, found
    yield (
        f"`emit replay`, {_RECORDS:,} records of CloudTrail ({size:.0f} MB), CPU",
        "one core",
        f"{seconds:.1f} s",
        "under 10 s",
    )

    small, large = (_peak(write(folder / f"{count}.json", count)) for count in (10_000, _RECORDS))
    yield "peak memory of ten times the records", "a tenth of them", f"{large / small:.2f}", "about 1"


def _peak(path: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], check=True, capture_output=True, text=True
    )
    return int(done.stdout) * 1024


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
