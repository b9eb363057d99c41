"""Whether standard output is in colour, and differences of text in it."""

import os
import sys

import click

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def is_coloured() -> bool:
    """Return whether to colour: on a terminal, unless ``NO_COLOR`` is set; ``FORCE_COLOR`` is for pipes.

    Sources: https://no-color.org and https://force-color.org; an empty value counts as none.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def say_diff(text: str) -> None:
    """Print ``text``, a unified diff, to standard output."""
    coloured = is_coloured()
    for line in text.splitlines():
        head = "" if line.startswith(("+++", "---")) else line[:1]
        style = _COLOURS.get(head) if coloured else None
        click.echo(click.style(line, fg=style) if style else line, color=coloured)
