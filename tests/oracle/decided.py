"""Kinds of disagreement that AWS's text decides: for each, whether a case that was made small is of it.

The rows of docs/evaluation.md have the same names, with the text. A case that is of none is to be decided.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle.cases import MANY, Case

_MANY = tuple(map(str.lower, MANY))
_COLONS = 5
_VARIABLE = re.compile(r"\$\{([^{},*?$]+)(,[^}]*)?\}")


def _statements(case: Case) -> Iterator[dict[str, Any]]:
    for policy in filter(None, (*case.policies, case.boundary, case.session, case.trust)):
        yield from policy["Statement"]


def _conditions(case: Case) -> Iterator[tuple[str, str, list[str], list[str] | None]]:
    """Yield operator, key, values and what the request has for the key, of every condition."""
    given = {key.lower(): values for key, values in case.context.items()}
    for statement in _statements(case):
        for operator, keys in statement.get("Condition", {}).items():
            for key, values in keys.items():
                yield operator, key, values, given.get(key.lower())


def _special_character(case: Case) -> bool:
    return re.search(r"\$\{[*?$]\}", json.dumps(list(_statements(case)))) is not None


def _without_version(case: Case) -> bool:
    policies = filter(None, (*case.policies, case.boundary, case.session))
    return any("${" in json.dumps(one) and one.get("Version") != "2012-10-17" for one in policies)


def _variable_without_value(case: Case) -> bool:
    given = {key.lower() for key, values in case.context.items() if len(values) == 1}
    text = json.dumps(list(_statements(case)))
    return any(match[1].strip().lower() not in given for match in _VARIABLE.finditer(text))


def _short_not_resource(case: Case) -> bool:
    values = (value for statement in _statements(case) for value in statement.get("NotResource", ()))
    return any(value.count(":") < _COLONS for value in values)


def _every_bucket(case: Case) -> bool:
    values = (value for statement in _statements(case) for value in statement.get("Resource", ()))
    wanted = any("NotResource" in statement for statement in _statements(case))
    return case.action == "s3:ListAllMyBuckets" and (wanted or any(value != "*" for value in values))


def _no_value(case: Case) -> bool:
    empty = {key.lower() for key, values in case.context.items() if not any(values)}
    text = json.dumps(list(_statements(case)))
    named = (match[1].strip().lower() for match in _VARIABLE.finditer(text))
    return bool(empty & {*named, *(key.lower() for _, key, _, _ in _conditions(case))})


def _many_without_set(case: Case) -> bool:
    return any(key.lower() in _MANY and ":" not in operator for operator, key, _, _ in _conditions(case))


def _year_or_seconds(case: Case) -> bool:
    return any(
        "Date" in operator and any(re.fullmatch(r"\d+", value) for value in (*values, *(given or ())))
        for operator, _, values, given in _conditions(case)
    )


def _other_type(case: Case) -> bool:
    """Return whether a value is not what the operator compares: ``soon`` as a date, ``1e1`` as a number."""
    types = {"Date": r"\d.*", "Numeric": r"-?\d+(\.\d+)?", "Ip": r"[0-9a-f.:/]+", "Binary": r"[\w+/]+=*"}
    return any(
        name in operator and not all(re.fullmatch(form, value) for value in (*values, *(given or ())))
        for operator, _, values, given in _conditions(case)
        for name, form in types.items()
    )


def _prefix(case: Case) -> bool:
    found = (value for operator, _, values, _ in _conditions(case) if "Ip" in operator for value in values)
    return any("/" not in value or value.endswith("/0") for value in found)


def _short_arn(case: Case) -> bool:
    return any(
        "Arn" in operator and any(value.count(":") < _COLONS for value in (*values, *(given or ())))
        for operator, _, values, given in _conditions(case)
    )


KINDS: dict[str, Callable[[Case], bool]] = {
    "special characters": _special_character,
    "variables without version 2012-10-17": _without_version,
    "a variable without a value": _variable_without_value,
    "a NotResource of fewer than six parts": _short_not_resource,
    "a key with an empty value, or none": _no_value,
    "a multivalued key without a set operator": _many_without_set,
    "a value of another type": _other_type,
    "a year, or seconds since 1970": _year_or_seconds,
    "an address without a prefix, or of prefix 0": _prefix,
    "fewer than six parts of an ARN": _short_arn,
    "s3:ListAllMyBuckets on arn:aws:s3:::*": _every_bucket,
}
