"""The smallest part of a case on which two still disagree, and what kind of disagreement that is."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle.cases import FOLLOWING, Case

_LEFT_OUT: dict[str, Any] = {"boundary": None, "session": None}


def smallest(case: Case, differs: Callable[[Case], bool]) -> Case:
    """Return ``case`` without all that can be left out while it still ``differs``."""
    while True:
        smaller = next((one for one in _smaller(case) if differs(one)), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(case: Case) -> Iterator[Case]:
    for name, nothing in _LEFT_OUT.items():
        if getattr(case, name) is not None:
            yield case._replace(**{name: nothing})
    for key in case.context:
        if case.trust is not None and key in FOLLOWING:
            # The caller has it all the same.
            continue
        yield case._replace(context={name: v for name, v in case.context.items() if name != key})
    for number in range(len(case.policies)):
        if len(case.policies) > 1:
            yield case._replace(policies=case.policies[:number] + case.policies[number + 1 :])
        for policy in _policies(case.policies[number]):
            yield case._replace(policies=[*case.policies[:number], policy, *case.policies[number + 1 :]])
    for name in ("boundary", "session", "trust"):
        if getattr(case, name) is not None:
            for policy in _policies(getattr(case, name)):
                yield case._replace(**{name: policy})


def _policies(policy: Any) -> Iterator[Any]:
    statements = policy["Statement"]
    for number, statement in enumerate(statements):
        if len(statements) > 1:
            yield policy | {"Statement": statements[:number] + statements[number + 1 :]}
        for smaller in _statements(statement):
            yield policy | {"Statement": [*statements[:number], smaller, *statements[number + 1 :]]}


def _statements(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    conditions = statement.get("Condition", {})
    for name, keys in conditions.items():
        for key, values in keys.items():
            rest = {k: v for k, v in keys.items() if k != key}
            others = {n: k for n, k in conditions.items() if n != name} | ({name: rest} if rest else {})
            bare = {element: value for element, value in statement.items() if element != "Condition"}
            yield bare | ({"Condition": others} if others else {})
            for simpler in _simpler(name):
                yield statement | {"Condition": others | {simpler: others.get(simpler, {}) | {key: values}}}
            if key != key.lower():
                yield statement | {"Condition": conditions | {name: rest | {key.lower(): values}}}
            for value in values if len(values) > 1 else ():
                fewer = [one for one in values if one != value]
                yield statement | {"Condition": conditions | {name: keys | {key: fewer}}}
    for element in ("Action", "NotAction", "Resource", "NotResource"):
        listed = statement.get(element, [])
        if isinstance(listed, list) and len(listed) > 1:
            for value in listed:
                yield statement | {element: [one for one in listed if one != value]}
    for element, all_of_it in (("NotAction", "Action"), ("NotResource", "Resource")):
        if element in statement:
            yield {name: value for name, value in statement.items() if name != element} | {all_of_it: ["*"]}
    for element in ("Action", "Resource"):
        if isinstance(statement.get(element), list) and statement[element] != ["*"]:
            yield statement | {element: ["*"]}


def _simpler(name: str) -> Iterator[str]:
    """Yield the operator ``name`` without set prefix, and without ``IfExists``."""
    _, colon, bare = name.rpartition(":")
    if colon:
        yield bare
    if name.endswith("IfExists"):
        yield name.removesuffix("IfExists")


def kind(case: Case) -> str:
    """Return the elements and operators that ``case`` is made of, as one line."""
    found: dict[str, None] = {}
    places = {
        "policy": case.policies,
        "boundary": [case.boundary],
        "session": [case.session],
        "trust": [case.trust],
    }
    for place, policies in places.items():
        for policy in filter(None, policies):
            for statement in policy["Statement"]:
                words = [place if place != "policy" else "", statement["Effect"]]
                words += [e for e in ("NotAction", "NotResource", "NotPrincipal") if e in statement]
                words += list(statement.get("Condition", {}))
                found[" ".join(filter(None, words))] = None
    return " + ".join(found)
