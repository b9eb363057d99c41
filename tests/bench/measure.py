"""CPU time and peak memory of processes and of calls."""

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def process(command: Sequence[str], folder: Path | None = None) -> float:
    """CPU seconds, user and system, of one run of ``command``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alternating(one: Sequence[str], other: Sequence[str], times: int = 25) -> float:
    """How many times the CPU of ``other`` ``one`` takes: medians of runs that take turns."""
    pairs = [(process(one), process(other)) for _ in range(times)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def call(function: Callable[[], object], times: int) -> float:
    """CPU seconds of one call of ``function``, the mean of ``times``."""
    start = time.process_time()
    for _ in range(times):
        function()
    return (time.process_time() - start) / times


def peak(command: Sequence[str], folder: Path) -> int:
    """Peak resident memory of one run of ``command``, in bytes."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True, cwd=folder
    )
    return int(done.stdout.split()[-1]) * 1024
