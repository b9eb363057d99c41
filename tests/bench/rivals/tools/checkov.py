"""checkov, over CloudFormation and Terraform: some checks are there for one of them only."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rivals.layout import key_of
from tests.bench.rivals.running import Ran, run
from tests.bench.rivals.said import Heard, Said
from tests.bench.rivals.tools import Tool

_VERSION = "3.3.30"
_FRAMEWORKS = ("cloudformation", "terraform")
_OPTIONS = ("--skip-download", "--compact", "--output", "json")
# Without, it asks the network for newer versions, and what it logs goes to standard output.
_OFFLINE = {"CKV_SKIP_PACKAGE_UPDATE_CHECK": "TRUE", "BC_SKIP_MAPPING": "TRUE", "LOG_LEVEL": "CRITICAL"}


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of both forms, once each. Raises :class:`RuntimeError` when it fails as a whole."""
    runs = [_run(programs, corpus, framework) for framework in _FRAMEWORKS]
    said = [one for done in runs for one in parse(done.out)]
    return Heard(list(dict.fromkeys(said)), (), sum(done.seconds for done in runs))


def parse(out: str) -> Sequence[Said]:
    """What it printed as JSON. A file that it could not parse is a finding: it says so, beside the checks."""
    results = json.loads(out)["results"]
    return [
        *(
            Said(key_of(one["file_path"]), one["check_id"], one["check_name"])
            for one in results["failed_checks"]
        ),
        *(Said(key_of(file), "parsing_errors") for file in results["parsing_errors"]),
    ]


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy."""
    file = str(corpus / "cloudformation" / f"{policy}.json")
    return [str(programs / "checkov"), *_OPTIONS, "--framework", "cloudformation", "--file", file]


def _run(programs: Path, corpus: Path, framework: str) -> Ran:
    command = [str(programs / "checkov"), *_OPTIONS, "--framework", framework, "--directory", "."]
    done = run(command, corpus / framework, _OFFLINE)
    if not done.out.startswith("{"):
        raise RuntimeError(f"checkov: {done.out}{done.err}")
    return done


TOOL = Tool("checkov", _VERSION, (f"checkov=={_VERSION}",), hear, command, _OFFLINE)
