"""Differences for people: plain text, and Markdown for a pull request."""

from collections.abc import Callable, Iterable, Sequence

from ..messages import printable
from .changes import Change, Difference

_IN = {"permission": "", "trust": " in the trust policy", "boundary": " in the permissions boundary"}


def text(differences: Sequence[tuple[str, Difference]], findings: Sequence[str]) -> str:
    """Return plain text; ``differences`` come with the file they are in, ``findings`` are lines of the
    linter.
    """
    return "\n".join(map(printable, _lines(differences, findings, lambda s: s, "  ", ""))) + "\n"


def markdown(differences: Sequence[tuple[str, Difference]], findings: Sequence[str]) -> str:
    """Return markdown, with the same content."""
    lines = _lines(differences, findings, lambda s: f"`{s}`", "- ", "### ")
    return "\n".join(map(printable, lines)) + "\n"


def _lines(
    differences: Sequence[tuple[str, Difference]],
    findings: Sequence[str],
    code: Callable[[str], str],
    bullet: str,
    heading: str,
) -> Iterable[str]:
    if not differences and not findings:
        yield "no difference in access"
    for label, difference in differences:
        only = {"": "", "old": " (gone)", "new": " (new)"}[difference.only]
        yield f"{heading}{' '.join(filter(None, (label, difference.name)))}{only}"
        if heading:
            yield ""
        yield from (f"{bullet}{_change(change, code)}" for change in difference.changes)
        yield ""
    if findings:
        yield f"{heading}findings that are new"
        if heading:
            yield ""
        yield from (f"{bullet}{finding}" for finding in findings)


def _change(change: Change, code: Callable[[str], str]) -> str:
    if change.about == "default":
        return _default(change, code)
    if change.about == "policy":
        return f"{change.sort}: all that {_all(change.new or change.old, code)} gives"
    if not change.actions:
        return _boundary(change, code)
    verb = f"{change.sort}{_IN[change.about]}"
    deny = " (Deny)" if change.effect == "Deny" else ""
    return f"{verb}: {_actions(change.actions, code)}{deny} {_where(change, code)}"


def _boundary(change: Change, code: Callable[[str], str]) -> str:
    """Return a permissions boundary that comes, goes, or is another."""
    old, new = _all(change.old, code), _all(change.new, code)
    if old and new:
        return f"{change.sort}: the permissions boundary, from {old} to {new}"
    within = f"only within {new}" if new else f"no longer within {old}"
    return f"{change.sort}: {within}, its permissions boundary"


def _default(change: Change, code: Callable[[str], str]) -> str:
    """Return a parameter with another default."""
    old, new = (_all(values, code) or "none" for values in (change.old, change.new))
    return f"{change.sort}: default of {code(change.parameter)}, from {old} to {new}"


def _actions(actions: Sequence[str], code: Callable[[str], str]) -> str:
    """Return every action, with its service named once."""
    services: dict[str, list[str]] = {}
    for action in actions:
        service, colon, name = action.partition(":")
        services.setdefault(f"{service}{colon}", []).append(name)
    return ", ".join(code(f"{service}{', '.join(names)}") for service, names in services.items())


def _where(change: Change, code: Callable[[str], str]) -> str:
    old, new = _all(change.old, code), _all(change.new, code)
    was, now = " and ".join(change.conditions_old), " and ".join(change.conditions_new)
    where = _on(old, new, _actions(change.instead, code), _lost(change))
    if change.old and change.new and was != now:
        after, before = (code(text) if text else "nothing more" for text in (now, was))
        return f"{where}, if {after}; before, if {before}"
    condition = now or was
    return f"{where}, if {code(condition)}" if condition else where


def _lost(change: Change) -> bool:
    """Return whether the statement says less than before, which is more access when it is a Deny."""
    return (change.sort == "narrowed") != (change.effect == "Deny")


def _on(old: str, new: str, instead: str, lost: bool) -> str:
    if instead:
        return f"on {old} to {instead} on {new}" if lost else f"on {new}, before {instead} on {old}"
    return f"on {new or old}" if not old or not new or old == new else f"from {old} to {new}"


def _all(resources: Sequence[str], code: Callable[[str], str]) -> str:
    return " and ".join(map(code, resources))
