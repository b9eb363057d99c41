"""``emit check``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from ..errors import FINDINGS, OK
from .colour import say_diff
from .options import config_option, debug_option, offer_environments, offer_targets
from .progress import each

if TYPE_CHECKING:
    from ..project.build import FileState

_FORMATS = ("text", "github", "json")
_SAYS = {
    "missing": "is missing; run emit build",
    "foreign": "was not written by emit; move it, or run emit build --force",
    "blocked": "is not a file; move it",
    "stray": "is no longer produced by emit.toml; run emit build --prune",
}
_CAUSES = {
    "space": "only in white space at the ends of lines; run emit build",
    "formatter": "a formatter changed its layout; run emit build, and exclude out/ from the formatter",
    "hand": "it was edited by hand; change emit.toml instead, and run emit build",
    "outdated": "emit.toml or the version of emit changed since it was written; run emit build",
    "unknown": "it has no checksum that says who changed it; run emit build",
}


class _Drift(NamedTuple):
    """A file that differs: ``cause`` is that of a stale one, ``diff`` empty unless asked for."""

    path: str
    outcome: str
    cause: str
    message: str
    diff: str


@click.command("check")
@click.option(
    "--env",
    "environments",
    metavar="NAME",
    multiple=True,
    shell_complete=offer_environments,
    help="Only this one.",
)
@click.option(
    "--target", "targets", metavar="NAME", multiple=True, shell_complete=offer_targets, help="Only this one."
)
@click.option("--diff", is_flag=True, help="Print what differs in each file.")
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Form of the report: text, github or json.",
)
@config_option
@debug_option
@click.pass_context
def command(
    context: click.Context,
    *,
    environments: tuple[str, ...],
    targets: tuple[str, ...],
    diff: bool,
    format_name: str,
    config: str | None,
) -> int:
    """Check that out/ matches emit.toml; exit 1 when a file differs.

    Writes nothing. A file is stale, missing, not written by emit, or no longer produced by emit.toml. Of a
    stale file it says whether a formatter, a hand, or another emit.toml or version of emit is the cause.

    \b
    Examples:
      emit check --diff
      emit check --env prod --format github
    """
    from ..project.build import check
    from ..project.config import read_config

    read = read_config(config)
    found = [_drift(one, diff) for one in check(read, environments, each("checking"), targets)]
    _PRINTERS[format_name](found)
    if found:
        differ = "1 of its files differs" if len(found) == 1 else f"{len(found)} of its files differ"
        click.echo(f"{read.out}: {differ}", err=True)
        return FINDINGS
    click.echo(f"{read.out}: every file matches {read.path}", err=True)
    return OK


def _drift(found: "FileState", diff: bool) -> _Drift:
    from ..project.changes import cause, difference

    why = cause(found.path, found.text) if found.outcome == "stale" else ""
    says = f"differs from what emit.toml produces: {_CAUSES[why]}" if why else _SAYS[found.outcome]
    readable = found.outcome in ("stale", "missing", "stray")
    text = difference(found.path, found.text) if diff and readable else ""
    return _Drift(str(found.path), found.outcome, why, says, text)


def _text(found: Sequence[_Drift]) -> None:
    for one in found:
        click.echo(f"{one.path}: {one.message}")
        if one.diff:
            say_diff(one.diff)


def _github(found: Sequence[_Drift]) -> None:
    from ..lint.reports.github import annotation

    for one in found:
        click.echo(annotation("error", one.message, one.path, title="emit check"))
        if one.diff:
            say_diff(one.diff)


def _json(found: Sequence[_Drift]) -> None:
    import json

    click.echo(json.dumps([one._asdict() for one in found], indent=2))


_PRINTERS = {"text": _text, "github": _github, "json": _json}
