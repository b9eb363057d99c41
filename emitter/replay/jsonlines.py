"""A call as a line of JSON: ``{"action": "ecs:RunTask", "resource": "arn:…", "context": {"key": "value"}}``.

``resource`` may be missing, and be ``*``. A value of ``context`` is a text, a number, a boolean, or a list of
them; with ``"complete": true``, a key that is not in it was not in the request. Other keys are left alone.
"""

from collections.abc import Mapping
from types import NoneType
from typing import Any

from ..evaluate.request import AccessRequest
from ..evaluate.validate import arn_fault
from .actions import known
from .call import Asked, Call, Entry, Skipped, Where


def call(item: Mapping[str, Any], where: Where) -> Entry:
    """Return the call that ``item`` is, or what is wrong with it."""
    action, resource = item["action"], item.get("resource")
    if not isinstance(action, str) or not isinstance(resource, (str, NoneType)):
        return Skipped(where, "has an action or resource that is no text")
    name = known(action)
    if name is None:
        return Skipped(where, f"names an action {_short(action)} that AWS does not have", action=action)
    fault = "" if resource is None or resource == "*" else arn_fault(resource)
    if resource is not None and fault:
        return Skipped(where, f"names a resource {_short(resource)} that {fault}", True, name, resource)
    context = _context(item.get("context"))
    if isinstance(context, str):
        return Skipped(where, context)
    asked = Asked(AccessRequest(name, resource, context, item.get("complete") is True))
    return Call(where, (asked,), context.get("aws:principalarn", ()))


def _context(given: Any) -> dict[str, tuple[str, ...]] | str:
    """Return the condition keys in lower case; or what is wrong with them, as a phrase."""
    if given is not None and not isinstance(given, dict):
        return "has a context that is no object"
    context: dict[str, tuple[str, ...]] = {}
    for key, value in (given or {}).items():
        texts = _texts(value)
        if texts is None:
            return f"has a context key {_short(key)} that is neither text nor a list of it"
        if key.lower() in context:
            return f"has the context key {_short(key)} twice, in other case"
        context[key.lower()] = texts
    return context


def _texts(value: Any) -> tuple[str, ...] | None:
    several = value if isinstance(value, list) else [value]
    texts = []
    for one in several:
        if isinstance(one, bool):
            texts.append("true" if one else "false")
        elif isinstance(one, (str, int, float)):
            texts.append(str(one))
        else:
            return None
    return tuple(texts)


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:79]}…")
