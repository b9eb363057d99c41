"""Annotations of a pull request, as workflow commands of GitHub Actions.

Source: "Workflow commands for GitHub Actions"
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands). What stands in a
value is escaped, so that no file can give a command of its own.
"""

import os
from typing import TYPE_CHECKING

from . import Run, brief, sound

if TYPE_CHECKING:
    from ..linter import Finding

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run) -> str:
    """Return one command a line."""
    return "".join(f"{_command(finding)}\n" for finding in run.findings)


def _command(finding: "Finding") -> str:
    place = {"line": str(finding.line), "col": str(finding.column)} if finding.line else {}
    title = brief(f"{finding.rule} {finding.sid}".rstrip())
    return annotation(_COMMANDS[finding.severity], brief(finding.message), finding.file, **place, title=title)


def annotation(command: str, message: str, file: str, **properties: str) -> str:
    """Return the workflow command that puts ``message`` on ``file``; ``properties`` are its line, title, …"""
    given = {"file": os.path.relpath(file).replace(os.sep, "/")} | properties
    listed = ",".join(f"{key}={_property(value)}" for key, value in given.items())
    return f"::{command} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return sound(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
