"""SARIF 2.1.0, for code scanning.

Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
"""

import hashlib
import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..rule_docs import section
from . import Run, sound

if TYPE_CHECKING:
    from ..linter import Finding
    from ..rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What a path in the report is relative to: the folder that emit was run in.
_ROOT = "%SRCROOT%"


def render(run: Run) -> str:
    """Return one log with one run; every rule it was held to is described, whether it found
    something or not.
    """
    rules = sorted(run.rules, key=lambda rule: rule.id)
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "emit", "version": version("emit-iam"), "rules": [_rule(rule) for rule in rules]}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in run.findings],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: "Rule") -> dict[str, Any]:
    costs = f"{rule.costs[:1].upper()}{rule.costs[1:]}. Instead: {rule.instead}."
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title[:1].upper()}{rule.title[1:]}"},
        "fullDescription": {"text": costs},
        "help": {"text": costs, "markdown": "\n".join(section(rule))},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: "Finding", index: dict[str, int]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding.file)}
    if finding.line:
        physical["region"] = {"startLine": finding.line, "startColumn": finding.column}
    location: dict[str, Any] = {"physicalLocation": physical}
    inner = [name for name in (finding.document, finding.sid) if name]
    if inner:
        location["logicalLocations"] = [{"name": inner[-1], "fullyQualifiedName": "/".join(inner)}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"emit/v1": _fingerprint(finding)},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    return result


def _artifact(file: str) -> dict[str, str]:
    path = os.path.relpath(file) if os.path.isabs(file) else os.path.normpath(file)
    if path.startswith(os.pardir):
        return {"uri": "file://" + quote(sound(os.path.abspath(file)).replace(os.sep, "/"))}
    return {"uri": quote(sound(path).replace(os.sep, "/")), "uriBaseId": _ROOT}


def _fingerprint(finding: "Finding") -> str:
    """Return the same as long as the finding is, wherever in its file it has moved."""
    parts = (finding.rule, os.path.normpath(finding.file), finding.document, finding.sid, finding.message)
    return hashlib.sha256("\0".join(map(sound, parts)).encode()).hexdigest()[:32]
