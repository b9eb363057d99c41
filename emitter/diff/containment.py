"""Whether one text of a policy contains all that another does: actions, resources, principals.

What a file leaves open stands in braces (``{region}``); only itself and ``*`` contain it. Sources: "IAM
JSON policy elements: Resource" and "Principal" of
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import combinations_with_replacement
from typing import TypeAlias

from ..policy import containment
from ..reading.values import Value
from ..reading.yaml_tree import Place

Covers: TypeAlias = Callable[[str, str], bool]

_COLONS = 5
_OPEN = re.compile(r"[*?{$]")


def text_covers(wide: str, narrow: str) -> bool:
    """Return for texts of ``StringLike``."""
    return containment.covers(_value(wide), _value(narrow))


def action_covers(wide: str, narrow: str) -> bool:
    """Return for actions, whose case does not count."""
    return containment.action_covers(_value(wide), _value(narrow))


def field_covers(wide: str, narrow: str) -> bool:
    """Return for ARNs with all their fields, each of which is matched by itself."""
    if wide.startswith("{") or narrow.startswith("{"):
        # What a file leaves open may be an ARN as a whole.
        return text_covers(wide, narrow)
    return containment.arn_covers(_value(wide), _value(narrow))


def principal_covers(wide: str, narrow: str) -> bool:
    """Return for principals: an account contains all that is in it, and a role its sessions."""
    if wide in ("*", narrow):
        return True
    account = _account(wide)
    if account is not None:
        return account == _account(narrow) or narrow.split(":")[3:5] == ["", account]
    session = narrow.split(":")
    if len(session) != 6 or not session[5].startswith("assumed-role/"):
        return False
    # The path of the role is not in the ARN of its session.
    head, _, role = wide.partition(":role/")
    of = f"{session[1]}:iam::{session[4]}"
    return head == f"arn:{of}" and role.rpartition("/")[2] == session[5].split("/")[1]


def disjoint(one: str, other: str, *, fold: bool = False) -> bool:
    """Return whether two texts are sure to have nothing in common, by how they begin.

    With ``fold`` case does not count, as in actions.
    """
    one, other = (one.lower(), other.lower()) if fold else (one, other)
    begins, also = (_OPEN.split(text, maxsplit=1)[0] for text in (one, other))
    return not (begins.startswith(also) or also.startswith(begins))


@cache
def complete(arn: str) -> str:
    """Return ``arn`` with all its fields, where it ends early or a wildcard stands for several fields.

    A wildcard that ends a field takes colons as well. Where it is not sure which one does, ``arn`` stays.
    """
    fields = arn.split(":")
    missing = _COLONS - (len(fields) - 1)
    if fields[0] != "arn" or missing <= 0:
        return arn
    able = [number for number, field in enumerate(fields) if field.endswith("*")] or [len(fields) - 1]
    found = set()
    for chosen in combinations_with_replacement(able, missing):
        whole = [part for n, field in enumerate(fields) for part in (field, *["*"] * chosen.count(n))]
        # A slash is in no field but the last.
        if not any("/" in field for field in whole[:_COLONS]):
            found.add(":".join(whole))
    return found.pop() if len(found) == 1 else arn


def _account(text: str) -> str | None:
    """Return the account that ``text``, a principal, stands for as a whole."""
    if text.isdigit() or text == "{account}":
        return text
    parts = text.split(":")
    return parts[4] if len(parts) == 6 and parts[2] == "iam" and parts[5] == "root" else None


@cache
def _value(text: str) -> Value:
    return Value((text,), Place(""))
