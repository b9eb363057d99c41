"""A fitted target as a table of ``emit.toml``, to paste."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..aws.regions import PARTITION_OF
from ..catalogue.identities import load_kind
from .configured import Configuration
from .role import holder
from .run import TargetFit
from .target import FittedTarget

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def table(made: TargetFit, environment: str | None, configured: Configuration) -> Iterator[str]:
    """Yield the lines of the table for what was ``made`` for ``environment``.

    Without one, its own table comes first, called after the account. Keys that the target has there already,
    and that calls say nothing of, stay.
    """
    place, fitted = made.place, made.fitted
    name = environment or place.account or "fitted"
    if environment is None:
        yield f"[environments.{_key(name)}]"
        if place.account:
            yield f"account = {_value(place.account)}"
        if place.region:
            yield f"region = {_value(place.region)}"
        if place.region and place.region not in PARTITION_OF:
            yield f"partition = {_value(place.partition)}"
        yield ""
    where = f"environments.{_key(name)}.targets.{_key(fitted.target.name)}"
    yield f"[{where}]"
    decided = settings(fitted, configured)
    values = decided.pop("values")
    kept = {key: value for key, value in configured.own.items() if key not in (*decided, "values")}
    for key, value in (decided | kept).items():
        if value not in ([], ""):
            yield f"{_key(key)} = {_value(value)}"
    if not configured.identified:
        yield from _identity(made)
    if values or fitted.required:
        yield ""
        yield f"[{where}.values]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in values.items())
        for key in fitted.required:
            summary = fitted.target.parameter[key].summary
            yield f"# {_key(key)} = ...  # required, and no call names it: {summary}"


def _identity(made: TargetFit) -> Iterator[str]:
    """Yield the identity, where the default one has settings that no call says: that which made the calls."""
    kind = load_kind(made.fitted.target.identities[0])
    required = [
        one.name
        for one in kind.settings
        if one.default is None and one.name not in (*kind.optional, *kind.one_of)
    ]
    if not required:
        return
    who = holder(tuple(made.callers.counts), None)
    if who is not None and "existing" in made.fitted.target.identities:
        identity = {"kind": "existing", who[0]: who[1]}
        yield f"identity = {_value(identity)}  # whose calls these are"
    else:
        missing = ", ".join(f"{name} = ..." for name in required)
        yield f'# identity = {{ kind = "{kind.name}", {missing} }}  # required, and no call says it'


def settings(fitted: FittedTarget, configured: Configuration) -> dict[str, Any]:
    """Return what ``fitted`` sets, by the keys of a target in ``emit.toml``; what is empty goes."""
    return {
        "version": fitted.version,
        **({"permissions": "least-privilege"} if configured.documented else {}),
        "features": list(fitted.features),
        "without": list(fitted.without),
        "values": {
            name: several[0] if len(several) == 1 else list(several)
            for name, several in fitted.values.items()
        },
    }


def inherited(fitted: FittedTarget, configured: Configuration) -> Iterator[str]:
    """Yield what the defaults of the file have, that no table of an environment can take away."""
    for key, value in (("features", fitted.features), ("without", fitted.without)):
        held = configured.inherited.get(key)
        if held and not value:
            yield f"{key} = {_value(list(held))}"
    values = configured.inherited.get("values", {})
    yield from (f"values.{name} = {_value(values[name])}" for name in values if name not in fitted.values)


def dropped(fitted: FittedTarget, configured: Configuration) -> Iterator[str]:
    """Yield what the table had and no call needs: features, and values with their parameters."""
    own = configured.own
    features = [name for name in own.get("features", ()) if name not in fitted.on]
    if features:
        yield f"features {', '.join(features)}"
    for name, value in own.get("values", {}).items():
        held = [value] if isinstance(value, str) else value
        gone = [one for one in held if one not in fitted.values.get(name, ())]
        if gone:
            yield f"values.{name} {', '.join(gone)}"


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _value(text)


def _value(value: Any) -> str:
    """Return ``value`` as TOML 1.0 writes it in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, int):
        return str(value)
    # A string of JSON is one of TOML, but for DEL, which has to be escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
