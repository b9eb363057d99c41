"""``emit targets``."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from ..errors import RequestError, UsageError
from ..messages import span
from .options import debug_option, offer_targets


@click.command("targets")
@click.argument("name", required=False, shell_complete=offer_targets)
@click.option("--permissions", is_flag=True, help="Every permission of NAME, with its reason and sources.")
@click.option("--since", metavar="VERSION", help="What changed for NAME after VERSION, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@debug_option
def command(name: str | None, permissions: bool, since: str | None, as_json: bool) -> None:
    """List the targets, or what one takes: its values, features and permissions.

    "read up to" is the newest release whose source was read, and the day.

    \b
    Examples:
      emit targets piped-ecs
      emit targets piped-ecs --since 0.47
    """
    from ..catalogue.targets import load_target

    if permissions and name is None:
        raise UsageError("--permissions", "requires the name of a target", "emit targets NAME --permissions")
    if since is not None:
        from ..catalogue.explain import changes

        if name is None:
            raise UsageError("--since", "requires the name of a target", "emit targets NAME --since VERSION")
        try:
            changed = changes(load_target(name), since)
        except RequestError as error:
            raise UsageError("--since", error.what, error.remedy) from None
        _show(json.dumps(changed, indent=2) if as_json else "\n".join(_changes(changed)))
        return

    if name is None:
        from ..catalogue.index import summaries

        listed = summaries()
        _show(json.dumps(listed, indent=2) if as_json else _table(listed))
        return
    from ..catalogue.describe import detail

    described = detail(load_target(name))
    lines = _page(described) if permissions else _overview(described)
    _show(json.dumps(described, indent=2) if as_json else "\n".join(lines))


def _show(text: str) -> None:
    """Print ``text``, through the pager where a terminal cannot show all of it at once."""
    import shutil
    import sys

    if sys.stdout.isatty() and text.count("\n") + 2 > shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)


def _table(listed: Sequence[dict[str, Any]]) -> str:
    rows = [
        (
            t["name"],
            span(t["versions"][0], t["versions"][-1]),
            _read(t),
            t["identity"],
            f"{t['deployer']}: {t['title']}",
        )
        for t in listed
    ]
    return "\n".join(columns([("target", "versions", "read up to", "identity", "what deploys"), *rows]))


def columns(rows: Sequence[Sequence[str]], indent: str = "") -> Iterable[str]:
    """Yield ``rows`` as lines, each column as wide as its widest cell, the last as it is."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"{indent}{'  '.join([*cells, row[-1]])}".rstrip()


def needed_by(grant: dict[str, Any]) -> str:
    """Return the features that need ``grant``, as ``apply, lockfile with kms``."""
    return ", ".join(grant["features"]) + "".join(f" with {feature}" for feature in grant["requires"])


def _read(target: dict[str, Any]) -> str:
    return "{version}, {day}".format(**target["read"]) if target["read"] else "not stated"


def _overview(target: dict[str, Any]) -> Iterable[str]:
    yield from _head(target)
    grants = target["grants"]
    yield from ("", f"permissions ({len(grants)}; emit targets {target['name']} --permissions lists them)")
    services = {grant["action"].partition(":")[0]: 0 for grant in grants}
    for action in {grant["action"] for grant in grants}:
        services[action.partition(":")[0]] += 1
    yield from _wrapped("actions  ", [f"{count} of {service}" for service, count in services.items()])
    known: dict[str, int] = {}
    for grant in grants:
        known[grant["confidence"]] = known.get(grant["confidence"], 0) + 1
    yield from _wrapped("known from  ", [_KNOWN[one].format(count) for one, count in known.items()])
    if target["documented"]:
        yield from ("", "documented policy")
    for page in target["documented"]:
        worst = f", {len(page['warnings'])} faults; {page['warnings'][0]}" if page["warnings"] else ""
        yield f"  {span(page['since'], page['until'])}: {len(page['actions'])} actions{worst}"


_KNOWN = {
    "code": "the source {}",
    "documented": "the deployer's page {}",
    "vendor": "a page of AWS {}",
    "inferred": "a conclusion {}",
}


def _wrapped(head: str, words: Sequence[str]) -> Iterable[str]:
    """Yield ``words``, with commas between, in lines that fit a screen."""
    from textwrap import wrap

    yield from wrap(", ".join(words), 96, initial_indent=f"  {head}", subsequent_indent=" " * (len(head) + 2))


def _head(target: dict[str, Any]) -> Iterable[str]:
    yield f"{target['name']}: {target['deployer']}, {target['title']}"
    yield f"versions {', '.join(target['versions'])}; read up to {_read(target)}"
    yield f"identities {', '.join(target['identities'])} (the first is the default)"
    yield from ("", "values")
    yield from columns(
        [(p["name"], _need(p), p["summary"]) for p in target["parameters"]],
        "  ",
    )
    yield from ("", "features")
    yield from columns([(f["name"], _state(f), f["summary"]) for f in target["features"]], "  ")


def _page(target: dict[str, Any]) -> Iterable[str]:
    yield from _head(target)
    yield from ("", "permissions")
    for grant in target["grants"]:
        life = "".join(f" {word} {grant[word]}" for word in ("since", "until") if grant[word])
        yield f"  {grant['action']}{life}, for {needed_by(grant)}: {grant['reason']}"
        for resource in grant["resources"]:
            when = f" (with {resource['when']})" if resource["when"] else ""
            yield f"      on {resource['pattern']}{when}"
        for condition in grant["conditions"]:
            when = f" (with {condition['when']})" if condition["when"] else ""
            values = ", ".join(condition["values"])
            yield f"      if {condition['key']} {condition['operator']} {values}{when}"
        for source in grant["sources"]:
            yield f"      {source['confidence']}: {source['url']}"
    yield from ("", "documented")
    for page in target["documented"]:
        versions = span(page["since"], page["until"])
        yield f"  {versions}: {len(page['actions'])} actions, {page['source']['url']}"
        yield from (f"      {warning}" for warning in page["warnings"])


def _need(parameter: dict[str, Any]) -> str:
    if parameter["default"] is not None:
        follows = "; {1} from {0} on".format(*parameter["follows"]) if parameter["follows"] else ""
        return f"default {parameter['default']}{follows}"
    return "optional" if parameter["optional"] else "required"


def _state(feature: dict[str, Any]) -> str:
    state = "on" if feature["default"] else "off"
    if feature["since"]:
        state += f", since {feature['since']}"
    if feature["fixed_since"]:
        state += f", fixed from {feature['fixed_since']}"
    return state


def _changes(changed: dict[str, Any]) -> Iterable[str]:
    yield f"{changed['target']} from {changed['since']} to {changed['until']}"
    if not changed["changes"]:
        yield "nothing changed"
    for step in changed["changes"]:
        yield from ("", step["version"])
        yield from (f"  {line}" for line in step["features"])
        for key, word in (("needed", "needs"), ("no_longer_needed", "no longer needs")):
            for grant in step[key]:
                yield f"  {word} {grant['action']}, for {needed_by(grant)}: {grant['reason']}"
                yield from (f"      {source['confidence']}: {source['url']}" for source in grant["sources"])
        for key, word in (("added", "documents"), ("removed", "no longer documents")):
            if step["documented"].get(key):
                yield f"  {word} {', '.join(step['documented'][key])}"
