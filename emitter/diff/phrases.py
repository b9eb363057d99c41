"""A change in words, for text and for Markdown."""

from collections.abc import Callable, Sequence

from .change import Change

# Of one service, no line names more actions. JSON has all of them.
_NAMED = 12

_IN = {"permission": "", "trust": " in the trust policy", "boundary": " in the permissions boundary"}


def phrase(change: Change, code: Callable[[str], str]) -> str:
    """Return ``change`` as ``added: ecs:RunTask on *``; ``code`` marks what is a name in a policy."""
    if change.about == "default":
        return _default(change, code)
    if change.about == "member":
        return f"{change.sort}: the user {_all(change.new or change.old, code)}"
    if change.about == "place":
        old, new = _all(change.old, code), _all(change.new, code)
        anew = f", which AWS cannot change: {_replacement(change, code)}" if change.sort == "replaced" else ""
        return f"{change.sort}: the {change.parameter}, from {old} to {new}{anew}"
    if change.about == "policy":
        return f"{change.sort}: all that {_all(change.new or change.old, code)} gives"
    if not change.actions:
        return _boundary(change, code)
    verb = f"{change.sort}{_IN[change.about]}"
    deny = " (Deny)" if change.effect == "Deny" else ""
    return f"{verb}: {_actions(change.actions, code)}{deny} {_where(change, code)}"


def _replacement(change: Change, code: Callable[[str], str]) -> str:
    """Return what comes of a replacement."""
    if change.kept:
        return f"CloudFormation refuses while the name stays {code(change.kept)}; give it another name too"
    return "it is deleted and made anew"


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
    """Return the actions, with their service named once, and a number for what is more than a line takes."""
    services: dict[str, list[str]] = {}
    for action in actions:
        service, colon, name = action.partition(":")
        services.setdefault(f"{service}{colon}", []).append(name)
    return ", ".join(_named(service, names, code) for service, names in services.items())


def _named(service: str, names: Sequence[str], code: Callable[[str], str]) -> str:
    if len(names) <= _NAMED:
        return code(f"{service}{', '.join(names)}")
    shown = code(f"{service}{', '.join(names[: _NAMED // 2])}")
    return f"{shown} and {len(names) - _NAMED // 2} more of its actions"


def _where(change: Change, code: Callable[[str], str]) -> str:
    old, new = _all(change.old, code), _all(change.new, code)
    where = _on(old, new, _actions(change.instead, code), _lost(change))
    if not (change.old and change.new) or change.conditions_old == change.conditions_new:
        conditions = " and ".join(change.conditions_new or change.conditions_old)
        return f"{where}, if {code(conditions)}" if conditions else where
    return f"{where}, {_changed_conditions(change, code)}"


def _changed_conditions(change: Change, code: Callable[[str], str]) -> str:
    """Return conditions that differ, with those that both sides have named once."""
    kept = change.conditions_kept
    now, was = (
        code(" and ".join(own)) if (own := [text for text in some if text not in kept]) else ""
        for some in (change.conditions_new, change.conditions_old)
    )
    if not kept:
        ifs = [f"if {text}" if text else "without a condition" for text in (now, was)]
        return f"{ifs[0]}; before {ifs[1]}"
    also = "" if now and was else "also "
    parts = [f"{word} {also}if {text}" for word, text in (("now", now), ("before", was)) if text]
    return "; ".join((f"if {code(' and '.join(kept))}", *parts))


def _lost(change: Change) -> bool:
    """Return whether the statement says less than before, which is more access when it is a Deny."""
    return (change.sort == "narrowed") != (change.effect == "Deny")


def _on(old: str, new: str, instead: str, lost: bool) -> str:
    if instead:
        return f"on {old} to {instead} on {new}" if lost else f"on {new}, before {instead} on {old}"
    return f"on {new or old}" if not old or not new or old == new else f"from {old} to {new}"


def _all(resources: Sequence[str], code: Callable[[str], str]) -> str:
    return " and ".join(map(code, resources))
