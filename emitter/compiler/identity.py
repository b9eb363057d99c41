"""A kind of identity and its settings → an Identity: trust filled in, every setting checked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..catalogue.identities import settings_of
from ..catalogue.model import MATCH, GrantCondition, Kind, Trust
from ..catalogue.patterns import Hole, Text, expand, holes, parse, substitute
from ..catalogue.syntax import TAG_KEY, TAG_VALUE
from ..errors import RequestError
from ..messages import nearest
from .deployment import BoundCondition, BoundIdentity, BoundStatement, TrustStatement
from .plan import plan_statements
from .request import Values
from .statements import bind_statements
from .values import check, texts

_Filled = Mapping[str, tuple[Text, ...]]
_NOTHING: Mapping[str, Text] = MappingProxyType({})


def bind_identity(
    kind: Kind, given: Values, where: Mapping[str, Text], left: Mapping[str, Text] = _NOTHING
) -> BoundIdentity:
    """Return the identity of ``kind`` with the settings ``given``; its name is empty when none is given.

    ``where`` maps each pseudo parameter to what is known of it, ``left`` each setting that is left to the
    template to what stands for it. Raises
    :class:`~emitter.errors.RequestError` at ``identity.NAME`` for one that is unknown, missing or wrong.
    """
    known = settings_of(kind)
    for name in given:
        if name not in known:
            raise RequestError(
                f"identity.{name}", f"unknown setting {name!r} of {kind.name}", nearest(name, known)
            )
    filled = {
        name: texts(f"identity.{name}", known[name], values, where) for name, values in given.items()
    } | {name: (text,) for name, text in left.items()}
    _complete(kind, filled)
    for setting in kind.settings:
        if setting.name not in filled and setting.default is not None:
            filled[setting.name] = ((setting.default,),)
    one = {name: values[0] for name, values in filled.items()}
    literal = {name: "".join(part for part in text if isinstance(part, str)) for name, text in one.items()}
    return BoundIdentity(
        kind=kind,
        name=one.get("name", ()),
        path=literal.get("path"),
        permissions_boundary=one.get("permissions_boundary"),
        max_session_duration=int(literal["max_session_duration"]) if "max_session_duration" in one else None,
        description=literal.get("description"),
        trust=tuple(
            _trust(kind, trust, {name: (text,) for name, text in where.items()} | filled)
            for trust in kind.trust
        ),
        users=_names(filled, "users"),
        members=_apart(filled),
        settings={setting.name: one[setting.name] for setting in kind.settings if setting.name in one},
        existing=_existing(kind, literal),
        moved_from=literal.get("moved_from", ""),
        exclusive="exclusive" in known and literal.get("exclusive") != "false",
        statements=tuple(_platform(kind, {name: (text,) for name, text in where.items()} | filled)),
        remarks=tuple(
            remark.text
            for remark in kind.remarks
            if any(re.fullmatch(remark.pattern, value) for value in given.get(remark.setting, ()))
        ),
    )


def check_tags(tags: Mapping[str, str]) -> Mapping[str, str]:
    """Return ``tags`` in the order of their keys.

    Raises :class:`~emitter.errors.RequestError` for a key or value that IAM would refuse.
    """
    if len(tags) > 50:
        raise RequestError("tags", f"{len(tags)} tags", "IAM allows up to 50")
    for key, value in tags.items():
        check(TAG_KEY, "tags", key)
        check(TAG_VALUE, f"tags.{key}", value)
        if key.lower().startswith("aws:"):
            raise RequestError(f"tags.{key}", "begins with aws:", "that prefix is AWS's own")
    for one, twin in _twins(tags):
        raise RequestError(f"tags.{twin}", f"differs from {one} in case only", "IAM treats them as the same")
    return dict(sorted(tags.items()))


def _twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield two of ``names`` that are one to IAM, which takes case for nothing.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and, for tags,
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules.
    """
    seen: dict[str, str] = {}
    for name in names:
        if seen.setdefault(name.lower(), name) != name:
            yield seen[name.lower()], name


def _complete(kind: Kind, filled: _Filled) -> None:
    """Hold the settings that are given against those that have to be."""
    for setting in kind.settings:
        needed = setting.default is None and setting.name not in (*kind.one_of, *_optional(kind))
        if needed and setting.name not in filled:
            raise RequestError(
                f"identity.{setting.name}", f"required for {kind.name}", f"give the {setting.summary}"
            )
    chosen = [name for name in kind.one_of if name in filled]
    if kind.one_of and not chosen:
        raise RequestError(
            f"identity.{kind.one_of[0]}", f"required for {kind.name}", f"give one of {', '.join(kind.one_of)}"
        )
    if len(chosen) > 1:
        raise RequestError(
            f"identity.{chosen[1]}",
            f"contradicts identity.{chosen[0]}",
            f"give one of {', '.join(kind.one_of)}",
        )


def _optional(kind: Kind) -> Iterable[str]:
    conditions = (c.when for trust in kind.trust for c in trust.conditions if c.when is not None)
    return (*kind.optional, *conditions)


def _trust(kind: Kind, trust: Trust, filled: _Filled) -> TrustStatement:
    there = [parse(name) for name in trust.names if all(hole in filled for hole in holes(parse(name)))]
    return TrustStatement(
        trust.principal,
        expand(there, filled),
        trust.actions,
        tuple(_condition(c, filled) for c in trust.conditions if c.when is None or c.when in filled),
    )


def _platform(kind: Kind, filled: _Filled) -> Iterator[BoundStatement]:
    """Return what the platform needs of an identity of ``kind``, for the settings that are given."""
    on = frozenset(filled)
    grants = [grant for grant in kind.grants if not grant.features or not on.isdisjoint(grant.features)]
    return bind_statements(plan_statements(kind.name, grants, on), filled)


def _condition(condition: GrantCondition, filled: _Filled) -> BoundCondition:
    values = expand([parse(value) for value in condition.values], filled)
    key = substitute(parse(condition.key), {name: texts[0] for name, texts in filled.items()})
    operator = condition.operator
    if operator == MATCH:
        operator = (
            "StringLike" if any(_may_be_wild(part) for text in values for part in text) else "StringEquals"
        )
    return BoundCondition(operator, key, values)


def _may_be_wild(part: str | Hole) -> bool:
    """Return whether ``part`` has a wildcard, or a value given at deployment can have one."""
    return "*" in part or "?" in part if isinstance(part, str) else part.kind == "parameter"


def _existing(kind: Kind, literal: Mapping[str, str]) -> tuple[str, str] | None:
    if kind.makes != "existing":
        return None
    return next((name, literal[name]) for name in kind.one_of if name in literal)


def _names(filled: _Filled, setting: str) -> tuple[str, ...]:
    return tuple(part for text in filled.get(setting, ()) for part in text if isinstance(part, str))


def _apart(filled: _Filled) -> tuple[str, ...]:
    members = _names(filled, "members")
    users = _names(filled, "users")
    both = {name.lower() for name in users} & {name.lower() for name in members}
    if both:
        raise RequestError(
            "identity.members", f"user {min(both)!r} is created and already there", "name it once"
        )
    for setting, names in (("users", users), ("members", members)):
        for one, twin in _twins(names):
            what = f"{twin!r} differs from {one!r} in case only"
            raise RequestError(f"identity.{setting}", what, "name one of them")
    return members
