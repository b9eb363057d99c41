"""Which resources a value of a policy can stand for: ARNs with wildcards, held against AWS's formats.

A value is text and gaps that a text fills. ``*`` is any text, also beyond a colon, and ``?`` one character
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html). A policy
variable and what only a deployment knows are one text each, whatever it is.

What is not sure counts as a match: a rule that asks reports what cannot be, never what may not be.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..aws.service_reference import Action, ResourceType
from ..aws.wildcards import ANY, ANYTHING, Token, Tokens, Wildcard, joined, literal, parse
from ..reading.document import Document, Statement
from ..reading.values import Part, Unknown, Value
from .containment import contains
from .wildcards import SEGMENT, intersects, is_free, matches, tokens_of

_UNKNOWN: Tokens = (Wildcard("unknown"),)
_HOLE = re.compile(r"\$\{([^${}]*+)\}|\*")

# Holes of AWS's formats whose values hold no slash, so that nothing can follow the last of them.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
_NO_SLASH = frozenset({"AccessPointName", "BucketName", "TableName"})

_VERB = re.compile(r"[^:]*:(Allocate|Create|Import|Register|Request|Run)")

# A type that some requests only are held against, and an action that is in them; the others take *.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-identity-based-access-control-cw.html
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
_SIDE = ":dataset/${DatasetId}"
_MOSTLY_ALL = frozenset({"ecs:ListTasks"})


class Arn(NamedTuple):
    """The fields of an ARN. ``length`` is how many there are, ``sure`` whether that is known.

    A field that is missing, or that an unknown part may hold, is a gap.
    """

    prefix: Tokens
    partition: Tokens
    service: Tokens
    region: Tokens
    account: Tokens
    resource: Tokens
    length: int
    sure: bool


class ArnFormat(NamedTuple):
    """One way to write the ARN of a resource type. ``region`` and ``account`` are as AWS has them."""

    arn: str
    service: Tokens
    region: str
    account: str
    resource: Tokens


def arn(value: Value) -> Arn:
    """Return the fields of ``value``, as far as it has them."""
    return _arn(value.parts)


def arns(document: Document) -> Iterator[tuple[Statement, Value, Arn]]:
    """Yield every value of a ``Resource`` or ``NotResource`` of ``document`` that is not ``*``, with its
    fields.
    """
    for statement in document.statements:
        for value in (*statement.resources, *statement.not_resources):
            if not is_all(value):
                yield statement, value, arn(value)


def is_all(value: Value) -> bool:
    """Return whether ``value`` is ``*``."""
    first = value.parts[0] if len(value.parts) == 1 else ""
    return isinstance(first, str) and first != "" and not first.strip("*")


def could_be_all(value: Value) -> bool:
    """Return whether ``value`` is ``*`` or wholly unknown."""
    return is_all(value) or (len(value.parts) == 1 and isinstance(value.parts[0], Unknown))


def is_everything(value: Value) -> bool:
    """Return whether ``value`` is ``*``, or an ARN that spells no more than a service
    (``arn:aws:s3:::*``).
    """
    return is_all(value) or _is_everything(value.parts)


@lru_cache(maxsize=16384)
def _is_everything(parts: tuple[Part, ...]) -> bool:
    found = _likely(parts)
    return (
        found.sure
        and matches(found.prefix, "arn")
        and all(is_free(field) or not any(field) for field in (found.region, found.account, found.resource))
    )


def can_be(value: Value, type_: ResourceType) -> bool:
    """Return whether ``value`` can stand for a resource of ``type_``, whatever Region and account
    it names.
    """
    return is_all(value) or any(_can_be(value.parts, form.arn) for form in formats(type_.arn))


def is_every(value: Value, type_: ResourceType) -> bool:
    """Return whether ``value`` stands for every resource of ``type_`` that there is in some account.

    An unknown part is one value, and never all: ``arn:aws:s3:::${Bucket}/*`` is one bucket.
    """
    if is_all(value):
        return True
    found = _likely(value.parts)
    return found.sure and any(
        intersects(found.service, form.service) and _covers(found.resource, form.resource)
        for form in formats(type_.arn)
    )


def is_every_anywhere(value: Value, type_: ResourceType) -> bool:
    """Return whether ``value`` stands for every resource of ``type_`` in every Region and account."""
    found = _likely(value.parts)
    free = all(is_free(field) or not any(field) for field in (found.region, found.account))
    return free and matches(found.prefix, "arn") and is_every(value, type_)


def reaches_every(value: Value, action: Action) -> bool:
    """Return whether ``value`` stands for all that ``action`` can reach of one of its resource types."""
    return is_all(value) or any(is_every(value, type_) for type_ in action.resources)


def can_reach(value: Value, action: Action) -> bool:
    """Return whether ``value`` can stand for a resource that ``action`` takes."""
    return is_all(value) or any(can_be(value, type_) for type_ in action.resources)


@cache
def has_name(action: Action) -> bool:
    """Return whether a resource that ``action`` needs can be named before it is there.

    What AWS names itself (``vpc/${VpcId}``) cannot be, by the action that makes it.
    """
    needed = [type_ for type_ in action.resources if type_.required] or action.resources
    return action.name not in _MOSTLY_ALL and any(
        not _makes(action, type_) and not type_.arn.endswith(_SIDE) for type_ in needed
    )


def _makes(action: Action, type_: ResourceType) -> bool:
    """Return whether ``action`` makes a resource of ``type_``, with an id as its whole name."""
    verb = _VERB.match(action.name)
    made = action.name[verb.end() :].lower() if verb else ""
    whole = type_.arn.endswith("Id}") and type_.arn.rpartition(":")[2].count("${") == 1
    return whole and made.removesuffix("s") == type_.name.replace("-", "").lower()


@lru_cache(maxsize=4096)
def formats(arn: str) -> tuple[ArnFormat, ...]:
    """Return the ways to write the ARN of a resource type, of which AWS lists one or several with commas."""
    return tuple(_format(one) for one in arn.split(", "))


def _format(arn: str) -> ArnFormat:
    _, _, service, region, account, resource = arn.split(":", 5)
    *_, last = [None, *_HOLE.finditer(resource)]
    whole = last is not None and last.end() == len(resource) and last[1] in _NO_SLASH
    pieces = _HOLE.sub("*", resource)
    tokens = parse(pieces)
    if whole:
        tokens = (*tokens[:-1], SEGMENT)
    return ArnFormat(arn, parse(_HOLE.sub("*", service)), region, account, tokens)


@lru_cache(maxsize=16384)
def _arn(parts: tuple[Part, ...], closed: bool = False) -> Arn:
    """Return the fields of ``parts``; ``closed`` takes each unknown part to lie within one field."""
    fields: list[Tokens] = []
    current: list[Token] = []
    begun = -1
    for token in tokens_of(parts):
        if isinstance(token, str) and begun < 0:
            first, *others = token.split(":", 5 - len(fields))
            current.append(first)
            for other in others:
                fields.append(joined(current))
                current = [other]
            continue
        if _may_hold_fields(token) and begun < 0 and len(fields) < 5 and not closed:
            begun = len(current)
        current.append(token)
    length = len(fields) + 1
    if begun < 0:
        fields.append(joined(current))
        # IAM fills what is missing after a wildcard; without one, the text is no ARN at all.
        filler = ANY if current[-1:] == [ANY] else _UNKNOWN[0]
        fields += [(filler,)] * (6 - length)
    else:
        # The rest of the ARN may be in there, and what stands before it in its field is not used.
        fields += [*[_UNKNOWN] * (5 - len(fields)), joined(current[begun:])]
    prefix, partition, service, region, account, resource = fields
    return Arn(prefix, partition, service, region, account, resource, length, begun < 0)


def _may_hold_fields(token: Token) -> bool:
    """Return whether ``token`` may be any number of fields of an ARN; a policy variable is a part of one."""
    return isinstance(token, Wildcard) and token.kind == "unknown" and token.shape == ANYTHING


def _likely(parts: tuple[Part, ...]) -> Arn:
    """Return the fields of ``value``, where an unknown part between two colons is one field of six."""
    found = _arn(parts)
    if found.sure or sum(part.count(":") for part in parts if isinstance(part, str)) != 5:
        return found
    return _arn(parts, closed=True)


@lru_cache(maxsize=65536)
def _can_be(parts: tuple[Part, ...], form: str) -> bool:
    found, (wanted,) = _arn(parts), formats(form)
    if found.sure and (literal(found.prefix) != "arn" or literal(found.service) is None):
        # A wildcard so early may hold fields in it, and IAM takes none for a service.
        return True
    return intersects(found.service, wanted.service) and any(
        intersects(resource, form) for resource in _begins(found) for form in _reached(found, wanted)
    )


def _reached(found: Arn, wanted: ArnFormat) -> Iterator[Tokens]:
    """Yield the resources that the last field of ``found`` can match.

    A ``*`` that ends a field also matches what follows the colon: the account in
    ``arn:aws:secretsmanager:*:*:app/*`` can be ``111122223333:secret``.
    """
    yield wanted.resource
    first = wanted.resource[0] if wanted.resource else ""
    if found.account[-1:] == (ANY,) and isinstance(first, str) and ":" in first:
        yield joined([first.partition(":")[2], *wanted.resource[1:]])


def _begins(found: Arn) -> Iterator[Tokens]:
    """Yield what the last field of an ARN can be: after an unknown part, all of it or what follows
    a colon.
    """
    yield found.resource
    left = 0 if found.sure else 6 - found.length
    for number, token in enumerate(found.resource if left else ()):
        if isinstance(token, str):
            pieces = token.split(":", left)
            for first in range(1, len(pieces)):
                yield joined([":".join(pieces[first:]), *found.resource[number + 1 :]])
            left -= len(pieces) - 1


@lru_cache(maxsize=16384)
def _covers(wide: Tokens, narrow: Tokens) -> bool:
    """Return whether ``wide`` matches whatever name stands in the holes of ``narrow``."""
    return contains(wide, narrow)
