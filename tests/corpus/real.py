"""Lint the files of ``real.toml`` that are on this machine, and print findings per rule.

    python -m tests.corpus.real FOLDER [--sample N]

FOLDER has a checkout of each repository at ``owner/name``; what is not there, or differs from its hash, is
counted and left out. ``--sample`` prints N findings of each rule, to be reviewed by a person.
"""

import hashlib
import os
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from emitter.errors import EmitError
from emitter.lint.linter import Finding, lint
from emitter.reading.files import read

LIST = Path(__file__).with_name("real.toml")


class Repository(NamedTuple):
    """A repository at a commit; ``files`` are paths in it with the SHA-256 of each."""

    name: str
    commit: str
    files: Mapping[str, str]


class Result(NamedTuple):
    """What came of it: the files that were linted, findings, and what was not read, in words."""

    linted: int
    absent: int
    changed: int
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]


def repositories() -> tuple[Repository, ...]:
    """Return the repositories of the list."""
    with LIST.open("rb") as file:
        return tuple(
            Repository(one["name"], one["commit"], one["files"]) for one in tomllib.load(file)["repository"]
        )


def run(folder: str, listed: tuple[Repository, ...]) -> Result:
    """Return what lint finds in the files of ``listed`` that are in ``folder``."""
    findings: list[Finding] = []
    unread: list[str] = []
    counts: Counter[str] = Counter()
    for path, digest in _paths(folder, listed):
        if not os.path.isfile(path):
            counts["absent"] += 1
        elif hashlib.sha256(Path(path).read_bytes()).hexdigest() != digest:
            counts["changed"] += 1
        else:
            counts["linted"] += 1
            try:
                findings += lint([read(path)])
            except EmitError as error:
                unread.append(str(error))
    unique = tuple(dict.fromkeys(findings))
    return Result(counts["linted"], counts["absent"], counts["changed"], unique, tuple(unread))


def _paths(folder: str, listed: tuple[Repository, ...]) -> Iterator[tuple[str, str]]:
    for one in listed:
        yield from ((os.path.join(folder, one.name, path), digest) for path, digest in one.files.items())


def lines(result: Result, sample: int = 0) -> Iterator[str]:
    """Yield the report of ``result``: a line a rule, and ``sample`` findings of each, always the same."""
    yield f"{result.linted} files linted, {result.absent} not there, {result.changed} of other content"
    yield from (f"not read: {error}" for error in result.unread)
    by_rule: dict[str, list[Finding]] = {}
    for finding in result.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, found in sorted(by_rule.items()):
        yield f"{rule} {len(found)}"
        chosen = random.Random(rule).sample(found, min(sample, len(found)))
        yield from (f"    {one.file}:{one.line}: {one.message}" for one in chosen)
    yield f"{len(result.findings)} findings"


def main(arguments: list[str]) -> int:
    """Print the report. Return 2 where no file of the list is there."""
    sample = int(arguments.pop(arguments.index("--sample") + 1)) if "--sample" in arguments else 0
    folder = next((one for one in arguments if not one.startswith("--")), "")
    result = run(folder, repositories())
    if not result.linted:
        print(f"{folder or 'FOLDER'}: no file of {LIST.name} is there; check repositories out at owner/name")
        return 2
    print("\n".join(lines(result, sample)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
