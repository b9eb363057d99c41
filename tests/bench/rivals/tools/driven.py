"""Tools that are driven from within: they read plain policies."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rivals.layout import key_of
from tests.bench.rivals.running import Ran, run
from tests.bench.rivals.said import Crash, Heard, Said
from tests.bench.rivals.tools import DRIVERS


def hear(python: Path, tool: str, corpus: Path) -> Heard:
    """What the driver of ``tool`` says of the plain policies of ``corpus``."""
    done = drive(python, tool, "say", sorted((corpus / "plain").glob("*/*.json")), corpus)
    return parse(done.out, done.seconds)


def parse(out: str, seconds: float) -> Heard:
    """What a driver printed."""
    answer = json.loads(out)
    return Heard(
        [Said(key_of(file), rule, message) for file, rule, message in answer["said"]],
        [Crash(key_of(file), error) for file, error in answer["crashes"]],
        seconds,
    )


def drive(python: Path, tool: str, mode: str, files: Sequence[Path], folder: Path) -> Ran:
    """One run of a driver. Raises :class:`RuntimeError` with its words when it fails as a whole."""
    driver = str(DRIVERS / f"with_{tool}.py")
    done = run([str(python), "-W", "ignore", driver, mode, *map(str, files)], folder)
    if done.status:
        raise RuntimeError(f"{tool}: {done.err}")
    return done
