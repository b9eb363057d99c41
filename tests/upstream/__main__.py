"""``make upstream``: reads the deployers' sources, prints what their lists have and the sources have not.

``--checkouts`` is a folder of repositories (``owner+name``); those that it has not are cloned into it.
``--newest`` reads each deployer's newest release in place of the one that was read by hand. ``--archive
TARGET=FILE`` reads an sdist, a wheel or an npm tarball. Exit status 1: something is not known, or less than
95 % of a list was found.
"""

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from emitter.catalogue.targets import load_target
from tests.upstream.calls import Call
from tests.upstream.checkouts import NotThereError, checkout
from tests.upstream.compare import Comparison, compare
from tests.upstream.extract import extract
from tests.upstream.tree import files

SOURCES = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
_LEAST = 0.95


def main() -> int:
    """Run it; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.upstream", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *SOURCES], metavar="TARGET")
    parser.add_argument("--checkouts", type=Path)
    parser.add_argument("--newest", action="store_true")
    parser.add_argument("--archive", action="append", default=[], metavar="TARGET=FILE")
    chosen = parser.parse_args()
    archives = dict(one.split("=", 1) for one in chosen.archive)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.checkouts or Path(temporary)
        rows = [read(name, folder, chosen.newest, archives.get(name)) for name in chosen.targets or SOURCES]
    print("\n".join(_table(rows)))
    print("\n".join(_details(rows)))
    return int(any(one.unknown or one.recall < _LEAST for one, _ in rows if one))


def read(name: str, folder: Path, newest: bool, archive: str | None) -> tuple[Comparison | None, str]:
    """Compare the target ``name``; with it, what was read: ``owner/name@tag``, or why nothing was."""
    target = load_target(name)
    release, said = target.read.version if target.read else target.versions[-1], []
    found: list[Call] = []
    pinned: list[Call] = []
    try:
        for number, source in enumerate(SOURCES[name]):
            if archive is not None:
                if number == 0:
                    found += _calls(Path(archive), None, source)
                    said.append(Path(archive).name)
                continue
            wanted = None if newest and "read" not in source else source.get("read", release)
            there = checkout(source["repository"], source["tag"], wanted, folder)
            kept = pinned if "read" in source else found
            kept += _calls(there.root, there.revision, source)
            said.append(f"{source['repository']}@{there.revision}")
            if number == 0:
                release = there.version
    except NotThereError as error:
        return None, str(error)
    return compare(name, release, found, pinned), ", ".join(said)


def _calls(root: Path, revision: str | None, source: dict[str, list[str]]) -> list[Call]:
    held = files(root, revision, source.get("paths", []), source.get("without", []))
    return list(extract(held, source.get("interfaces", [])))


def _table(rows: list[tuple[Comparison | None, str]]) -> Iterator[str]:
    yield "| target | source | in the list | found | recall | not known |"
    yield "|---|---|---|---|---|---|"
    for one, said in rows:
        if one is None:
            yield f"| not read | {said} | | | | |"
        else:
            cells = (
                f"`{one.target}`",
                said,
                len(one.listed),
                len(one.found),
                f"{one.recall:.0%}",
                len(one.unknown),
            )
            yield f"| {' | '.join(map(str, cells))} |"


def _details(rows: list[tuple[Comparison | None, str]]) -> Iterator[str]:
    for one, _ in rows:
        if one is None or not (one.unknown or one.uncalled):
            continue
        yield f"\n## {one.target} {one.version}\n"
        for action, places in one.unknown.items():
            yield f"- `{action}` is called and not known: {', '.join(places[:3])}"
        for action in one.uncalled:
            yield f"- `{action}` is known and not called"


if __name__ == "__main__":
    sys.exit(main())
