"""What a deployment says, in a form that can be held against what was read back from a file."""

import re
from typing import NamedTuple

from emitter.catalogue.patterns import Hole, join


class Line(NamedTuple):
    """One statement; ``principal`` is ``(kind, names)`` in a trust policy."""

    sid: str | None
    actions: tuple
    resources: tuple
    conditions: frozenset
    principal: tuple | None = None


class Said(NamedTuple):
    """One identity with its statements; texts are tuples of parts as in ``emitter.catalogue.patterns``."""

    name: tuple | None
    statements: tuple
    trust: tuple = ()
    path: str | None = None
    description: str | None = None
    boundary: tuple | None = None
    duration: int | None = None
    tags: frozenset = frozenset()
    users: frozenset = frozenset()
    members: frozenset = frozenset()


def said(deployment):
    """What ``deployment`` should say, whatever it is printed as."""
    identity = deployment.identity
    return Said(
        name=identity.name or None,
        statements=tuple(_line(s) for policy in deployment.policies for s in policy.statements),
        trust=tuple(
            Line(None, _names(t.actions), (), _conditions(t.conditions), (t.principal, t.names))
            for t in identity.trust
        ),
        path=identity.path,
        description=identity.description,
        boundary=identity.permissions_boundary,
        duration=identity.max_session_duration,
        tags=frozenset((identity.tags or {}).items()),
        users=frozenset(identity.users),
        members=frozenset(identity.members),
    )


def _line(statement):
    return Line(
        statement.sid, _names(statement.actions), statement.resources, _conditions(statement.conditions)
    )


def _names(actions):
    return tuple(action.JSONrepr() for action in actions)


def _conditions(conditions):
    return frozenset((c.operator, c.key, c.values) for c in conditions)


def filled(value, values):
    """``value``, anything that :class:`Said` holds, with its holes filled from ``values`` by name."""
    if isinstance(value, Hole):
        return value if value.kind == "variable" else values[value.name]
    if isinstance(value, (Line, Said)):
        return type(value)(*(filled(item, values) for item in value))
    if isinstance(value, tuple) and any(isinstance(part, Hole) for part in value):
        return join(filled(part, values) for part in value)
    if isinstance(value, (tuple, frozenset)):
        return type(value)(filled(item, values) for item in value)
    return value


def policy_text(text):
    """A string of a policy document as IAM takes it: ``${…}`` is a policy variable."""
    pieces = re.split(r"\$\{([^}]*)\}", text)
    return join(Hole("variable", piece) if n % 2 else piece for n, piece in enumerate(pieces))


def document_lines(document, text=policy_text):
    """The statements of a policy document; ``text`` reads each of its strings."""
    return tuple(
        Line(
            statement.get("Sid"),
            tuple(statement["Action"]),
            tuple(text(resource) for resource in statement.get("Resource", ())),
            frozenset(
                (operator, (key,), tuple(text(value) for value in values))
                for operator, keys in statement.get("Condition", {}).items()
                for key, values in keys.items()
            ),
            next(
                ((kind, tuple(map(text, names))) for kind, names in statement.get("Principal", {}).items()),
                None,
            ),
        )
        for statement in document["Statement"]
        if statement["Effect"] == "Allow"
    )
