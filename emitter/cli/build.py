"""``emit build``."""

import sys
from collections.abc import Iterable, Iterator

import click

from .options import config_option, debug_option, offer_environments, offer_targets

# Below this, a build is over before a bar can be read.
_LONG = 50


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
@config_option
@debug_option
def command(
    environments: tuple[str, ...], targets: tuple[str, ...], prune: bool, force: bool, config: str | None
) -> None:
    """Write every template that emit.toml asks for.

    Files go to out/ENVIRONMENT/TARGET, and only those that differ are touched.
    """
    from ..project.build import build
    from ..project.config import read_config

    read = read_config(config)
    report = build(read, environments, targets, prune=prune, force=force, progress=progress)
    for warning in report.warnings:
        click.echo(f"warning: {warning}", err=True)
    for path in report.strays:
        click.echo(f"{path}: no longer produced by emit.toml; delete it with emit build --prune", err=True)
    removed = f", {report.removed} removed" if report.removed else ""
    click.echo(f"{read.out}: {report.written} written, {report.current} unchanged{removed}", err=True)


def progress(names: Iterable[str]) -> Iterator[str]:
    """Pass ``names`` on, with a bar on standard error when it is a terminal and there are many."""
    listed = list(names)
    stream = sys.stderr
    if len(listed) < _LONG or not stream.isatty():
        yield from listed
        return
    with click.progressbar(listed, label="environments", file=stream) as bar:
        yield from bar
