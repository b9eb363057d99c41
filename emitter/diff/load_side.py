"""What ``emit diff`` is given → documents: files, folders, targets, environments."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..errors import RequestError, UsageError
from ..messages import nearest
from ..reading.file_tree import Disk
from ..reading.files import SourceFile, read, read_text
from .side import Side

if TYPE_CHECKING:
    from ..project.config import Config


def side(text: str, config: str | None = None) -> Side:
    """Return what ``text`` names: a file or folder, an environment of ``emit.toml``, or a target with
    ``@VERSION``.

    Raises :class:`~emitter.errors.EmitError` when it names nothing.
    """
    if os.path.isdir(text):
        return Side.of(Disk(text), text)
    if text == "-" or os.path.exists(text):
        return Side({"": read(text)})
    named = _environment(text, config)
    return Side({"": _target(text)}) if named is None else named


def _environment(name: str, config: str | None) -> Side | None:
    """Return every template of the environment ``name``, if there is an ``emit.toml`` that has it."""
    from ..project.config import find_config, read_config

    if config is None and find_config() is None:
        return None
    read_in = read_config(config)
    if name not in read_in.environments:
        return None
    return rendered(read_in, name, {})


def rendered(config: "Config", name: str, files: Mapping[str, str]) -> Side:
    """Return every template of the environment ``name`` as ``emit build`` would write it now.

    ``files`` are the names that findings have for a file, by target. Raises
    :class:`~emitter.errors.EmitError`.
    """
    from ..compiler.bind import locate
    from ..project.environments import from_environment
    from ..project.error_places import on_config
    from ..project.generate import render

    sources, place = {}, {}
    for request in from_environment(config, name):
        target = request.choices[0].target
        try:
            text = render(request, "cloudformation").text
        except RequestError as error:
            raise on_config(error, config, name, target) from None
        sources[target] = read_text(text, files.get(target, f"{name}/{target}"))
        place = {key: part for key, (part,) in locate(request.environment).items() if isinstance(part, str)}
    return Side(sources, kind="environment", place=place)


def _target(text: str) -> SourceFile:
    from ..api import emit
    from ..catalogue.targets import names
    from ..project.options import name_and_version

    if name_and_version(text)[0] not in names():
        remedy = nearest(text.partition("@")[0], names()) or "name one that is there"
        raise UsageError(text, "is no file, folder, environment or target", remedy)
    return read_text(emit(text).text, text)
