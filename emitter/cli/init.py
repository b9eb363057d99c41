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
    from pathlib import Path

    from ..errors import OutputError
    from ..project.config import DEFAULT
    from ..project.files import write
    from ..project.starter import STARTER

    path = Path(config or DEFAULT)
    if path.exists() or path.is_symlink():
        raise OutputError(str(path), "already exists", "move it away, or name another with --config")
    write(path, STARTER)
    click.echo(f"{path}: written; next: emit build", err=True)
