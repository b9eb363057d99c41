"""iam-policy-validator, with all its checks, on the plain policies.

It downloads AWS's service reference; it is given the data that emit reads, in the same format.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.rivals.definitions import write
from tests.bench.rivals.layout import key_of
from tests.bench.rivals.running import run
from tests.bench.rivals.said import Crash, Heard, Said
from tests.bench.rivals.tools import Tool

_VERSION = "1.31.4"
_PASSED_TO = "iam:PassedToService"
_FAILED = "check_execution_error"
_DEFINITIONS = "aws-services"


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of the plain policies. Raises :class:`RuntimeError` with its words when it fails."""
    write(programs.parent / _DEFINITIONS)
    report = corpus / "iam-policy-validator.json"
    options = ("--format", "json", "--output", str(report))
    done = run([*command(programs, corpus, "")[:-1], "plain", *options], corpus)
    if not report.is_file():
        raise RuntimeError(f"iam-policy-validator: {done.err}")
    return parse(report.read_text(encoding="utf-8"), done.seconds)


def parse(out: str, seconds: float) -> Heard:
    """What it reported as JSON; a check that failed itself is a crash, once for each policy."""
    read = json.loads(out)
    said: list[Said] = []
    crashes: dict[str, str] = {}
    for result in read["results"]:
        policy = key_of(result["policy_file"])
        for issue in result["issues"]:
            if issue["issue_type"] == _FAILED:
                crashes.setdefault(policy, issue["message"])
            else:
                said.append(Said(policy, f"{issue['check_id']}/{_type(issue)}", issue["message"]))
    said += [Said(key_of(file), "parsing_errors", words) for file, words in read["parsing_errors"]]
    return Heard(said, [Crash(policy, words) for policy, words in crashes.items()], seconds)


def _type(issue: Mapping[str, Any]) -> str:
    """Return the type of ``issue``; what it asks for with iam:PassRole is apart."""
    asks = issue["check_id"] == "action_condition_enforcement" and issue["condition_key"] == _PASSED_TO
    return _PASSED_TO if asks else str(issue["issue_type"])


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy."""
    definitions = ("--aws-services-dir", str(programs.parent / _DEFINITIONS))
    file = str(corpus / "plain" / f"{policy}.json")
    return [str(programs / "iam-validator"), "validate", *definitions, "--path", file]


TOOL = Tool("iam-policy-validator", _VERSION, (f"iam-policy-validator=={_VERSION}",), hear, command)
