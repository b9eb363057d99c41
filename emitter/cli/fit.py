"""``emit fit``."""

import json
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINDINGS, OK, FormatError, UsageError
from ..messages import printable
from .calls import check_matched, chosen_entries, given_calls, some
from .options import config_option, debug_option, offer_environments, offer_formats, offer_targets

if TYPE_CHECKING:
    from ..fit.configured import Configuration
    from ..fit.demands import Collected
    from ..fit.run import TargetFit
    from ..fit.target import FittedTarget
    from ..fit.uses import Uses
    from ..fit.where import Callers

# The policy that enforces it has a longer name.
_LONGEST_NAME = 100
# Entries that cannot be read, of which each is named.
_BROKEN = 5


@click.command("fit")
@click.argument("calls", metavar="[CALLS|DIR|-]...", nargs=-1, type=click.Path())
@click.option(
    "--target",
    "target",
    metavar="NAME[@VERSION]",
    shell_complete=offer_targets,
    help="The deployer that made the calls; without a version, all are tried.",
)
@click.option(
    "--env",
    "environment",
    metavar="NAME",
    shell_complete=offer_environments,
    help="The environment of emit.toml that the calls are of.",
)
@click.option(
    "--principal",
    metavar="PATTERN",
    help="Only the calls of this user, role or session; * is any text.",
)
@click.option(
    "--generalize",
    is_flag=True,
    help="Make patterns of names that end in a date, a hash or an id, and of three with a common beginning.",
)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    shell_complete=offer_formats,
    help="Without a target: a policy in this format, attached to who made the calls.",
)
@click.option(
    "--boundary",
    is_flag=True,
    help="A permissions boundary for roles that a deployer creates, from their calls, and what enforces it.",
)
@click.option("--name", metavar="NAME", help="The name of the boundary.")
@click.option("--include-denied", is_flag=True, help="In a policy, allow also what was denied.")
@click.option(
    "--pin-region", is_flag=True, help="In a policy, limit what names no Region to those of the calls."
)
@click.option("--write", is_flag=True, help="Change the target's table in emit.toml, keeping comments.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: all that is printed, for programs.")
@config_option
@debug_option
def command(calls: Sequence[str], **options: Any) -> int:
    """Fit a target or a policy to recorded CALLS.

    \b
    emit fit AWSLogs/ --target piped-ecs --principal '*:role/piped' > piped.toml
    emit fit calls.json --target piped-ecs --env prod --write
    emit fit AWSLogs/ --principal '*:role/custom' --format terraform > custom.tf.json

    CALLS are those that emit replay reads. With a target, the table of emit.toml with the smallest version,
    features and values that allow every call, and on standard error what no feature covers and what is
    granted and was not seen; exit status 1 when something is not covered. With a format, the least-privilege
    policy of a role that no target describes; with --boundary, a boundary for the roles of these calls.
    """
    if options["target"] is None:
        for option, name in _OF_TARGETS.items():
            if options[name]:
                raise UsageError(option, "requires --target", "leave it out, or name a target")
        if options["format_name"] is None:
            raise UsageError(
                "--target", "required, or --format", "name the deployer, or the form of a policy"
            )
        return _policy(
            given_calls(calls),
            **{name: value for name, value in options.items() if name not in _OF_TARGETS.values()},
        )
    for option, name in _OF_POLICIES.items():
        if options[name]:
            raise UsageError(option, "cannot be combined with --target", "leave it out")
    return _target(
        given_calls(calls),
        **{name: value for name, value in options.items() if name not in _OF_POLICIES.values()},
    )


_OF_TARGETS = {"--env": "environment", "--write": "write", "--config": "config"}
_OF_POLICIES = {
    "--format": "format_name",
    "--boundary": "boundary",
    "--name": "name",
    "--include-denied": "include_denied",
    "--pin-region": "pin_region",
}


def _policy(
    given: tuple[str, ...],
    *,
    target: None,
    format_name: str,
    principal: str | None,
    generalize: bool,
    include_denied: bool,
    pin_region: bool,
    boundary: bool,
    name: str | None,
    as_json: bool,
) -> int:
    from ..fit.boundary import render_boundary
    from ..fit.policy import fit_policy
    from ..fit.policy_report import lines
    from ..fit.role import holder, render_policy
    from ..fit.uses import collect_uses
    from ..fit.ways import FitPlace
    from ..fit.where import Callers, first
    from ..template.formats import load_format

    load_format(format_name)
    if name and not boundary:
        raise UsageError("--name", "has no effect without --boundary", "leave it out")
    if boundary:
        _boundary_name(name)
    chosen = chosen_entries(given, principal)
    callers = Callers(chosen)
    begun = first(callers, FitPlace())
    uses = collect_uses(begun.entries, include_denied=include_denied, generalize=generalize)
    check_matched(chosen, principal)
    _check_calls(uses, given)
    _check_callers(callers, principal)
    fitted = fit_policy(uses.uses, begun.place, pin_region=pin_region, generalize=generalize)
    if not fitted.statements:
        raise FormatError("CALLS", "no call needs a permission that a policy can give", _why_nothing(uses))
    options = [f"--principal {shlex.quote(principal)}"] if principal else []
    options += ["--generalize"] * generalize + ["--include-denied"] * include_denied
    options += ["--pin-region"] * pin_region + ["--boundary"] * boundary
    options += [f"--name {shlex.quote(name)}"] if name else []
    command = printable(" ".join(["emit fit CALLS", *options, f"--format {format_name}"]))
    if boundary:
        text = render_boundary(fitted, _boundary_name(name), format_name, begun.place, command)
    else:
        who = holder(tuple(callers.counts), principal)
        text = render_policy(fitted, format_name, begun.place, who, command)
    if as_json:
        from ..fit.data import policy_data

        click.echo(json.dumps(policy_data(fitted, uses, text), indent=2))
        return OK
    click.echo(text, nl=False)
    for line in lines(fitted, uses, include_denied=include_denied, usage=format_name == "policy"):
        click.echo(printable(line), err=True)
    return OK


