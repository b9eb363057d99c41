"""Which resources a value of a policy can stand for: ARNs with wildcards, held against AWS's formats.

A value is text and gaps that a text fills. ``*`` is any text, also beyond a colon, and ``?`` one character
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html). A policy
variable and what only a deployment knows are one text each, whatever it is.

What is not sure counts as a match: a rule that asks reports what cannot be, never what may not be.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from .facts import Action, ResourceType
from .reading.document import Document, Statement
from .reading.values import Part, Unknown, Value


class Gap(NamedTuple):
    """A place in a text. ``shape`` is a regular expression for what can stand there.

    ``free`` is a wildcard, for which every such text stands; ``open`` may hold any number of fields.
    """

    shape: str = ".*"
    free: bool = False
    open: bool = False


Token: TypeAlias = str | Gap
Field: TypeAlias = tuple[Token, ...]

ANY = Gap(free=True)
ONE = Gap(".", free=True)
_UNKNOWN: Field = (Gap(open=True),)
_SPECIAL = re.compile(r"\$\{([^${}]*+|\$)\}|[*?]")
_HOLE = re.compile(r"\$\{([^${}]*+)\}|\*")

# Holes of AWS's formats whose values hold no slash, so that nothing can follow the last of them.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
_NO_SLASH = frozenset({"AccessPointName", "BucketName", "TableName"})
_SEGMENT = Gap("[^/]*", free=True)

_VERB = re.compile(r"[^:]*:(Allocate|Create|Import|Register|Request|Run)")

# A type that some requests only are held against, and an action that is in them; the others take *.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-identity-based-access-control-cw.html
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
_SIDE = ":dataset/${DatasetId}"
_MOSTLY_ALL = frozenset({"ecs:ListTasks"})

# No ARN is longer, so that there is nothing to say of what is.
_LONGEST = 2048

# Nor is any pattern that means something so long that this many pairs of places had to be looked at.
_MOST_PLACES = 20_000

# A name that no policy spells: what matches it matches every name.
_NAME = "\x01"


class Arn(NamedTuple):
    """The fields of an ARN. ``length`` is how many there are, ``sure`` whether that is known.

    A field that is missing, or that an unknown part may hold, is a gap.
    """

    prefix: Field
    partition: Field
    service: Field
    region: Field
    account: Field
    resource: Field
    length: int
    sure: bool


class Format(NamedTuple):
    """One way to write the ARN of a resource type. ``region`` and ``account`` are as AWS has them."""

    arn: str
    service: Field
    region: str
    account: str
    resource: Field


def arn(value: Value) -> Arn:
    """The fields of ``value``, as far as it has them."""
    return _arn(value.parts)


def arns(document: Document) -> Iterator[tuple[Statement, Value, Arn]]:
    """Every value of a ``Resource`` or ``NotResource`` of ``document`` that is not ``*``, with its fields."""
    for statement in document.statements:
        for value in (*statement.resources, *statement.not_resources):
            if not is_all(value):
                yield statement, value, arn(value)


def tokens(value: Value) -> Field:
    """``value`` as text and gaps."""
    return _joined(list(_tokens(value.parts)))


def tokens_of(text: str) -> Field:
    """A pattern as text and gaps."""
    return _joined(list(_glob(text)))


def is_all(value: Value) -> bool:
    """Whether ``value`` is ``*``."""
    first = value.parts[0] if len(value.parts) == 1 else ""
    return isinstance(first, str) and first != "" and not first.strip("*")


def could_be_all(value: Value) -> bool:
    """Whether ``value`` is ``*`` or wholly unknown."""
    return is_all(value) or (len(value.parts) == 1 and isinstance(value.parts[0], Unknown))


def is_everything(value: Value) -> bool:
    """Whether ``value`` is ``*``, or an ARN that spells no more than a service (``arn:aws:s3:::*``)."""
    return is_all(value) or _is_everything(value.parts)


@lru_cache(maxsize=16384)
def _is_everything(parts: tuple[Part, ...]) -> bool:
    found = _likely(parts)
    return (
        found.sure
        and spells(found.prefix, "arn")
        and all(_is_free(field) or not any(field) for field in (found.region, found.account, found.resource))
    )


def can_be(value: Value, type_: ResourceType) -> bool:
    """Whether ``value`` can stand for a resource of ``type_``, whatever Region and account it names."""
    return is_all(value) or any(_can_be(value.parts, form.arn) for form in formats(type_.arn))


def is_every(value: Value, type_: ResourceType) -> bool:
    """Whether ``value`` stands for every resource of ``type_`` that there is in some account."""
    if is_all(value):
        return True
    found = _likely(value.parts)
    return found.sure and any(
        meet(found.service, form.service) and _covers(found.resource, form.resource)
        for form in formats(type_.arn)
    )


def is_every_anywhere(value: Value, type_: ResourceType) -> bool:
    """Whether ``value`` stands for every resource of ``type_`` in every Region and account."""
    found = _likely(value.parts)
    free = all(_is_free(field) or not any(field) for field in (found.region, found.account))
    return free and spells(found.prefix, "arn") and is_every(value, type_)


def reaches_every(value: Value, action: Action) -> bool:
    """Whether ``value`` stands for all that ``action`` can reach of one of its resource types."""
    return is_all(value) or any(is_every(value, type_) for type_ in action.resources)


def can_reach(value: Value, action: Action) -> bool:
    """Whether ``value`` can stand for a resource that ``action`` takes."""
    return is_all(value) or any(can_be(value, type_) for type_ in action.resources)


@cache
def has_name(action: Action) -> bool:
    """Whether a resource that ``action`` needs can be named before it is there.

    What AWS names itself (``vpc/${VpcId}``) cannot be, by the action that makes it.
    """
    needed = [type_ for type_ in action.resources if type_.required] or action.resources
    return action.name not in _MOSTLY_ALL and any(
        not _makes(action, type_) and not type_.arn.endswith(_SIDE) for type_ in needed
    )


def _makes(action: Action, type_: ResourceType) -> bool:
    """Whether ``action`` makes a resource of ``type_``, with an id as its whole name."""
    verb = _VERB.match(action.name)
    made = action.name[verb.end() :].lower() if verb else ""
    whole = type_.arn.endswith("Id}") and type_.arn.rpartition(":")[2].count("${") == 1
    return whole and made.removesuffix("s") == type_.name.replace("-", "").lower()


@lru_cache(maxsize=4096)
def formats(arn: str) -> tuple[Format, ...]:
    """The ways to write the ARN of a resource type, of which AWS lists one or several with commas."""
    return tuple(_format(one) for one in arn.split(", "))


def _format(arn: str) -> Format:
    _, _, service, region, account, resource = arn.split(":", 5)
    *_, last = [None, *_HOLE.finditer(resource)]
    whole = last is not None and last.end() == len(resource) and last[1] in _NO_SLASH
    pieces = _HOLE.sub("*", resource)
    tokens = list(_glob(pieces))
    if whole:
        tokens[-1] = _SEGMENT
    return Format(arn, tuple(_glob(_HOLE.sub("*", service))), region, account, tuple(tokens))


@lru_cache(maxsize=16384)
def _arn(parts: tuple[Part, ...], closed: bool = False) -> Arn:
    """The fields of ``parts``; ``closed`` takes each unknown part to lie within one field."""
    fields: list[Field] = []
    current: list[Token] = []
    begun = -1
    for token in _tokens(parts):
        if isinstance(token, str) and begun < 0:
            first, *others = token.split(":", 5 - len(fields))
            current.append(first)
            for other in others:
                fields.append(_joined(current))
                current = [other]
            continue
        if isinstance(token, Gap) and token.open and begun < 0 and len(fields) < 5 and not closed:
            begun = len(current)
        current.append(token)
    length = len(fields) + 1
    if begun < 0:
        fields.append(_joined(current))
        # IAM fills what is missing after a wildcard; without one, the text is no ARN at all.
        filler = ANY if current[-1:] == [ANY] else Gap()
        fields += [(filler,)] * (6 - length)
    else:
        # The rest of the ARN may be in there, and what stands before it in its field is not used.
        fields += [*[_UNKNOWN] * (5 - len(fields)), _joined(current[begun:])]
    prefix, partition, service, region, account, resource = fields
    return Arn(prefix, partition, service, region, account, resource, length, begun < 0)


def _likely(parts: tuple[Part, ...]) -> Arn:
    """The fields of ``value``, where an unknown part between two colons is one field of six."""
    found = _arn(parts)
    if found.sure or sum(part.count(":") for part in parts if isinstance(part, str)) != 5:
        return found
    return _arn(parts, closed=True)


def _tokens(parts: tuple[Part, ...]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Unknown):
            yield Gap(part.shape, open=part.shape == ".*")
        else:
            yield from _glob(part)


def _glob(text: str) -> Iterator[Token]:
    position = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        if match[1] is None:
            yield ANY if match[0] == "*" else ONE
        else:
            # ${*}, ${?} and ${$} are those characters themselves.
            yield match[1] if match[1] in ("*", "?", "$") else Gap()
    if position < len(text):
        yield text[position:]


def _joined(tokens: list[Token]) -> Field:
    """``tokens`` with texts made one, and gaps for any text that follow each other."""
    field: list[Token] = []
    for token in tokens:
        last = field[-1] if field else None
        if isinstance(token, str) and isinstance(last, str):
            field[-1] = last + token
        elif token and not (token == last and isinstance(token, Gap) and token.shape == ".*"):
            field.append(token)
    return tuple(field)


def _is_free(field: Field) -> bool:
    """Whether ``field`` spells nothing but separators between wildcards."""
    return any(token == ANY for token in field) and all(
        token.free if isinstance(token, Gap) else not token.strip("/:") for token in field
    )


@lru_cache(maxsize=65536)
def _can_be(parts: tuple[Part, ...], form: str) -> bool:
    found, (wanted,) = _arn(parts), formats(form)
    if found.sure and (literal(found.prefix) != "arn" or literal(found.service) is None):
        # A wildcard so early may hold fields in it, and IAM takes none for a service.
        return True
    return meet(found.service, wanted.service) and any(
        meet(resource, wanted.resource) for resource in _begins(found)
    )


def _begins(found: Arn) -> Iterator[Field]:
    """What the last field of an ARN can be: after an unknown part, all of it or what follows a colon."""
    yield found.resource
    left = 0 if found.sure else 6 - found.length
    for number, token in enumerate(found.resource if left else ()):
        if isinstance(token, str):
            pieces = token.split(":", left)
            for first in range(1, len(pieces)):
                yield _joined([":".join(pieces[first:]), *found.resource[number + 1 :]])
            left -= len(pieces) - 1


@lru_cache(maxsize=16384)
def _covers(wide: Field, narrow: Field) -> bool:
    """Whether ``wide`` matches whatever name stands in the holes of ``narrow``."""
    return _stands("".join(token if isinstance(token, str) else _NAME for token in narrow), wide, sure=True)


def spells(field: Field, text: str) -> bool:
    """Whether ``field`` can stand for ``text``."""
    return _stands(text, field)


def _stands(text: str, field: Field, sure: bool = False) -> bool:
    """Whether ``text`` is a ``field``; when ``sure``, whatever the gaps that are not free stand for."""
    places = {0}
    for token in field:
        if isinstance(token, str):
            places = {place + len(token) for place in places if text.startswith(token, place)}
        elif token.shape == ".*" and (token.free or not sure):
            places = set(range(min(places), len(text) + 1))
        else:
            places = {end for place in places for end in _ends(text, place, token, sure)}
        if not places:
            return False
    return len(text) in places


def _ends(text: str, place: int, gap: Gap, sure: bool) -> Iterable[int]:
    """Where ``gap`` can end that begins at ``place`` of ``text``."""
    last = len(text)
    if sure and not gap.free:
        last = text.find(_NAME, place) if _NAME in text[place:] else last
    if gap.shape == ".*":
        return range(place, last + 1)
    if gap.shape == ".":
        return (place + 1,) if place < last and not (sure and text[place] == _NAME) else ()
    if gap.shape == _SEGMENT.shape:
        slash = text.find("/", place)
        return range(place, (last if slash < 0 else slash) + 1)
    return (end for end in range(place, last + 1) if re.fullmatch(gap.shape, text[place:end]))


def literal(field: Field) -> str | None:
    """The text of ``field``, if it has no gap."""
    if not field:
        return ""
    return field[0] if len(field) == 1 and isinstance(field[0], str) else None


def meet(a: Field, b: Field) -> bool:
    """Whether some text is both an ``a`` and a ``b``."""
    ours, theirs = literal(a), literal(b)
    if _size(a) > _LONGEST or _size(b) > _LONGEST:
        return True
    if ours is not None:
        return ours == theirs if theirs is not None else spells(b, ours)
    if theirs is not None:
        return spells(a, theirs)
    return _agree(a[0], b[0]) and _agree(a[-1], b[-1], end=True) and _patterns_meet(a, b)


def _patterns_meet(a: Field, b: Field) -> bool:
    """The same for two that have gaps, and agree at both ends."""
    for one, other in ((a, b), (b, a)):
        if len(one) == 2 and isinstance(one[0], str) and one[1] == ANY:
            return _begins_with(other, one[0])
    if _loose(a) and _loose(b):
        # Between equal beginnings and equal ends, each can hold all that the other has in the middle.
        return True
    return _walk(a, b)


def _size(field: Field) -> int:
    return sum(len(token) if isinstance(token, str) else 1 for token in field)


def _agree(a: Token, b: Token, end: bool = False) -> bool:
    """Whether two texts can begin, or end, alike."""
    if isinstance(a, Gap) or isinstance(b, Gap):
        return True
    return (a.endswith(b) or b.endswith(a)) if end else (a.startswith(b) or b.startswith(a))


def _loose(field: Field) -> bool:
    """Whether the first and the last gap of ``field`` take any text."""
    gaps = [token.shape for token in field if isinstance(token, Gap)]
    return gaps[0] == gaps[-1] == ".*"


def _begins_with(field: Field, text: str) -> bool:
    """Whether what ``field`` stands for can begin with ``text``."""
    places = {0}
    for token in field:
        if isinstance(token, str):
            if any(token.startswith(text[place:]) for place in places):
                return True
            places = {place + len(token) for place in places if text.startswith(token, place)}
        elif token.shape == ".":
            places = {place + 1 for place in places}
        elif token.shape == _SEGMENT.shape:
            places = {end for place in places for end in _ends(text, place, token, False)}
        else:
            return bool(places)
        if len(text) in places:
            return True
    return False


def _walk(a: Field, b: Field) -> bool:
    """Whether two patterns meet, sign by sign: every pair of places that a common text can reach."""
    ours, theirs = _signs(a), _signs(b)
    if len(ours) * len(theirs) > _MOST_PLACES:
        return True
    seen = {(0, 0)}
    waiting = [(0, 0)]
    while waiting:
        i, j = waiting.pop()
        if i == len(ours) and j == len(theirs):
            return True
        for step in _steps(ours[i] if i < len(ours) else None, theirs[j] if j < len(theirs) else None):
            place = (i + step[0], j + step[1])
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return False


class _Star(NamedTuple):
    """Any number of characters, but for those that are banned."""

    banned: str


# A character, any one character, or a star.
_ONE = "any"
_Sign: TypeAlias = str | _Star


def _signs(field: Field) -> list[_Sign]:
    signs: list[_Sign] = []
    for token in field:
        if isinstance(token, str):
            signs += token
        elif token.shape == ".":
            signs.append(_ONE)
        else:
            signs.append(_Star("/" if token.shape == _SEGMENT.shape else ""))
    return signs


def _steps(a: _Sign | None, b: _Sign | None) -> Iterator[tuple[int, int]]:
    """How far a common text can take both, of the signs that are next."""
    star, other = isinstance(a, _Star), isinstance(b, _Star)
    if star:
        yield 1, 0
    if other:
        yield 0, 1
    if isinstance(a, _Star) and b is not None and not other and b not in tuple(a.banned):
        yield 0, 1
    if isinstance(b, _Star) and a is not None and not star and a not in tuple(b.banned):
        yield 1, 0
    if not star and not other and a is not None and b is not None and (_ONE in (a, b) or a == b):
        yield 1, 1
