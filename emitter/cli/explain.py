"""``emit explain``."""

import json
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import click

from ..errors import RequestError, UsageError
from ..messages import nearest, printable, span
from .offers import offer_explained
from .options import config_option, debug_option, offer_environments, offer_features, offer_targets
from .targets import needed_by

# More of a log than this is not read.
_LARGEST = 256 << 20
# Actions of an operation that are listed.
_ACTIONS = 3


@click.command("explain")
@click.argument(
    "words", metavar="ACTION|TARGET[@VERSION]|MESSAGE|-", nargs=-1, shell_complete=offer_explained
)
@click.option(
    "--target",
    "targets",
    metavar="NAME[@VERSION]",
    multiple=True,
    shell_complete=offer_targets,
    help="Of a message: only what this target can be given.",
)
@click.option(
    "--env",
    "environment",
    metavar="NAME",
    shell_complete=offer_environments,
    help="The environment of emit.toml: of a target what it deploys there, of a message where it comes from.",
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@config_option
@debug_option
def command(
    *,
    words: tuple[str, ...],
    targets: tuple[str, ...],
    environment: str | None,
    features: tuple[str, ...],
    without: tuple[str, ...],
    as_json: bool,
    config: str | None,
) -> None:
    """Say why a permission is there, and what a denied call asks for.

    \b
    emit explain ecs:CreateService
    emit explain piped-ecs --env prod
    emit explain 'User: arn:… is not authorized to perform: ecs:RunTask on resource: arn:…'
    emit explain - --env prod < job.log

    An ACTION: every target, feature and version that needs it. A TARGET: a table of its permissions, in
    Markdown; with --env as that environment deploys them, with trust, boundary and tags. A MESSAGE of AWS
    that denies a call, or a log with many of them, on standard input for -: the kind of policy that denied,
    and the option or statement that allows the call; also what aws sts decode-authorization-message prints.
    """
    what = " ".join(words)
    if not what:
        raise UsageError(
            "emit explain", "required: an action, a target or a message", "see emit explain --help"
        )
    if what == "-" or what.lstrip().startswith("{") or len(what.split()) > 1:
        if features or without:
            option = "--feature" if features else "--without"
            raise UsageError(option, "has no effect on a message", "name the target with --target")
        _message(_standard_input() if what == "-" else what, targets, environment, config, as_json)
        return
    if targets:
        raise UsageError("--target", "requires a message", "leave it out")
    if environment is not None and ":" not in what:
        _deployed(what, environment, config, (*features, *without), as_json)
        return
    for option, given in (("--env", environment), ("--config", config)):
        if given:
            raise UsageError(option, "requires a target or a message", "leave it out")
    _known(what, features, without, as_json)


def _known(what: str, features: tuple[str, ...], without: tuple[str, ...], as_json: bool) -> None:
    """Print what the catalogue has of an action or a target."""
    if ":" in what:
        from ..catalogue.explain_action import explain_action
        from ..catalogue.index import permissions_with

        if features or without:
            raise UsageError("--feature" if features else "--without", "requires a target", "leave it out")
        explained = explain_action(what, permissions_with(what))
        lines = _action(explained)
    else:
        from ..catalogue.explain import explain_target
        from ..catalogue.targets import load_target, names
        from ..project.error_places import on_options
        from ..project.options import name_and_version

        name, version = name_and_version(what)
        if name not in names():
            remedy = nearest(name, names()) or "emit targets lists the targets; an action is SERVICE:ACTION"
            raise UsageError(f"explain {what}", "is no action, target or message", remedy)
        try:
            explained = explain_target(load_target(name), version, features, without)
        except RequestError as error:
            raise on_options(error) from None
        lines = _target(explained)
    click.echo(json.dumps(explained, indent=2) if as_json else "\n".join(lines))


def _deployed(
    target: str, environment: str, config: str | None, features: tuple[str, ...], as_json: bool
) -> None:
    """Print what ``environment`` deploys for ``target``: the identity, and all targets that share it."""
    from ..project.config import read_config
    from ..review.markdown import markdown
    from ..review.model import data
    from ..review.page import page
    from ..review.subjects import of_environments, of_target

    if features or "@" in target:
        where = "--feature" if features else target
        raise UsageError(where, f"is what emit.toml says for {environment}", "leave it out")
    read = read_config(config)
    subjects = of_target(of_environments(read, (environment,), None), target, environment)
    views = page(environment, subjects, read.accepted, "", None).identities
    click.echo(json.dumps(data(views), indent=2) if as_json else markdown(views))


def _message(
    text: str, targets: tuple[str, ...], environment: str | None, config: str | None, as_json: bool
) -> None:
    """Print what every denial in ``text`` asks for."""
    from ..fit.configured import candidates
    from ..fit.denied import explain, found_in
    from ..fit.denied_report import data, lines
    from ..fit.messages import read

    if config is not None and environment is None:
        raise UsageError("--config", "has no effect without --env", "name an environment")
    found = found_in((line, denial) for line, denial in read(text))
    if not found:
        _nothing(text)
    several = [
        explain(denial, times, line, candidates(targets, environment, config, denial.action))
        for denial, times, line in found
    ]
    if as_json:
        click.echo(json.dumps(data(several), indent=2))
    else:
        click.echo("\n".join(map(printable, lines(several, targets, environment or ""))))


def _nothing(text: str) -> NoReturn:
    """Raise :class:`~emitter.errors.UsageError` for ``text``, which names no action that was denied."""
    from ..fit.messages import actions_of, encoded, operation

    if message := encoded(text):
        shown = message if len(message) <= 60 else "MESSAGE"
        raise UsageError(
            "emit explain",
            "AWS encoded what was denied",
            f"run aws sts decode-authorization-message --encoded-message {shown} | emit explain -",
        )
    if called := operation(text):
        actions = actions_of(called)
        several = " or ".join(f"emit explain {one}" for one in actions[:_ACTIONS])
        raise UsageError(
            "emit explain",
            f"AWS does not say which permission was missing for {called}, nor by which policy",
            f"see {several}" if several else "ask CloudTrail for the event and its errorMessage",
        )
    what = "there is no message in it that names a denied action"
    raise UsageError("emit explain", what, "give 'User: … is not authorized to perform: …', or an action")


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise UsageError("-", "is a terminal", "redirect a log into it")
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(
            "-", f"is larger than {_LARGEST >> 20} MB", "give only the lines with 'not authorized'"
        )
    return data.decode("utf-8", "replace")


def _action(explained: dict[str, Any]) -> Iterable[str]:
    yield explained["action"]
    for grant in explained["grants"]:
        life = "".join(f", {word} {grant[word]}" for word in ("since", "until") if grant[word])
        yield f"  {grant['target']}: {needed_by(grant)}{life}"
        yield f"      {grant['reason']}"
        yield from (f"      on {resource['pattern']}" for resource in grant["resources"])
        yield from (f"      {source['confidence']}: {source['url']}" for source in grant["sources"])
    for page in explained["documented"]:
        given = "" if page["as"].lower() == explained["action"].lower() else f" as {page['as']}"
        yield f"  {page['target']}: documented for {span(page['since'], page['until'])}{given}"
        yield f"      {page['source']['url']}"


def _target(explained: dict[str, Any]) -> Iterable[str]:
    yield f"# {explained['target']}: {explained['deployer']} {explained['version']}, {explained['title']}"
    yield ""
    yield f"On: {', '.join(explained['on']) or 'nothing'}. Off: {', '.join(explained['off']) or 'nothing'}."
    yield ""
    yield "| statement | action | on | if | needed by | why | confidence | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for grant in explained["grants"]:
        conditions = (f"{c['key']} {c['operator']} {', '.join(c['values'])}" for c in grant["conditions"])
        cells = (
            grant["sid"],
            f"`{grant['action']}`",
            "<br>".join(f"`{resource}`" for resource in grant["resources"]),
            "<br>".join(f"`{condition}`" for condition in conditions),
            needed_by(grant),
            grant["reason"],
            grant["confidence"],
            "<br>".join(f"[{source['cite']}]({source['url']})" for source in grant["sources"]),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "Reviewed by: ____________________  Date: ____________"
