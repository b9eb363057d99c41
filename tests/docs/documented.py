"""What the deployers' own pages grant, beside what their code needs.

What is missing in a page are the recorded calls that its policy denies; the rest is the catalogue's.
"""

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

from emitter.catalogue.selection import active, resolve_features
from emitter.catalogue.targets import load_target, names
from emitter.compiler.plan import plan
from tests.bench.grants import granted
from tests.docs.reference import MADE
from tests.support.recordings import denied

PAGE = Path(__file__).parents[2] / "docs" / "documented-against-real.md"
README = Path(__file__).parents[2] / "README.md"
_IN_README = ("ufo", "piped-ecs", "piped-lambda")
# More are counted, not listed.
_LISTED = 12
_HEAD = (
    "| tool | its page grants | on named resources only | its code needs | on named resources only"
    " | missing in the page | never needed |\n|---|---|---|---|---|---|---|"
)


class Documented(NamedTuple):
    """A page of ``target``, held against its newest version ``version``.

    Of the actions that are missing, ``failing`` are needed by features that are on by default; ``others``
    by the rest, each with those features. ``granted`` are all that the page allows, ``named`` those that it
    allows on named resources alone; ``needed`` and ``bound`` are the same of the least privilege by default.
    ``unneeded`` are those that no feature needs.
    """

    target: object
    page: object
    version: str
    failing: dict
    others: dict
    granted: set
    named: set
    needed: set
    bound: set
    unneeded: set


@cache
def documented(name):
    """Every page of the target ``name``."""
    target = load_target(name)
    found = []
    for page in target.pages:
        versions = [v for v in target.versions if target.exists_in(v, page.since, page.until)]
        found.append(_held(target, page, versions[-1]))
    return tuple(found)


def _held(target, page, version):
    there = frozenset(f.name for f in target.features if target.exists_in(version, f.since, f.until))
    default = resolve_features(target, version, (), ())
    every, named = granted(plan(target, version, "documented").statements)
    needed, bound = granted(plan(target, version, "least-privilege").statements)
    grants = active(target, version, there)
    failing, others = {}, {}
    for line in denied(target.name, version):
        action, features = line["action"], set(line["features"]) & there
        if default >= set(line.get("with", ())) and features & default:
            of = sorted(
                (g for g in grants if g.action.JSONrepr() == action),
                key=lambda grant: not features & {*grant.features},
            )
            failing[action] = of[0]
        else:
            others.setdefault(action, set()).update(line.get("with", ()) or features)
    whole = {g.action.JSONrepr() for g in grants}
    return Documented(target, page, version, failing, others, every, named, needed, bound, every - whole)


def head(only=None):
    """A row for each tool, at its newest page."""
    rows = [_HEAD]
    for name in only or names():
        if not documented(name):
            continue
        one = documented(name)[-1]
        cells = (
            f"`{name}` {one.version}",
            f"{len(one.granted):,}",
            f"{len(one.named):,}",
            f"{len(one.needed):,}",
            f"{len(one.bound):,}",
            f"{len(one.failing)} by default, {len(one.others)} for options",
            f"{len(one.unneeded):,}",
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def readme(text):
    """``text``, README's, with the block of grants as it would be made now."""
    before, begin, rest = text.partition("<!-- grants -->\n")
    _, end, after = rest.partition("<!-- /grants -->")
    return f"{before}{begin}{head(_IN_README)}\n{end}{after}"


def whole():
    """The page of all pages."""
    lines = [
        "# What deployers document, and what they need",
        "",
        MADE,
        "For every tool that documents a policy: what it grants, what the code needs, what is missing there,",
        "so that AWS denies a call, and what is too much. *Needs* is the least privilege that emit grants",
        "by default. Actions are those of AWS's service reference, wildcards expanded. What is missing was",
        "found by asking the policy for every recorded call; *by default* are calls of a deployment without",
        "options, *for options* those of features that are off by default. What was read, and when, is in",
        "[the table of targets](reference/targets.md).",
        "",
        head(),
        "",
    ]
    for name in names():
        if documented(name):
            lines += _tool(name)
    return "\n".join(lines).rstrip() + "\n"


def _tool(name):
    target = load_target(name)
    yield f"## {name}"
    yield ""
    yield f"{target.deployer}: {target.title}."
    yield ""
    for one in reversed(documented(name)):
        since, until = one.page.since or target.versions[0], one.page.until or target.versions[-1]
        yield f"### {name} {since} to {until}" if since != until else f"### {name} {since}"
        yield ""
        yield (
            f"[Its page]({one.page.source.url}) grants {_count(one.granted)}, {len(one.named):,} on named"
            f" resources only. The code needs {_count(one.needed)} by default, {len(one.bound):,} on named"
            " resources only."
        )
        yield ""
        yield from _missing(one)
        yield from _too_much(one)
        if one.page.warnings:
            yield "Beside that, the page:"
            yield ""
            yield from (f"- {warning}" for warning in one.page.warnings)
            yield ""


def _missing(one):
    listed = [a.JSONrepr().lower() for s in one.page.statements for a in s.actions]
    if one.failing:
        yield "Missing by default, so that a deployment fails or does less:"
        yield ""
        for action, grant in sorted(one.failing.items()):
            there = any(fnmatchcase(action.lower(), pattern) for pattern in listed)
            how = ", granted on other resources or under a condition" if there else ""
            source = grant.sources[0]
            yield f"- `{action}`{how}: {grant.reason} ([{source.confidence}]({source.url}))"
        yield ""
    if one.others:
        yield "Missing for options:"
        yield ""
        for action, features in sorted(one.others.items()):
            yield f"- `{action}` ({', '.join(sorted(features))})"
        yield ""
    if not one.failing and not one.others:
        yield "No recorded call is denied."
        yield ""


def _too_much(one):
    if not one.unneeded:
        return
    services = {action.partition(":")[0] for action in one.unneeded}
    if len(one.unneeded) <= _LISTED:
        yield f"Never needed: {', '.join(f'`{action}`' for action in sorted(one.unneeded))}."
    else:
        of = ", ".join(f"`{service}`" for service in sorted(services))
        yield f"Never needed: {len(one.unneeded):,} actions of {of}."
    yield ""


def _count(actions):
    return f"{len(actions):,} action" + ("s" if len(actions) != 1 else "")
