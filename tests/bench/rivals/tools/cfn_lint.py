"""cfn-lint, with its informational rules: it reads templates."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rivals.layout import key_of
from tests.bench.rivals.running import run
from tests.bench.rivals.said import Crash, Heard, Said
from tests.bench.rivals.tools import Tool

_VERSION = "1.58.0"
_OPTIONS = ("--include-checks", "I", "--format", "json", "--non-zero-exit-code", "none")
# A rule that failed itself.
_FAILED = "E0002"


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of the templates. Raises :class:`RuntimeError` with its words when it fails as a whole."""
    folder = corpus / "cloudformation"
    done = run([str(programs / "cfn-lint"), *_OPTIONS, "--template", "*/*.json"], folder)
    if done.status:
        raise RuntimeError(f"cfn-lint: {done.err}")
    return parse(done.out, done.seconds)


def parse(out: str, seconds: float) -> Heard:
    """What it printed as JSON."""
    matches = [
        Said(key_of(match["Filename"]), match["Rule"]["Id"], match["Message"]) for match in json.loads(out)
    ]
    return Heard(
        [said for said in matches if said.rule != _FAILED],
        [Crash(said.policy, said.message) for said in matches if said.rule == _FAILED],
        seconds,
    )


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy."""
    return [str(programs / "cfn-lint"), *_OPTIONS, str(corpus / "cloudformation" / f"{policy}.json")]


TOOL = Tool("cfn-lint", _VERSION, (f"cfn-lint=={_VERSION}",), hear, command)
