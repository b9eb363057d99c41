"""The index of the targets that come with emit, for the commands that list them.

``python -m emitter.catalogue.index`` writes ``targets/index.json`` anew from the targets.
"""

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .targets import comes_with_emit, load_target, names

if TYPE_CHECKING:
    from .model import Target

_FILE = Path(__file__).parent / "targets" / "index.json"


@cache
def index() -> Mapping[str, Any]:
    """Return each target by its name: its ``summary``, and the ``actions`` that it grants or documents."""
    loaded: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def mentions(entry: Mapping[str, Any], action: str) -> bool:
    """Return whether a target with the index entry ``entry`` grants or documents ``action``."""
    wanted = action.lower()
    return any(fnmatchcase(wanted, pattern) for pattern in entry["actions"])


def summaries() -> list[dict[str, Any]]:
    """Return every target in a line, by :func:`~.describe.summary`; those of the index are not imported."""
    known = index()
    return [known[name]["summary"] if name in known else _summary(name) for name in names()]


def _summary(name: str) -> dict[str, Any]:
    from .describe import summary

    return summary(load_target(name))


def targets_with(action: str) -> "list[Target]":
    """Return the targets that grant or document ``action`` (``ecs:RunTask``).

    One that another package brings is among them whatever it grants.
    """
    known = index()
    return [load_target(name) for name in names() if name not in known or mentions(known[name], action)]


def text() -> str:
    """Return what belongs in the file, from the targets themselves."""
    from .describe import summary

    found = {}
    for name in names():
        if not comes_with_emit(name):
            continue
        target = load_target(name)
        given = [grant.action for grant in target.grants]
        given += [one for page in target.pages for statement in page.statements for one in statement.actions]
        actions = sorted({action.JSONrepr().lower() for action in given})
        found[name] = {"summary": summary(target), "actions": actions}
    return json.dumps(found, indent=1) + "\n"


if __name__ == "__main__":
    _FILE.write_text(text(), encoding="utf-8")
