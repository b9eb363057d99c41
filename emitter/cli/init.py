"""``emit init``."""

import click

from .options import config_option, debug_option


@click.command("init")
@config_option
@debug_option
def command(config: str | None) -> None:
    """Write a starter emit.toml, with comments.

    It is never written over a file that is there.

    \b
    Examples:
      emit init && emit build
    """
    import os
    import shlex
    from pathlib import Path

    from ..errors import OutputError
    from ..messages import printable
    from ..project.config import DEFAULT
    from ..project.files import write
    from ..project.starter import STARTER

    path = Path(DEFAULT if config is None else config)
    if os.path.lexists(path):
        raise OutputError(str(path), "already exists", "move it away, or name another with --config")
    write(path, STARTER)
    build = "emit build" if config is None else f"emit build --config {shlex.quote(config)}"
    click.echo(printable(f"{path}: written; next: {build}"), err=True)
