"""``emit adopt``."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .options import config_option, debug_option, file_name, offer_environments, offer_targets

if TYPE_CHECKING:
    from ..adopt.adoption import Adoption
    from ..adopt.live import Live

_FORMATS = ("terraform", "cloudformation")


@click.command("adopt")
@click.option(
    "--env",
    "environment",
    metavar="NAME",
    required=True,
    shell_complete=offer_environments,
    help="The environment of emit.toml whose IAM exists already.",
)
@click.option(
    "--target",
    "targets",
    metavar="NAME",
    multiple=True,
    shell_complete=offer_targets,
    help="Only the file of this one, with all that share its identity; repeatable.",
)
@click.option(
    "--live",
    metavar="FILE",
    help="What aws iam get-account-authorization-details printed; only what is in it is imported.",
)
@click.option(
    "--format",
    "format_name",
    metavar="|".join(_FORMATS),
    type=click.Choice(_FORMATS),
    default="terraform",
    show_default=True,
    help="Whose import to write.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    callback=file_name,
    help="The folder for the files of a CloudFormation import.",
)
@config_option
@debug_option
def command(
    *,
    environment: str,
    targets: tuple[str, ...],
    live: str | None,
    format_name: str,
    output: str | None,
    config: str | None,
) -> None:
    """Take over IAM that exists already, without making it anew.

    Prints import blocks of Terraform, or writes the template and the resources of a CloudFormation import
    and prints its commands. Changes nothing itself. Standard error says what is made, replaced or taken
    away once the files of emit build are deployed.

    \b
    Examples:
      aws iam get-account-authorization-details > details.json
      emit adopt --env prod --live details.json > out/prod/imports.tf
      emit adopt --env prod --live details.json --format cloudformation -o adopt/
    """
    from ..adopt.adoption import adoptions
    from ..adopt.compare import notes
    from ..project.config import read_config

    if format_name == "cloudformation" and (live is None or output is None):
        option = "--live" if live is None else "--output"
        remedy = (
            "save the account with aws iam get-account-authorization-details > details.json"
            if live is None
            else "name the folder for its files"
        )
        raise UsageError(option, "required for cloudformation", remedy)
    if format_name == "terraform" and output is not None:
        raise UsageError("--output", "has no effect on terraform", "redirect standard output")
    known = None if live is None else _live(live)
    found = list(adoptions(read_config(config), environment, targets))
    if known is not None:
        for one in found:
            for note in notes(one.assembly, one.resources, known):
                click.echo(f"note: {note}", err=True)
    if format_name == "terraform":
        click.echo(_terraform(found, known), nl=False)
    else:
        assert known is not None
        assert output is not None
        click.echo(_cloudformation(found, known, Path(output), environment), nl=False)


def _terraform(found: "list[Adoption]", live: "Live | None") -> str:
    from ..adopt.compare import can_import
    from ..template.formats import terraform_imports

    blocks = [
        one.block
        for adoption in found
        for one in terraform_imports(adoption.assembly, adoption.partition, adoption.account)
        if live is None or can_import(one, live)
    ]
    if not blocks:
        raise UsageError("--live", "has nothing that these files make", "there is nothing to adopt")
    return "\n".join(blocks)


def _cloudformation(found: "list[Adoption]", live: "Live", folder: Path, environment: str) -> str:
    """Write the files of each import; gives the commands that carry them out."""
    from ..adopt.cloudformation import stack_import
    from ..project.files import deliver

    commands = []
    for adoption in found:
        taken = stack_import(adoption.assembly, adoption.resources, live)
        if not taken.resources:
            continue
        stem = f"{environment}-{adoption.target}"
        template, resources = folder / f"{stem}.import.json", folder / f"{stem}.resources.json"
        deliver(template, json.dumps(taken.template, indent=2) + "\n")
        deliver(resources, json.dumps(taken.resources, indent=2) + "\n")
        stack = ["--stack-name", adoption.target]
        change = [*stack, "--change-set-name", "adopt"]
        commands += [
            [
                *("create-change-set", *change, "--change-set-type", "IMPORT"),
                *("--template-body", f"file://{template}", "--resources-to-import", f"file://{resources}"),
                *("--capabilities", "CAPABILITY_NAMED_IAM"),
            ],
            ["wait", "change-set-create-complete", *change],
            ["execute-change-set", *change],
            ["wait", "stack-import-complete", *stack],
        ]
    if not commands:
        raise UsageError("--live", "has nothing that these files make", "there is nothing to adopt")
    return "".join(f"aws cloudformation {shlex.join(command)}\n" for command in commands)


def _live(file: str) -> "Live":
    from ..adopt.live import read_live
    from ..reading.files import text_of

    return read_live(text_of(file, file), file)
