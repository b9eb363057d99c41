"""``emit lint``."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import FINDINGS, OK, EmitError, OutputError
from .options import config_option, debug_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..project.config import Config
    from ..reading.files import SourceFile


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
@config_option
@debug_option
def command(
    *,
    paths: tuple[str, ...],
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
    from ..lint.linter import every_rule, find_rule, lint, select
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
    sources = _noted(_given(paths, unread) if paths or read is None else _written(read), files)
    accepted = read.accepted if read is not None else ()
    whole = not paths or (read is not None and _holds(paths, read.path))
    findings = list(lint(sources, accepted, rules, whole=whole))
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    _say(report.render(Run(findings, files, rules, colour)), colour=colour)
    for error in unread:
        click.echo(f"{error}; not linted", err=True)
    if unread:
        return unread[0].status
    return FINDINGS if any(found.severity != "note" for found in findings) else OK


def _say(text: str, *, colour: bool = False) -> None:
    """Print ``text``, also what the terminal has no character for."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, color=colour)


def _config(file: str | None, *, needed: bool) -> "Config | None":
    """Return the configuration: what is named or needed has to be there, else ``emit.toml`` where there is
    one.
    """
    from ..project.config import DEFAULT, read_config

    if file is None and not needed and not os.path.lexists(DEFAULT):
        return None
    return read_config(file)


def _holds(paths: Iterable[str], file: Path) -> bool:
    """Return whether one of ``paths`` is a folder that ``file`` is in, at any depth."""
    folders = [os.path.realpath(path) for path in paths if path != "-" and os.path.isdir(path)]
    here = os.path.dirname(os.path.realpath(file))
    return any(os.path.commonpath((folder, here)) == folder for folder in folders)


def _noted(sources: "Iterable[SourceFile]", files: list[str]) -> "Iterator[SourceFile]":
    """Yield ``sources``, with their names put into ``files``."""
    for source in sources:
        files.append(source.file)
        yield source


def _written(config: "Config") -> "Iterator[SourceFile]":
    """Yield what ``emit build`` has written, as far as it can be read back."""
    from ..project.build import READABLE, expected_files
    from ..reading.files import read

    for path in expected_files(config):
        if path.suffix not in READABLE:
            continue
        if not path.exists():
            raise OutputError(str(path), "not found", "run emit build to create it")
        yield read(str(path))


def _given(paths: tuple[str, ...], unread: list[EmitError]) -> "Iterator[SourceFile]":
    """Yield the files of ``paths``; in a folder, those that hold a policy.

    What looks as if it did, and cannot be read, is put into ``unread``.
    """
    from ..reading.files import STDIN, found, read

    seen: set[str] = set()
    for path in paths:
        folder = path != STDIN and os.path.isdir(path)
        for file in found((path,)):
            name = os.path.normpath(file) if folder else file
            if name in seen or (folder and not os.path.isfile(file)):
                continue
            seen.add(name)
            if not folder:
                yield read(name)
                continue
            source = _of_folder(name, unread)
            if source is not None and (source.documents or source.loose):
                yield source


def _of_folder(name: str, unread: list[EmitError]) -> "SourceFile | None":
    from ..reading.files import could_hold_policies, head, is_unread, read

    try:
        return read(name)
    except OutputError as error:
        unread.append(error)
    except EmitError as error:
        data = head(name)
        if is_unread(error, data):
            unread.append(error)
        elif could_hold_policies(data):
            click.echo(f"warning: {error}; skipped", err=True)
    return None
