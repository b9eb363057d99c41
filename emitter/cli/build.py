"""``emit build``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..errors import FINDINGS, OK, ErrorCollector
from .colour import say_diff
from .options import config_option, debug_option, offer_environments, offer_targets
from .progress import each

if TYPE_CHECKING:
    from pathlib import Path

    from ..project.build import BuildReport
    from ..project.config import Config

# More files than these are counted and not named.
_LISTED = 50


@click.command("build")
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
@click.option("--prune", is_flag=True, help="Delete files that emit.toml no longer produces.")
@click.option("--force", is_flag=True, help="Overwrite files that emit did not write.")
@click.option("--dry-run", is_flag=True, help="Print which files would be written; write nothing.")
@click.option("--diff", is_flag=True, help="Print what would change in each file; write nothing.")
@click.option(
    "--fail-on-change", is_flag=True, help="Exit 1 when out/ did not match emit.toml, as hooks need."
)
@config_option
@debug_option
def command(
    *,
    environments: tuple[str, ...],
    targets: tuple[str, ...],
    prune: bool,
    force: bool,
    dry_run: bool,
    diff: bool,
    fail_on_change: bool,
    config: str | None,
) -> int:
    """Write every template that emit.toml asks for.

    Files go to out/ENVIRONMENT/TARGET, and only those that differ are touched. Of an environment with an
    error, nothing is written.

    \b
    Examples:
      emit build --diff
      emit build --env prod --prune
    """
    from ..project.build import BuildReport, build
    from ..project.config import read_config

    read = read_config(config)
    if dry_run or diff:
        changes = _preview(read, environments, targets, prune=prune, force=force, diff=diff)
        return FINDINGS if changes and fail_on_change else OK
    report = BuildReport()
    try:
        build(read, environments, targets, prune=prune, force=force, each=each("building"), report=report)
    except BaseException:
        if report.written:
            _show(read.out, report)
        raise
    _show(read.out, report)
    return FINDINGS if fail_on_change and (report.written or report.removed or report.strays) else OK


def _show(out: "Path", report: "BuildReport") -> None:
    """Say what a build did, also one that ended with an error."""
    for warning in report.warnings:
        click.echo(f"warning: {warning}", err=True)
    for path in report.strays:
        click.echo(f"{path}: no longer produced by emit.toml; delete it with emit build --prune", err=True)
    lines = [f"{path}: {'new' if path in report.new else 'changed'}" for path in report.written]
    lines += [f"{path}: deleted" for path in report.removed]
    _list(lines)
    removed = f", {len(report.removed)} removed" if report.removed else ""
    written = f"{len(report.written)} written, {report.current} unchanged{removed}"
    click.echo(f"{out}: {written}", err=True)


def _preview(
    config: "Config",
    environments: tuple[str, ...],
    targets: tuple[str, ...],
    *,
    prune: bool,
    force: bool,
    diff: bool,
) -> bool:
    """Print what a build would do, and return whether a file differs. Raises what a build would raise."""
    from ..project.build import check, in_the_way
    from ..project.changes import difference

    lines, texts, differs, errors = [], [], False, ErrorCollector()
    for found in check(config, environments, each("checking"), targets):
        error = in_the_way(found.path, found.outcome, force)
        if error is not None:
            errors.add(error)
            continue
        differs = True
        if found.outcome == "stray" and not prune:
            continue
        word = {"stray": "to be deleted", "missing": "new"}.get(found.outcome, "changed")
        lines.append(f"{found.path}: {word}")
        if diff:
            texts.append(difference(found.path, found.text))
    errors.raise_all()
    for text in texts:
        say_diff(text)
    _list(lines)
    click.echo(f"{config.out}: {len(lines)} would change; nothing was written", err=True)
    return differs


def _list(lines: Sequence[str]) -> None:
    for line in lines[:_LISTED]:
        click.echo(line, err=True)
    if len(lines) > _LISTED:
        click.echo(f"and {len(lines) - _LISTED} more files", err=True)
