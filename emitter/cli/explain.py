"""``emit explain``."""

import json
from collections.abc import Iterable
from typing import Any

import click

from ..errors import RequestError, UsageError
from .options import debug_option, offer_features, offer_targets
from .targets import needed_by


@click.command("explain")
@click.argument("what", metavar="ACTION|TARGET[@VERSION]", shell_complete=offer_targets)
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
@debug_option
def command(what: str, features: tuple[str, ...], without: tuple[str, ...], as_json: bool) -> None:
    """Say why a permission is there, and how that is known.

    An ACTION, as ecs:CreateService: every target, feature and version that needs it. A TARGET: a
    table of its permissions, in Markdown, for a security reviewer to sign.
    """
    if ":" in what:
        from ..catalogue.explain_action import explain_action
        from ..catalogue.index import permissions_with

        if features or without:
            raise UsageError("--feature" if features else "--without", "requires a target", "leave it out")
        explained = explain_action(what, permissions_with(what))
        lines = _action(explained)
    else:
        from ..catalogue.explain import explain_target
        from ..catalogue.targets import load_target
        from ..project.error_places import on_options
        from ..project.options import name_and_version

        name, version = name_and_version(what)
        try:
            explained = explain_target(load_target(name), version, features, without)
        except RequestError as error:
            raise on_options(error) from None
        lines = _target(explained)
    click.echo(json.dumps(explained, indent=2) if as_json else "\n".join(lines))


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
        yield f"  {page['target']}: documented for {page['since']} to {page['until']}{given}"
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
