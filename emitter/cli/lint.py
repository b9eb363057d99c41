"""``emit lint``."""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import FINDINGS, OK, EmitError, OutputError
from .colour import is_coloured
from .options import config_option, debug_option
from .progress import each

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..lint.files import Checker
    from ..lint.linter import CheckedSource
    from ..project.config import Config


def _offer_rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    from ..lint.acceptance import known_ids

    return [CompletionItem(id_) for id_ in known_ids() if id_.startswith(incomplete.upper())]


@click.command("lint")
@click.argument("paths", metavar="[FILE|DIR|-]...", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    default="text",
    show_default=True,
    shell_complete=lambda context, parameter, incomplete: ["text", "json", "sarif", "github", "junit"],
    help="Form of the report: text, json, sarif, github or junit.",
)
@click.option(
    "--min-severity",
    metavar="SEVERITY",
    default="note",
    shell_complete=lambda context, parameter, incomplete: ["error", "warning", "note"],
    help="Report this severity and above: error, warning or note (the default).",
)
@click.option(
    "--rule",
    "ids",
    metavar="ID",
    multiple=True,
    shell_complete=_offer_rules,
    help="Report only this rule; repeatable.",
)
@click.option(
    "--explain",
    metavar="ID",
    shell_complete=_offer_rules,
    help="Explain a rule, with examples; all for every rule.",
)
@click.option(
    "--exclude",
    metavar="PATTERN",
    multiple=True,
    help="Leave out what matches, as .gitignore spells patterns. What git ignores is left out as well.",
)
@config_option
@debug_option
def command(
    *,
    paths: tuple[str, ...],
    exclude: tuple[str, ...],
    format_name: str,
    min_severity: str,
    ids: tuple[str, ...],
    explain: str | None,
    config: str | None,
) -> int:
    """Lint IAM policies of any origin; exit 1 on an error or a warning.

    Reads CloudFormation, Terraform and plain policy documents; - is standard input. Without a FILE, the
    files that emit build has written. Findings that emit.toml accepts are left out.

    \b
    Examples:
      emit lint infra/ roles.json
      emit lint --min-severity warning --format github infra/
    """
    from ..lint.files import Checker
    from ..lint.linter import every_rule, find_rule, select, settled
    from ..lint.reports import Run, load_report

    if explain is not None:
        from ..lint.rule_docs import page, section

        one = explain.lower() != "all"
        _say("\n".join(section(find_rule(explain, "--explain"))) if one else page(every_rule()))
        return OK
    report = load_report(format_name)
    rules = select(ids, min_severity)
    read = _config(config, needed=not paths)
    files: list[str] = []
    unread: list[EmitError] = []
    checker = Checker(rules, each("files"))
    if paths or read is None:
        checked = _given(paths, exclude, unread, checker)
    else:
        checked = checker.written(list(_written(read)))
    accepted = read.accepted if read is not None else ()
    whole = not paths or (read is not None and _holds(paths, read.path))
    findings = list(settled(_noted(checked, files), accepted, rules, whole=whole))
    if unread and not files and not any(map(os.path.isdir, paths)):
        raise _first(unread)
    colour = is_coloured()
    _say(report.render(Run(findings, files, rules, colour)), colour=colour)
    for error in unread:
        click.echo(f"{error}; not linted", err=True)
    if unread:
        return unread[0].status
    return FINDINGS if any(found.severity != "note" for found in findings) else OK


def _first(unread: list[EmitError]) -> EmitError:
    """Return the first of ``unread``, after a line for each of the others."""
    for error in unread[1:]:
        click.echo(str(error), err=True)
    return unread[0]


def _say(text: str, *, colour: bool = False) -> None:
    """Print ``text``, also what the terminal has no character for."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, color=colour)


def _config(file: str | None, *, needed: bool) -> "Config | None":
    """Return the configuration: what is named or needed has to be there, else ``emit.toml`` where there is
    one.
    """
    from ..project.config import find_config, read_config

    if file is None and not needed and find_config() is None:
        return None
    return read_config(file)


def _holds(paths: Iterable[str], file: Path) -> bool:
    """Return whether one of ``paths`` is a folder that ``file`` is in, at any depth."""
    folders = [os.path.realpath(path) for path in paths if path != "-" and os.path.isdir(path)]
    here = os.path.dirname(os.path.realpath(file))
    return any(os.path.commonpath((folder, here)) == folder for folder in folders)


def _noted(checked: "Iterable[CheckedSource]", files: list[str]) -> "Iterator[CheckedSource]":
    """Yield ``checked``, with the names of their files put into ``files``."""
    for source in checked:
        files += source.files
        yield source


def _written(config: "Config") -> Iterator[str]:
    """Yield the files that ``emit build`` has written, as far as they can be read back."""
    from ..project.build import expected_files
    from ..project.generate import READABLE

    for path in expected_files(config):
        if path.suffix not in READABLE:
            continue
        if not path.exists():
            raise OutputError(str(path), "not found", "run emit build to create it")
        yield str(path)


def _given(
    paths: tuple[str, ...], exclude: tuple[str, ...], unread: list[EmitError], checker: "Checker"
) -> "Iterator[CheckedSource]":
    """Yield the files of ``paths``, checked; in a folder, those that hold a policy.

    What looks as if it did, and cannot be read, is put into ``unread``.
    """
    from ..reading.folder import read_folder
    from ..reading.selection import STDIN

    seen: set[str] = set()
    for is_folder, some in groupby(paths, lambda path: path != STDIN and os.path.isdir(path)):
        if not is_folder:
            files = [path for path in dict.fromkeys(some) if path not in seen]
            seen.update(files)
            for found in checker.files(files):
                unread += (one.error for one in found.unread)
                if found.source is not None:
                    yield found.source
            continue
        for path in some:
            before, empty = len(unread), True
            for source in read_folder(path, exclude, seen, unread, _warn, read_all=checker.units):
                empty = False
                yield source
            if empty and len(unread) == before:
                _warn(f"note: {path}: no file in it holds IAM policies; nothing was judged")


def _warn(text: str) -> None:
    click.echo(text, err=True)
