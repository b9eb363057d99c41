"""What has to hold of ``emit.toml`` beyond the types of its keys; ``errors`` takes every fault."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from ..errors import ConfigurationError, EmitError, ErrorCollector
from ..lint.acceptance import Acceptance, known_ids
from ..messages import nearest
from ..template.formats import NAMES, load_format
from .toml import Source, Table, decoded

DISTRIBUTION = "emit-iam"

_DIRECTORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class AcceptTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[accept]]``, as written."""

    rule: str = ""
    where: str = ""
    why: str = ""
    until: Any = None


def check_version(source: Source, wanted: Any) -> None:
    """Raise :class:`~emitter.errors.ConfigurationError` when this emit is not one of the versions ``wanted``.

    That is said alone, since the rest of the file may be in the words of the version that it is for. A value
    that is no string is left to the check of types.
    """
    if not isinstance(wanted, str):
        return
    from importlib.metadata import version

    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    where, own = source.at("required_version"), version(DISTRIBUTION)
    try:
        # An empty one would be every version.
        fits = SpecifierSet(wanted.strip() or "none").contains(own, prereleases=True)
    except InvalidSpecifier:
        what, remedy = f"{wanted!r} is not a version specifier", 'write it as ">=0.2" or ">=0.2,<0.4"'
        raise ConfigurationError(where, what, remedy) from None
    if not fits:
        remedy = f"install one that is, for example pipx install --force '{DISTRIBUTION}{wanted}'"
        raise ConfigurationError(where, f"emit {own} is not {wanted}", remedy)


def check_out(source: Source, out: str, errors: ErrorCollector) -> None:
    """Hold ``out`` against the folder of the file, which it may not leave."""
    root = os.path.realpath(source.path.parent)
    inside = os.path.normpath(out)
    if not out or not out.isprintable():
        what, remedy = f"{out!r} is not a folder", "use a name such as out"
    elif os.path.isabs(out) or inside.split(os.sep)[0] in (os.curdir, os.pardir):
        what, remedy = f"{out!r} is not below the folder of this file", "use a name such as out"
    elif os.path.commonpath((root, os.path.realpath(os.path.join(root, inside)))) != root:
        what, remedy = f"{out!r} is a link that leaves the folder of this file", "make it a folder"
    else:
        return
    errors.add(ConfigurationError(source.at("out"), what, remedy))


def check_formats(source: Source, formats: Sequence[str], errors: ErrorCollector) -> None:
    """Hold ``formats`` against those that can be in ``out``, each once."""

    def report(what: str, remedy: str) -> None:
        errors.add(ConfigurationError(source.at("formats"), what, remedy))

    if {"terraform", "terraform-hcl"} <= set(formats):
        report("terraform and terraform-hcl declare the same in one module", "choose one of them")
    for name in dict.fromkeys(formats):
        if formats.count(name) > 1:
            report(f"{name} stands twice", "name it once")
        try:
            suffix = load_format(name).SUFFIX
        except EmitError as error:
            report(error.what, error.remedy)
            continue
        if not suffix:
            report(
                f"{name} cannot carry the mark that emit wrote it",
                f"print it with emit --format {name}, and choose from {', '.join(_written())}",
            )


def check_names(source: Source, environments: Iterable[str], errors: ErrorCollector) -> None:
    """Hold the names of ``environments``, which are those of folders, against each other."""
    folders: dict[str, str] = {}
    for name in environments:
        twin = folders.setdefault(name.lower(), name)
        if not _DIRECTORY.fullmatch(name):
            what = "is not a valid folder name"
            remedy = "it has up to 64 letters, digits and _.- and begins with a letter or digit"
        elif twin != name:
            what, remedy = f"differs from {twin} in case only", "rename one"
        else:
            continue
        errors.add(ConfigurationError(source.at(f"environments.{name}"), what, remedy))


def accepted(source: Source, tables: Sequence[Table], errors: ErrorCollector) -> Iterator[Acceptance]:
    """Yield the acceptances in ``tables``; ``errors`` takes what is wrong in them."""
    for number, table in enumerate(tables):
        key = f"accept[{number}]"
        read = decoded(source.below(key), table, AcceptTable, errors)
        for name, remedy in (
            ("rule", "name one, as W404"),
            ("where", "give a file, document or Sid, or a pattern of one"),
            ("why", "say why it is accepted"),
        ):
            given = table.get(name, "")
            # A value of another type is reported already.
            if isinstance(given, str) and not given.strip():
                what = "is empty" if name in table else "required"
                errors.add(ConfigurationError(source.at(f"{key}.{name}"), what, remedy))
        if read.rule.strip() and read.rule not in known_ids():
            what, near = f"unknown rule {read.rule!r}", nearest(read.rule, known_ids())
            errors.add(ConfigurationError(source.at(f"{key}.rule"), what, near))
        if read.until is not None and (not isinstance(read.until, date) or isinstance(read.until, datetime)):
            where = source.at(f"{key}.until")
            errors.add(ConfigurationError(where, "is not a date", "write 2030-12-31, without quotes"))
        yield Acceptance(read.rule, read.where, read.why, read.until, str(source.path), source.line(key))


def _written() -> Iterator[str]:
    """Return the formats that a file of ``out`` can be in."""
    return (name for name in NAMES if load_format(name).SUFFIX)
