"""``emit diff``."""

import json

import click

from ..errors import FINDINGS, OK, UsageError
from .offers import offer_sides
from .options import config_option, debug_option

_FORMATS = ("text", "markdown", "json")


@click.command("diff")
@click.argument("old", metavar="OLD", shell_complete=offer_sides)
@click.argument("new", metavar="[NEW]", required=False, shell_complete=offer_sides)
@click.option("--rev", metavar="REV", help="OLD as it was at REV of git, against OLD as it is.")
@click.option(
    "--format",
    "format_name",
    metavar="|".join(_FORMATS),
    type=click.Choice(_FORMATS),
    default="text",
    help="Form of the report: text (the default), markdown or json.",
)
@click.option(
    "--fail-on",
    metavar="widened",
    type=click.Choice(["widened"]),
    help="Exit 1 when something new is allowed, or a condition changed.",
)
@config_option
@debug_option
def command(
    *, old: str, new: str | None, rev: str | None, format_name: str, fail_on: str | None, config: str | None
) -> int:
    """Compare the access that OLD and NEW allow, not their lines.

    Each is a file or folder, NAME@VERSION of a target, or an environment of emit.toml. A
    CloudFormation file can be compared with a Terraform file, and either with what
    aws iam get-account-authorization-details printed: identities are then the same by their names in AWS.
    Of two environments, the account, Region and partition of each count as the same.

    \b
    Examples:
      emit diff piped-ecs@0.49 piped-ecs@0.57
      emit diff --rev main out --format markdown --fail-on widened
    """
    from ..diff.account import FORMAT
    from ..diff.files import differ, new_findings
    from ..diff.git_revision import revision
    from ..diff.load_side import side
    from ..diff.side import left_out, not_compared

    if (new is None) == (rev is None):
        raise UsageError("emit diff", "takes NEW or --rev", "name a second file, or a revision")
    before = side(old, config) if rev is None else revision(rev, old)
    after = side(new if new is not None else old, config)
    unread = not_compared(before, after)
    for error in left_out(before, after):
        if error not in unread:
            click.echo(f"warning: {error}; it is left out", err=True)
    if before.is_without_policies and after.is_without_policies:
        click.echo("note: no file of either side holds IAM policies; nothing was compared", err=True)
    if before.kind == after.kind == "environment":
        click.echo("note: the account, Region and partition of each environment count as the same", err=True)
    if any(source.format == FORMAT for source in before.sources.values()):
        click.echo("note: of the account, only the identities that NEW makes are compared", err=True)
    compared = differ(before, after)
    differences = [(one.label, difference) for one in compared for difference in one.differences]
    findings = new_findings(compared)
    if format_name == "json":
        data = [{"file": label, **_data(difference)} for label, difference in differences]
        click.echo(json.dumps({"differences": data, "findings": findings}, indent=2))
    elif format_name == "markdown":
        from ..diff.markdown import markdown

        click.echo(markdown(differences, findings), nl=False)
    else:
        from ..diff.report import text

        click.echo(text(differences, findings), nl=False)
    for error in unread:
        click.echo(f"{error}; not compared", err=True)
    if unread:
        return unread[0].status
    return FINDINGS if fail_on and any(one.widened for one in compared) else OK


def _data(difference: object) -> dict[str, object]:
    from ..diff.change import Difference

    assert isinstance(difference, Difference)
    return {
        "identity": difference.name,
        "only": difference.only,
        "changes": [change._asdict() for change in difference.changes],
    }
