"""``emit schema``."""

import json

import click

from .options import debug_option


@click.command("schema")
@debug_option
def command() -> None:
    """Print the JSON Schema of emit.toml.

    Editors that know TOML and JSON Schema check and complete emit.toml with it.

    \b
    Examples:
      emit schema > emit.schema.json
    """
    from ..project.schema import schema

    click.echo(json.dumps(schema(), indent=2))
