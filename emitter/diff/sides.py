"""What ``emit diff`` is given → documents: files, folders, targets, environments, a git revision."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..errors import FormatError, OutputError, RequestError, UsageError, nearest
from ..reading.files import Source, read, read_text
from ..reading.files import found as files_in

if TYPE_CHECKING:
    from ..config import Config

# What is compared with what: the files of both sides that have the same label.
Side: TypeAlias = Mapping[str, Source]


def side(text: str, config: str | None = None) -> Side:
    """What ``text`` names: a file or folder, an environment of ``emit.toml``, or a target with ``@VERSION``.

    Raises :class:`~emitter.errors.EmitError` when it names nothing.
    """
    if os.path.isdir(text):
        return {
            os.path.relpath(path, text): source for path in files_in((text,)) if (source := _policy(path))
        }
    if text == "-" or os.path.exists(text):
        return {"": read(text)}
    named = _environment(text, config)
    return {"": _target(text)} if named is None else named


def revision(rev: str, path: str) -> Side:
    """The files below ``path`` as they were at ``rev`` of the git repository that holds it.

    Raises :class:`~emitter.errors.OutputError` when git does not know them.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}").strip()
    names = _git(top, "ls-tree", "-r", "-z", "--name-only", commit, "--", inside).split("\0")
    sources: dict[str, Source] = {}
    for name in filter(None, names):
        try:
            source = read_text(_git(top, "cat-file", "blob", f"{commit}:{name}"), f"{rev}:{name}")
        except FormatError:
            continue
        sources["" if name == inside else os.path.relpath(name, inside)] = source
    return sources


def _policy(path: str) -> Source | None:
    """The file ``path`` of a folder, or ``None`` where it holds no policy."""
    try:
        return read(path)
    except FormatError:
        return None


def _environment(name: str, config: str | None) -> Side | None:
    """Every template of the environment ``name``, if there is an ``emit.toml`` that has it."""
    from ..config import DEFAULT, read_config

    if config is None and not Path(DEFAULT).exists():
        return None
    read_in = read_config(config)
    if name not in read_in.environments:
        return None
    return _rendered(read_in, name)


def _rendered(config: "Config", name: str) -> Side:
    from ..api import render
    from ..blame import on_config
    from ..entries import from_environment

    sources = {}
    for request in from_environment(config, name):
        target = request.choices[0].target
        try:
            text = render(request, "cloudformation").text
        except RequestError as error:
            raise on_config(error, config, name, target) from None
        sources[target] = read_text(text, f"{name}/{target}")
    return sources


def _target(text: str) -> Source:
    from ..api import emit
    from ..request import name_and_version
    from ..targets import names

    if name_and_version(text)[0] not in names():
        raise UsageError(
            text, "is no file, folder, environment or target", nearest(text.partition("@")[0], names())
        )
    return read_text(emit(text).text, text)


def _git(folder: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", "-C", folder, *arguments],  # noqa: S607 - git is where the user has it
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        )
    except FileNotFoundError:
        raise OutputError("--rev", "git is not there", "install it") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.split()) or "it knows no such revision"
        raise OutputError("--rev", f"git: {said}", "name a revision and a path that it has") from None
    return done.stdout
