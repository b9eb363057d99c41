"""emit, as it is here."""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rivals.layout import key_of
from tests.bench.rivals.meaning import LEFT_OUT
from tests.bench.rivals.running import run
from tests.bench.rivals.said import Heard, Said
from tests.bench.rivals.tools import Tool

_LINT = (sys.executable, "-m", "emitter", "lint")
_LEFT_OUT = re.compile(r"^warning: (.*?\.json)\b(.*); skipped$", re.MULTILINE)


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of the plain policies. Raises :class:`RuntimeError` with its words when it fails."""
    done = run([*_LINT, "--format", "json", "plain"], corpus)
    if done.status not in (0, 1):
        raise RuntimeError(f"emit: {done.err}")
    return parse(done.out, done.err, done.seconds)


def parse(out: str, err: str, seconds: float) -> Heard:
    """What it printed as JSON, and what it said of files that it could not read."""
    said = [Said(key_of(one["file"]), one["rule"], one["message"]) for one in json.loads(out)]
    said += [Said(key_of(file), LEFT_OUT, words.strip(": ")) for file, words in _LEFT_OUT.findall(err)]
    return Heard(said, (), seconds)


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy."""
    return [*_LINT, str(corpus / "plain" / f"{policy}.json")]


TOOL = Tool("emit", "this one", (), hear, command)
