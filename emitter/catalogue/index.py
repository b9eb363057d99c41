"""The index of the targets that come with emit, for the commands that list and explain them.

``python -m emitter.catalogue.index`` writes ``index.json`` and ``grants/NAME.jsonl`` anew from the targets,
so that a listing imports none of them.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..aws.wildcards import action_matches, is_pattern
from .beside import Beside, stated
from .targets import comes_with_emit, load_target, names

if TYPE_CHECKING:
    from .model import Target

_HERE = Path(__file__).parent
_FILE = _HERE / "targets" / "index.json"
GRANTS = _HERE / "grants"


@cache
def index() -> Mapping[str, Any]:
    """Return each target by its name: its ``summary``, the ``actions`` that it grants or documents, and what
    is asked for ``beside`` calls, as in :mod:`~.beside`.
    """
    loaded: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def asked_beside() -> Mapping[str, tuple[Beside, ...]]:
    """Return what is asked for next to each call, by the call, of all targets that come with emit."""
    found: dict[str, dict[Beside, None]] = {}
    for entry in index().values():
        for row in entry["beside"]:
            one = Beside(*row)
            found.setdefault(one.call, {})[one] = None
    return MappingProxyType({call: tuple(several) for call, several in found.items()})


def mentions(entry: Mapping[str, Any], action: str) -> bool:
    """Return whether a target with the index entry ``entry`` grants or documents ``action``."""
    wanted = action.lower()
    given = entry["actions"]
    return wanted in given or any(action_matches(one, wanted) for one in given if is_pattern(one))


def summaries() -> list[dict[str, Any]]:
    """Return every target in a line, by :func:`~.describe.summary`; those of the index are not imported."""
    known = index()
    return [known[name]["summary"] if name in known else _summary(name) for name in names()]


def _summary(name: str) -> dict[str, Any]:
    from .describe import summary

    return summary(load_target(name))


def permissions_with(action: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the targets that grant or document ``action`` (``ecs:RunTask``): name, and of what
    :func:`~.describe.permissions` returns at least what concerns it.

    One that another package brings is among them whatever it grants.
    """
    known = index()
    for name in names():
        if name not in known:
            from .describe import permissions

            yield name, permissions(load_target(name))
        elif mentions(known[name], action):
            yield name, _recorded(name, action)


def _recorded(name: str, action: str) -> dict[str, Any]:
    """Return the permissions of the target ``name`` from its file, of its grants those of ``action``."""
    wanted = f'"action": "{action.lower()}"'
    lines = (GRANTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        "grants": [json.loads(line) for line in lines if wanted in line.lower()],
        "documented": [json.loads(line) for line in lines if line.startswith('{"since"')],
    }


def text() -> str:
    """Return what belongs in ``index.json``, from the targets themselves."""
    from .describe import summary

    found = {}
    for target in _own():
        given = [grant.action for grant in target.grants]
        given += [one for page in target.pages for statement in page.statements for one in statement.actions]
        actions = sorted({action.JSONrepr().lower() for action in given})
        beside = sorted(set(stated(target)))
        found[target.name] = {"summary": summary(target), "actions": actions, "beside": beside}
    return json.dumps(found, indent=1) + "\n"


def grants_texts() -> dict[str, str]:
    """Return what belongs in the folder ``grants``, text by file name: a grant a line, then a page a line."""
    from .describe import permissions

    found = {}
    for target in _own():
        known = permissions(target)
        lines = [json.dumps(one) + "\n" for one in (*known["grants"], *known["documented"])]
        found[f"{target.name}.jsonl"] = "".join(lines)
    return found


def _own() -> "Iterator[Target]":
    return (load_target(name) for name in names() if comes_with_emit(name))


if __name__ == "__main__":
    _FILE.write_text(text(), encoding="utf-8")
    GRANTS.mkdir(exist_ok=True)
    for old in GRANTS.glob("*.jsonl"):
        old.unlink()
    for file, content in grants_texts().items():
        (GRANTS / file).write_text(content, encoding="utf-8")
