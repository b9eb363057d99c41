"""Prints how emit does beside other linters: ``python -m tests.bench.rivals [--why] [CACHE]``."""

import sys
from pathlib import Path

from tests.bench.rivals.report import CACHE, HEAD, rows, table, why


def main() -> None:
    """Print two tables in Markdown; with ``--why``, every policy and fault behind the first."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    cache = Path(named[0]) if named else CACHE
    print(f"| {' | '.join(HEAD)} |")
    print(f"|{'---|' * len(HEAD)}")
    for row in table(cache):
        print(f"| {' | '.join(row)} |")
    if "--why" in sys.argv[1:]:
        print()
        print("\n".join(why(cache)))
        return
    print("\n| what | against | figure | aim |")
    print("|---|---|---|---|")
    for row in rows(cache):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
