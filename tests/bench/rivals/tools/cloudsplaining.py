"""cloudsplaining, with all severities and no exclusion but its own."""

from collections.abc import Sequence
from pathlib import Path

from tests.bench.rivals.said import Heard
from tests.bench.rivals.tools import Tool, driven

_VERSION = "0.9.1"


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of the plain policies."""
    return driven.hear(programs / "python", "cloudsplaining", corpus)


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy."""
    return [
        str(programs / "cloudsplaining"),
        "scan-policy-file",
        "--input-file",
        str(corpus / "plain" / f"{policy}.json"),
    ]


TOOL = Tool("cloudsplaining", _VERSION, (f"cloudsplaining=={_VERSION}",), hear, command)
