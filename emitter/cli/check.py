"""``emit check``."""

import click

from ..errors import FINDINGS, OK
from .build import progress
from .options import config_option, debug_option, offer_environments

_SAYS = {
    "stale": "differs from what emit.toml produces; run emit build",
    "missing": "is missing; run emit build",
    "foreign": "was not written by emit; move it, or run emit build --force",
    "stray": "is no longer produced by emit.toml; run emit build --prune",
}


@click.command("check")
@click.option(
    "--env",
    "environments",
    metavar="NAME",
    multiple=True,
    shell_complete=offer_environments,
    help="Only this one.",
)
@config_option
@debug_option
@click.pass_context
def command(context: click.Context, environments: tuple[str, ...], config: str | None) -> int:
    """Check that out/ matches emit.toml; exit 1 when a file differs.

    Writes nothing. A file is stale, missing, not written by emit, or no longer produced by emit.toml.
    """
    from ..project.build import check
    from ..project.config import read_config

    read = read_config(config)
    found = 0
    for finding in check(read, environments, progress):
        found += 1
        click.echo(f"{finding.path}: {_SAYS[finding.outcome]}")
    if found:
        click.echo(f"{read.out}: {found} of its files differ", err=True)
        return FINDINGS
    click.echo(f"{read.out}: every file matches {read.path}", err=True)
    return OK
