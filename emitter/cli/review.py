"""``emit review``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import FORMAT, OK, UsageError
from .options import config_option, debug_option, file_name, offer_environments

if TYPE_CHECKING:
    from ..project.config import Config
    from ..review.subjects import Subjects


@click.command("review")
@click.argument("paths", metavar="[FILE|DIR]...", nargs=-1, type=click.Path())
@click.option(
    "--env",
    "environments",
    metavar="NAME",
    multiple=True,
    shell_complete=offer_environments,
    help="An environment of emit.toml; repeatable. Without one and without FILE, all of them.",
)
@click.option("--rev", metavar="REV", help="Show first what changed since REV of git.")
@click.option(
    "--signed",
    metavar="PAGE",
    type=click.Path(),
    help="A page that was signed before: say of each identity whether it is as it was signed.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    callback=file_name,
    help="Write the page to FILE; - is standard output.",
)
@config_option
@debug_option
def command(
    *,
    paths: tuple[str, ...],
    environments: tuple[str, ...],
    rev: str | None,
    signed: str | None,
    output: str,
    config: str | None,
) -> int:
    """Write one HTML page on which a reviewer reads and signs what is allowed.

    It shows each identity: its trust policy, its permissions by service with access level, reason and
    evidence, findings, escalation paths and sizes. The file needs no network and no other file.

    \b
    Examples:
      emit review --env prod --rev main -o review.html
      emit review infra/iam -o review.html
    """
    from ..project.files import deliver
    from ..review.page import html, page

    if paths and environments:
        raise UsageError("--env", "cannot be combined with FILE", "choose one")
    read = _config(config, needed=not paths)
    subjects = _subjects(read, paths, environments, rev)
    if not subjects.subjects and not subjects.unread:
        raise UsageError(paths[0] if paths else "emit.toml", "holds no IAM policy", "name what holds one")
    named = ", ".join(paths or environments or (read.environments if read else ()))
    accepted = read.accepted if read else ()
    text = html(page(named, subjects, accepted, rev or "", _signed(signed)))
    if output == "-":
        click.echo(text, nl=False)
    else:
        deliver(Path(output), text)
    for error in subjects.unread:
        click.echo(f"{error}; the page names it, and shows nothing of it", err=True)
    return FORMAT if subjects.unread else OK


def _config(file: str | None, *, needed: bool) -> "Config | None":
    """Return the configuration; files can be reviewed without one."""
    from ..project.config import find_config, read_config

    return read_config(file) if needed or file or find_config() else None


def _subjects(
    config: "Config | None", paths: Sequence[str], environments: Sequence[str], rev: str | None
) -> "Subjects":
    from ..review.subjects import of_environments, of_files

    if paths:
        return of_files(paths, rev)
    assert config is not None
    return of_environments(config, environments, rev)


def _signed(file: str | None) -> dict[str, str] | None:
    from ..reading.files import text_of
    from ..review.fingerprint import signed_before

    return None if file is None else dict(signed_before(text_of(file, file), file))
