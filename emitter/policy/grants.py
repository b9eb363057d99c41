"""What the statements of identity policies grant: actions, where, and under which conditions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..aws.service_reference import Action, expand
from ..aws.wildcards import is_pattern, parse
from ..reading.document import Condition, Document, Statement
from ..reading.values import Unknown, Value
from .operators import compared_by
from .resource_arns import is_all
from .wildcards import is_wide, matches, tokens

# Beginnings of condition keys that say who calls, when or from where, or whose account it is, but not what is
# reached there.
_CALLER = (
    "aws:currenttime",
    "aws:epochtime",
    "aws:federatedprovider",
    "aws:multifactorauth",
    "aws:principal",
    "aws:referer",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:resourceorg",
    "aws:securetransport",
    "aws:sourceidentity",
    "aws:sourceip",
    "aws:sourcevpc",
    "aws:tokenissuetime",
    "aws:useragent",
    "aws:userid",
    "aws:username",
    "aws:vpcsourceip",
)


class AllowedAction(NamedTuple):
    """An action that a statement allows; ``value`` is how the statement spells it."""

    action: str
    value: Value
    statement: Statement


def allowing(document: Document) -> Iterator[Statement]:
    """Yield the statements of an identity policy that allow something."""
    if document.kind == "identity":
        yield from (statement for statement in document.statements if statement.allows)


def granted(
    documents: Iterable[Document], names: frozenset[str], broadly: bool = False
) -> dict[str, list[AllowedAction]]:
    """Return the actions among ``names`` (lower case) that ``documents`` allow, with every grant of them.

    What a statement denies wholly is left out. With ``broadly``, ``*``, ``NotAction`` and an action that is
    not known count too, as grants of whatever they may let in.
    """
    documents = tuple(documents)
    found: dict[str, list[AllowedAction]] = {}
    for document in documents:
        for statement in allowing(document):
            for value in statement.actions:
                for name in actions_matched(value, names, broadly):
                    found.setdefault(name, []).append(AllowedAction(name, value, statement))
            if broadly and statement.not_actions:
                open_ = any(value.text is None for value in statement.not_actions)
                for name in names if open_ else allowed_by_not_action(statement, names):
                    found.setdefault(name, []).append(
                        AllowedAction(name, statement.not_actions[0], statement)
                    )
    for name in denied(documents, frozenset(found)):
        del found[name]
    return found


def naming(document: Document, name: str) -> Iterator[tuple[Statement, Value]]:
    """Yield each statement of ``document`` that allows ``name`` by that name, with the value that spells it.

    None where ``document`` denies it wholly.
    """
    if denied((document,), frozenset({name.lower()})):
        return
    for statement in allowing(document):
        for value in statement.actions:
            if value.text is not None and value.text.lower() == name.lower():
                yield statement, value
                break


def allowed_by_not_action(statement: Statement, names: frozenset[str]) -> Sequence[str]:
    """Return the actions among ``names`` that the ``NotAction`` of ``statement`` does not hold."""
    if not statement.not_actions or any(value.text is None for value in statement.not_actions):
        return ()
    held = {name for value in statement.not_actions for name in actions_matched(value, names, True)}
    return sorted(names - held)


def actions_matched(value: Value, names: frozenset[str], broadly: bool = False) -> Iterable[str]:
    """Return the actions among ``names`` that ``value`` stands for; ``broadly`` is as in :func:`granted`."""
    text = value.text
    if text is None:
        return names if broadly else ()
    lower = text.lower()
    if lower in names:
        return (lower,)
    if not is_pattern(lower) or (is_wide(lower) and not broadly):
        return ()
    return matching(lower, names)


def denied(documents: Iterable[Document], names: frozenset[str]) -> set[str]:
    """Return the actions among ``names`` (lower case) that ``documents`` deny whatever happens, on
    everything.
    """
    return {
        name
        for document in documents
        for statement in document.statements
        if statement.effect == "Deny" and _is_sure(statement) and any(map(is_all, statement.resources))
        for name in _denied_names(statement, names)
    }


def _is_sure(statement: Statement) -> bool:
    """Return whether ``statement`` is there and holds, whatever a request or a deployment brings."""
    return "Condition" not in statement.present and not statement.conditions and not statement.when


def _denied_names(statement: Statement, names: frozenset[str]) -> Iterable[str]:
    yield from allowed_by_not_action(statement, names)
    for value in statement.actions:
        if value.text is not None:
            yield from names if is_wide(value.text) else matching(value.text.lower(), names)


@lru_cache(maxsize=4096)
def matching(pattern: str, names: frozenset[str]) -> tuple[str, ...]:
    """Return the names that ``pattern``, lower case as they are, stands for."""
    field = parse(pattern)
    return tuple(sorted(name for name in names if matches(field, name)))


def is_scoped(statement: Statement) -> bool:
    """Return whether a condition says something about what is reached, or the file does not spell them all
    out.
    """
    return bool(statement.open) or any(map(restricts_resource, statement.conditions))


def restricts_resource(condition: Condition) -> bool:
    """Return whether ``condition`` says something about what is reached."""
    key = condition.key.shown.lower()
    # A tag that may have any value has to be there, and most resources lack it.
    return not key.startswith(_CALLER) and ("tag/" in key or not _admits_all(condition))


def _admits_all(condition: Condition) -> bool:
    """Return whether ``condition`` holds whatever its key is."""
    return compared_by(condition.operator) in _WILD and any(map(is_all, condition.values))


def conditions_on(statement: Statement, key: str) -> Iterator[Condition]:
    """Yield the conditions of ``statement`` that restrict ``key`` (lower case) to values."""
    for condition in statement.conditions:
        if condition.key.shown.lower() == key and compared_by(condition.operator) in _TO_VALUES:
            yield condition


_WILD = ("stringlike", "arnlike", "arnequals")
_TO_VALUES = ("stringequals", "stringequalsignorecase", "stringlike")


def restricts(statement: Statement, key: str) -> bool:
    """Return whether ``statement`` holds for some services only, which ``key`` (lower case) names, or may."""
    return bool(statement.open) or any(
        not any(_EVERY_SERVICE.fullmatch(value.shown) for value in condition.values)
        for condition in conditions_on(statement, key)
    )


_EVERY_SERVICE = re.compile(r"\*+(\.amazonaws\.com(\.cn)?)?")


def fixes(statement: Statement, key: str) -> bool:
    """Return whether ``statement`` holds for values of ``key`` (lower case) only that it spells
    out, or may.
    """
    return bool(statement.open) or any(
        all(value.text is not None and not is_pattern(value.text) for value in condition.values)
        for condition in conditions_on(statement, key)
    )


def condition_admits(statement: Statement, key: str, text: str) -> bool | None:
    """Return whether ``statement`` holds when ``key`` (lower case) is ``text``; ``None`` when that is not
    known.
    """
    sure: bool | None = None if statement.open else True
    for condition in conditions_on(statement, key):
        like = compared_by(condition.operator) == "stringlike"
        could = [value for value in condition.values if _could_be(value, text, like)]
        if not could:
            return False
        if all(map(_is_guess, could)):
            sure = None
    return sure


def _could_be(value: Value, text: str, like: bool) -> bool:
    return matches(tokens(value), text) if like or value.text is None else value.text == text


def _is_guess(value: Value) -> bool:
    """Return whether ``value`` may be anything; a part of a known shape, as the end of a host's name, may
    not.
    """
    return any(isinstance(part, Unknown) and part.shape == ".*" for part in value.parts)


@lru_cache(maxsize=16384)
def _some(text: str, wanted: Callable[[Action], bool]) -> tuple[Action, ...]:
    """Return the actions that ``text`` names and that are ``wanted``; none for more than a part of one
    service.
    """
    service, colon, name = text.partition(":")
    if not colon or is_pattern(service) or not name.strip("*"):
        return ()
    return tuple(filter(wanted, expand(text)))


class BroadAccess(NamedTuple):
    """What a statement lets through to ``resource``: values of its ``Action``, and actions of each."""

    statement: Statement
    resource: Value
    actions: tuple[tuple[Value, tuple[Action, ...]], ...]


def allowed_broadly(
    document: Document,
    wanted: Callable[[Action], bool],
    on: Callable[[Value], bool] | None = None,
    by: Callable[[Value, Action], bool] | None = None,
) -> Iterator[BroadAccess]:
    """Yield what ``document`` allows of the actions that are ``wanted``.

    With ``on``, only on a resource for which it holds; with ``by``, only those actions for which it
    holds together with the resource. A statement whose conditions say what is reached is left out, and so
    are ``*`` and ``ecs:*``, about which there is more to say, and what ``document`` denies wholly.
    """
    denies = any(statement.effect == "Deny" for statement in document.statements)
    for statement in allowing(document):
        asked = [(value, _some(value.text, wanted)) for value in statement.actions if value.text]
        if denies:
            asked = [(value, _left(document, actions)) for value, actions in asked]
        asked = [(value, actions) for value, actions in asked if actions]
        if not asked or is_scoped(statement):
            continue
        for resource in statement.resources:
            if on is not None and not on(resource):
                continue
            found = asked if by is None else list(_narrowed(asked, resource, by))
            if found:
                yield BroadAccess(statement, resource, tuple(found))
                break


def _left(document: Document, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return those of ``actions`` that ``document`` does not deny wholly."""
    gone = denied((document,), frozenset(action.name.lower() for action in actions))
    return tuple(action for action in actions if action.name.lower() not in gone) if gone else actions


_Asked: TypeAlias = tuple[Value, tuple[Action, ...]]


def _narrowed(
    asked: Iterable[_Asked], resource: Value, by: Callable[[Value, Action], bool]
) -> Iterator[_Asked]:
    for value, actions in asked:
        left = tuple(action for action in actions if by(resource, action))
        if left:
            yield value, left