def _boundary_name(name: str | None) -> str:
    """Return the name of the boundary; raise :class:`~emitter.errors.UsageError` when IAM refuses it."""
    from ..catalogue.syntax import POLICY_NAME

    given = name or "created-roles-boundary"
    if not POLICY_NAME.accepts(given) or len(given) > _LONGEST_NAME:
        raise UsageError("--name", f"{given!r} is not valid", f"{POLICY_NAME.rule}; here {_LONGEST_NAME}")
    return given


def _why_nothing(uses: "Uses") -> str:
    return f"{uses.denied:,} were denied; --include-denied takes them" if uses.denied else ""


def _target(
    given: tuple[str, ...],
    *,
    target: str,
    environment: str | None,
    principal: str | None,
    generalize: bool,
    write: bool,
    config: str | None,
    as_json: bool,
) -> int:
    from ..catalogue.targets import load_target
    from ..errors import RequestError
    from ..fit.configured import configuration
    from ..fit.report import lines
    from ..fit.run import fit
    from ..fit.toml_table import dropped, inherited, table
    from ..project.error_places import on_options
    from ..project.options import name_and_version

    for option, value in (("--config", config), ("--write", write)):
        if environment is None and value:
            raise UsageError(option, "has no effect without --env", "name an environment")
    name, version = name_and_version(target)
    known = load_target(name)
    configured = configuration(name, environment, config)
    chosen = chosen_entries(given, principal)
    try:
        made = fit(chosen, known, version, configured, generalize=generalize)
    except RequestError as error:
        raise on_options(error) from None
    check_matched(chosen, principal)
    _check_calls(made.collected, given)
    _check_callers(made.callers, principal)
    if not any(one.ways for one in made.collected.demands):
        first = made.collected.demands[0].asked.request.action if made.collected.demands else ""
        raise UsageError("--target", f"no call is one that {name} makes", f"they begin with {first}")
    if write:
        _write(made.fitted, configured, str(environment))
    elif not as_json:
        click.echo("\n".join(table(made, environment, configured)))
    if as_json:
        from ..fit.data import target_data

        click.echo(json.dumps(target_data(made, environment, configured), indent=2))
        return _status(made)
    gone = (f"no call needs any more: {one}" for one in dropped(made.fitted, configured))
    stays = inherited(made.fitted, configured)
    kept = (f"the defaults of the file have {one}: change them there" for one in stays)
    for line in (*lines(made), *gone, *kept):
        click.echo(printable(line), err=True)
    return _status(made)


def _status(made: "TargetFit") -> int:
    return FINDINGS if made.uncovered or made.collected.beyond else OK


def _write(fitted: "FittedTarget", configured: "Configuration", environment: str) -> None:
    """Change the table of the target in its file."""
    from pathlib import Path

    from ..fit.edit import edited
    from ..fit.toml_table import settings
    from ..project.files import deliver

    path = Path(configured.file)
    # With the ends of lines that the file has, and its mark of the byte order.
    text = path.read_bytes().decode("utf-8")
    bare = text.removeprefix("\ufeff")
    made = edited(bare, str(path), environment, fitted.target.name, settings(fitted, configured))
    deliver(path, text[: len(text) - len(bare)] + made)


def _check_calls(collected: "Collected | Uses", given: Sequence[str]) -> None:
    """Print what could not be read; raise :class:`~emitter.errors.FormatError` when there is no call."""
    broken = [one for one in collected.skipped if one.skipped.broken]
    if broken and not collected.calls:
        first = broken[0].skipped
        raise FormatError(f"{first.where.file}:{first.where.line}", first.why, "nothing in it is a call")
    for one in broken[:_BROKEN]:
        where = one.skipped.where
        times = f" ({one.times:,} times)" if one.times > 1 else ""
        click.echo(
            printable(f"note: {where.file}:{where.line}: {one.skipped.why}; left out{times}"), err=True
        )
    if not collected.calls:
        names = ", ".join("standard input" if name == "-" else name for name in given)
        what = f"no calls that IAM judges{_skipped(collected)}"
        raise FormatError(printable(names), what, "name log files of CloudTrail, or a folder of them")


def _skipped(collected: "Collected | Uses") -> str:
    count = sum(one.times for one in collected.skipped)
    return f"; entries skipped: {count:,}" if count else ""


def _check_callers(callers: "Callers", principal: str | None) -> None:
    """Raise :class:`~emitter.errors.UsageError` when calls are of several and nobody said which are meant."""
    if principal is None and len(callers.counts) > 1:
        names = [name for name, _ in callers.counts.most_common()]
        raise UsageError(
            "--principal", f"the calls are of {len(names)} principals", f"name one of {some(names)}, or '*'"
        )
