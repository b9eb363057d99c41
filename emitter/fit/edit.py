"""A target's table changed in ``emit.toml``, with all comments and the order as they are."""

import tomllib
from copy import deepcopy
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable

from ..errors import ConfigurationError


def edited(text: str, file: str, environment: str, target: str, settings: dict[str, Any]) -> str:
    """Return ``text``, the TOML of ``file``, with ``settings`` in the table of ``target`` in ``environment``.

    A setting that is empty is taken out. Raises :class:`~emitter.errors.ConfigurationError` where the file is
    written in a way that cannot be changed without anything else changing.
    """
    refused = ConfigurationError(
        f"{file}: environments.{environment}.targets.{target}",
        "cannot be changed in place",
        "leave --write out, and paste the table that is printed",
    )
    try:
        made = _with_ends_of(text, _changed(text, environment, target, settings))
    except (TOMLKitError, ValueError, KeyError):
        raise refused from None
    if not _says(made, _expected(text, environment, target, settings)):
        raise refused
    return made


def _changed(text: str, environment: str, target: str, settings: dict[str, Any]) -> str:
    document = tomlkit.parse(text)
    inner: Any = document["environments"]
    for name in (environment, "targets", target):
        inner = _table(inner, name, above=name == "targets")
    for key, value in settings.items():
        if key != "values":
            _set(inner, key, value)
    values = settings["values"]
    if values or "values" in inner:
        own = _table(inner, "values")
        if isinstance(own, InlineTable) and _plain(own) != values:
            # One that is changed key by key has no spaces after some of its commas.
            inner["values"] = own = tomlkit.inline_table()
        for key in [key for key in own if key not in values]:
            del own[key]
        for key, value in values.items():
            _set(own, key, value)
    return tomlkit.dumps(document)


def _with_ends_of(text: str, made: str) -> str:
    """Return ``made`` with the ends of lines of ``text``, where those are all alike."""
    windows = text.count("\r\n")
    return (
        made.replace("\r\n", "\n").replace("\n", "\r\n") if windows and windows == text.count("\n") else made
    )


def _table(outer: Any, name: str, above: bool = False) -> Any:
    """Return the table ``name`` of ``outer``, made if it is missing; ``above`` when it holds only tables.

    Raises :class:`ValueError` when it is something else, as a target that is dropped with ``false``.
    """
    if name not in outer:
        inline = isinstance(outer, InlineTable)
        outer[name] = tomlkit.inline_table() if inline else tomlkit.table(is_super_table=above)
    if not isinstance(_plain(outer[name]), dict):
        raise ValueError(name)
    return outer[name]


def _set(table: Any, key: str, value: Any) -> None:
    """Make ``value`` that of ``key``, or take the key out when there is nothing; an array keeps its form."""
    if not value:
        if key in table:
            del table[key]
        return
    held = table.get(key)
    if held is not None and _plain(held) == value:
        return
    if isinstance(held, Array):
        value = value if isinstance(value, list) else [value]
        for item in [item for item in _plain(held) if item not in value]:
            held.remove(item)
        for item in value:
            if item not in _plain(held):
                held.append(item)
        return
    table[key] = value


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item


def _expected(text: str, environment: str, target: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Return what the file has to say when it is changed."""
    document = deepcopy(tomllib.loads(text))
    inner = document["environments"]
    for name in (environment, "targets", target):
        inner = inner.setdefault(name, {})
    for key, value in settings.items():
        if value or (key == "values" and key in inner):
            inner[key] = value
        else:
            inner.pop(key, None)
    return document


def _says(text: str, expected: dict[str, Any]) -> bool:
    try:
        return bool(_unordered(tomllib.loads(text)) == _unordered(expected))
    except tomllib.TOMLDecodeError:
        return False


def _unordered(value: Any) -> Any:
    """Return ``value`` with lists in one order, and one of one value as that: it says the same."""
    if isinstance(value, dict):
        return {key: _unordered(inner) for key, inner in value.items()}
    if isinstance(value, list):
        inner = sorted(map(_unordered, value), key=repr)
        return inner[0] if len(inner) == 1 else inner
    return value
