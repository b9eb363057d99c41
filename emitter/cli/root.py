"""``emit --target …``: one template to standard output; and the group of all other commands."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from ..errors import UsageError
from ..messages import nearest
from .offers import offer_values
from .options import (
    config_option,
    debug_option,
    file_name,
    offer_environments,
    offer_features,
    offer_formats,
    offer_identities,
    offer_permissions,
    offer_targets,
    pairs,
)

# Every command with what it does, in a line: to list them, none is imported.
_GROUPS = {
    "Write": {
        "init": "Write a starter emit.toml, with comments.",
        "build": "Write every template that emit.toml asks for.",
        "check": "Check that out/ matches emit.toml.",
        "adopt": "Take over IAM that exists already.",
    },
    "Look up": {
        "targets": "List the targets, or what one takes.",
        "explain": "Say why a permission is there, and what a denied call asks for.",
        "schema": "Print the JSON Schema of emit.toml.",
    },
    "Judge": {
        "lint": "Lint IAM policies of any origin.",
        "diff": "Compare the access that two sides allow.",
        "review": "Write the page that a reviewer reads and signs.",
        "can": "Report whether an action is allowed, and by which statement.",
        "replay": "Replay recorded calls against a policy.",
        "fit": "Print what recorded calls need.",
    },
    "Set up": {
        "completion": "Print a script that completes emit in the shell.",
    },
}
COMMANDS = tuple(name for commands in _GROUPS.values() for name in commands)
_OPTION_GROUPS = {
    "What to write": (
        "targets",
        "permissions",
        "features",
        "without",
        "identity",
        "values",
        "newest",
        "any_name",
    ),
    "For which environment": ("environment", "config"),
    "How and where to": ("format_name", "output"),
}


class _Commands(click.Group):
    """Finds each command in a module of its own, imported when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"{__package__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        column = max(map(len, COMMANDS))
        for group, commands in _GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(column), text) for name, text in commands.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = {one.name: one.get_help_record(ctx) for one in self.get_params(ctx)}
        grouped = {name for names in _OPTION_GROUPS.values() for name in names}
        groups = _OPTION_GROUPS | {"Options": tuple(name for name in records if name not in grouped)}
        column = max(len(record[0]) for record in records.values() if record)
        for group, names in groups.items():
            rows = [record for name in names if (record := records[name])]
            with formatter.section(group):
                formatter.write_dl([(option.ljust(column), text) for option, text in rows])
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            raise UsageError("emit", f"unknown command {args[0]!r}", nearest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # click itself would print an empty line, which only a terminal with its ^C needs.
            if sys.stderr.isatty():
                click.echo(err=True)
            raise click.Abort() from None


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--target",
    "targets",
    metavar="NAME[@VERSION]",
    multiple=True,
    shell_complete=offer_targets,
    help="The deployer; several share one identity.",
)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    default="cloudformation",
    show_default=True,
    shell_complete=offer_formats,
    help="cloudformation, cloudformation-json, terraform, terraform-hcl, policy or aws-cli.",
)
@click.option(
    "--env",
    "environment",
    metavar="NAME",
    shell_complete=offer_environments,
    help="An environment of emit.toml; without one, what it would fix is a parameter of the template.",
)
@click.option(
    "--permissions",
    metavar="KIND",
    shell_complete=offer_permissions,
    help="least-privilege (the default) or documented.",
)
@click.option(
    "--feature",
    "features",
    metavar="NAME",
    multiple=True,
    shell_complete=offer_features,
    help="Turn a feature on.",
)
@click.option(
    "--without", metavar="NAME", multiple=True, shell_complete=offer_features, help="Turn a feature off."
)
@click.option(
    "--identity",
    metavar="KIND",
    shell_complete=offer_identities,
    help="How the deployer authenticates; each target has a default.",
)
@click.option(
    "--set",
    "values",
    metavar="KEY=VALUE",
    multiple=True,
    shell_complete=offer_values,
    help="A value of the target, or identity.KEY; a list by repeating.",
)
@click.option("--newest", is_flag=True, help="Take the newest version known for one that is newer.")
@click.option("--any-name", is_flag=True, help="Allow * where a name is required, for example roles to pass.")
@config_option
@click.option("--output", metavar="FILE", callback=file_name, help="Write to FILE, in one step.")
@click.version_option(package_name="emit-iam", prog_name="emit", message="%(prog)s %(version)s")
@debug_option
@click.pass_context
def root(context: click.Context, /, **given: Any) -> None:
    """Write the IAM that a deployment tool needs.

    \b
    emit --format terraform --target piped-ecs > iam.tf.json
    emit build
    """
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    _one(**given)


def _one(
    *,
    targets: Sequence[str],
    format_name: str,
    environment: str | None,
    permissions: Any,
    features: tuple[str, ...],
    without: tuple[str, ...],
    identity: str | None,
    values: Sequence[str],
    newest: bool,
    any_name: bool,
    config: str | None,
    output: str | None,
) -> None:
    from ..api import emit
    from ..project.options import Options

    if not targets:
        from ..catalogue.targets import names

        raise UsageError("--target", "required", f"name one of {', '.join(names())}")
    if config is not None and environment is None:
        raise UsageError("--config", "has no effect without --env", "name an environment")
    by_key = pairs("--set", values)
    emitted = emit(
        targets,
        format_name,
        environment=environment,
        options=Options(permissions, features, without, identity, by_key, newest, any_name),
        config=config,
        command=_command(
            ("--env", [environment] if environment else []),
            ("--config", [os.path.basename(config)] if config else []),
            ("--target", targets),
            ("--format", [format_name]),
            ("--permissions", [permissions] if permissions else []),
            ("--feature", sorted(set(features))),
            ("--without", sorted(set(without))),
            ("--identity", [identity] if identity else []),
            ("--newest", [None] if newest else []),
            ("--any-name", [None] if any_name else []),
            ("--set", [f"{key}={value}" for key in sorted(by_key) for value in by_key[key]]),
        ),
    )
    for warning in emitted.warnings:
        click.echo(f"warning: {warning}", err=True)
    if output is None:
        click.echo(emitted.text, nl=False)
    else:
        from pathlib import Path

        from ..project.files import deliver

        deliver(Path(output), emitted.text)


def _command(*options: tuple[str, Sequence[str | None]]) -> str:
    """Return the command line in one order, however it was typed; ``None`` stands for a flag."""
    import shlex

    words = [word for name, values in options for value in values for word in (name, value)]
    return shlex.join(["emit", *(word for word in words if word is not None)])


def _refuse_options(context: click.Context) -> None:
    """Refuse options before a command, which would have no effect."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if parameter.expose_value and source is click.core.ParameterSource.COMMANDLINE:
            raise UsageError(
                parameter.opts[0],
                f"stands before {context.invoked_subcommand!r}",
                f"it goes after it, if {context.invoked_subcommand} takes it, or without it",
            )
