"""One value that somebody gave, checked and made into the text that stands in a statement."""

import re
from collections.abc import Mapping, Sequence

from ..catalogue.model import Parameter
from ..catalogue.patterns import PSEUDO, Hole, Text, parse, substitute
from ..catalogue.syntax import Syntax
from ..errors import RequestError

# Places in a name, and the length of the longest that stands there.
_PLACE = re.compile(r"\{(region|account)\}")
_LONGEST = {"region": 14, "account": 12}

_PSEUDO_PATTERN = {"partition": "aws[a-z-]*", "region": "[a-z0-9-]+", "account": "[0-9]{12}"}


def check(syntax: Syntax, key: str, value: str, *, or_arn: bool = False) -> str:
    """Return ``value`` itself, if it keeps the rule of ``syntax``.

    Raises :class:`~emitter.errors.RequestError` at ``key`` with the rule when it does not.
    """
    if not syntax.accepts(value):
        rule = f"{syntax.rule}, or give its ARN" if or_arn else syntax.rule
        raise RequestError(key, f"{value!r} is not valid", rule)
    return value


def placed(syntax: Syntax, key: str, value: str, where: Mapping[str, Text]) -> Text:
    """Return the name ``value``, in which ``{region}`` and ``{account}`` are those of ``where``.

    Raises :class:`~emitter.errors.RequestError` at ``key``, also when it may become too long.
    """
    if not _PLACE.search(value):
        return (check(syntax, key, value),)
    check(syntax, key, _PLACE.sub(lambda match: "x" * _LONGEST[match[1]], value))
    return substitute(parse(value), where)


def texts(
    key: str,
    parameter: Parameter,
    given: Sequence[str],
    where: Mapping[str, Text],
    *,
    any_name: bool = False,
) -> tuple[Text, ...]:
    """Return what the values ``given`` for ``parameter`` become, without repeats.

    ``where`` maps each of :data:`~emitter.catalogue.patterns.PSEUDO` to what is known of it. With
    ``any_name`` a value that needs a name may match everything.

    Raises :class:`~emitter.errors.RequestError` at ``key``.
    """
    if not given:
        raise RequestError(key, "is an empty list", "leave it out, or give a value")
    if len(given) > 1 and not parameter.many:
        raise RequestError(key, f"{len(given)} values given, only one is allowed", "give one")
    if any_name:
        parameter = parameter._replace(allows_wildcard=True)
    return tuple(_text(key, parameter, value, where) for value in dict.fromkeys(given))


def wrapped(parameter: Parameter, value: Text, where: Mapping[str, Text]) -> Text:
    """Return ``value`` inside the ARN that ``parameter`` makes of it, or as it is."""
    if parameter.arn is None:
        return value
    return substitute(parse(parameter.arn), {**where, "value": value})


def _text(key: str, parameter: Parameter, value: str, where: Mapping[str, Text]) -> Text:
    if parameter.arn is not None and value.startswith("arn:"):
        return (_arn(key, parameter, parameter.arn, value, where),)
    if parameter.placed:
        return placed(parameter.syntax, key, value, where)
    check(parameter.syntax, key, value, or_arn=parameter.arn is not None)
    _check_named(key, parameter, value)
    return wrapped(parameter, (value.removeprefix(parameter.strip),), where)


def _arn(key: str, parameter: Parameter, pattern: str, value: str, where: Mapping[str, Text]) -> str:
    expected, shape = "", ""
    for part in parse(pattern):
        if isinstance(part, str):
            expected += re.escape(part)
            shape += part
        elif part.name in PSEUDO:
            known = where[part.name][0]
            fixed = None if isinstance(known, Hole) else known
            expected += re.escape(fixed) if fixed else _PSEUDO_PATTERN[part.name]
            shape += fixed or part.name.upper()
        else:
            expected += f"(?P<value>{parameter.syntax.pattern})"
            shape += parameter.name.upper()
    match = re.fullmatch(expected, value)
    if match is None:
        raise RequestError(key, f"{value!r} is not a matching ARN", f"it is like {shape}")
    _check_named(key, parameter, match["value"])
    return value


def _check_named(key: str, parameter: Parameter, value: str) -> None:
    if not parameter.allows_wildcard and not value.strip("*?/"):
        raise RequestError(key, f"{value!r} matches everything", "give a name, or use --any-name")
