"""``{env}``, ``{region}`` and ``{account}`` in the values of an environment, so that names differ by it."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ..messages import nearest

NAMES = ("env", "region", "account")
# Keys whose values the template fills in where the environment fixes no Region or account.
_IN_TEMPLATE = (".identity.name", ".policy_name")

# After a dollar sign a brace is something else, and no value that IAM takes.
_PLACEHOLDER = re.compile(r"(?<!\$)\{([A-Za-z_]*)\}")
# Takes the key, the fault and the remedy.
_Report: TypeAlias = Callable[[str, str, str], None]


def filled(value: Any, known: Mapping[str, str | None], report: _Report, key: str = "") -> Any:
    """Return ``value``, which stands at ``key``, with each placeholder in its texts replaced.

    ``known`` has a text for each of :data:`NAMES`, ``None`` where the environment does not fix it: in the
    name of an identity or policy the placeholder is then left. ``report`` is called for a placeholder that is
    unknown or not fixed, in whose place its name is left.
    """
    if isinstance(value, dict):
        return {
            name: filled(inner, known, report, f"{key}.{name}" if key else name)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [filled(inner, known, report, key) for inner in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    if key.endswith(_IN_TEMPLATE):
        known = {name: f"{{{name}}}" if text is None else text for name, text in known.items()}
    for name in _PLACEHOLDER.findall(value):
        if name not in known:
            report(key, f"unknown placeholder {{{name}}}", nearest(name, NAMES))
        elif known[name] is None:
            report(key, f"{{{name}}} has no value", f"set {name} in the environment")
    return _PLACEHOLDER.sub(lambda match: known.get(match[1]) or match[1], value)
