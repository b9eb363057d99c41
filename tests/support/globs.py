"""ARN patterns of a target and ARN formats of AWS, held against each other."""

import re
from functools import cache

# Parts of AWS's formats whose value may have slashes in it.
_DEEP = {
    "GroupName",
    "InstanceProfileNameWithPath",
    "LogGroupName",
    "ObjectName",
    "ParameterNameWithoutLeadingSlash",
    "RepositoryName",
    "RoleNameWithPath",
    "PolicyNameWithPath",
    "SecretId",
    "TaskId",
}


def meets(pattern, format):
    """Whether an ARN can match both ``pattern``, with ``*`` and holes ``{x}``, and AWS's own ``format``."""
    ours, theirs = pattern.split(":", 5), format.split(":", 5)
    if len(ours) != 6 or len(theirs) != 6 or ours[2] != theirs[2]:
        return False
    if [bool(field) for field in ours[3:5]] != [bool(field) for field in theirs[3:5]]:
        return False
    return _meet(_ours(ours[5]), _theirs(theirs[5]))


def _ours(text):
    tokens = re.findall(r"\$\{[^}]*\}|\{[a-z0-9_]+\}|.", text)
    return tuple(
        ("any", "") if len(t) > 1 or t == "*" else ("one", "") if t == "?" else ("is", t) for t in tokens
    )


def _theirs(text):
    items = []
    for token in re.findall(r"\$\{[^}]*\}|.", text):
        if len(token) == 1:
            items.append(("any", "") if token == "*" else ("is", token))
        else:
            banned = "" if token[2:-1] in _DEEP else "/"
            items += [("one", banned), ("any", banned)]
    return tuple(items)


@cache
def _meet(a, b):
    """Whether two lists of items match a text in common; an item is a sign, any sign, or any number."""
    if not a or not b:
        return all(kind == "any" for kind, _ in a or b)
    if a[0][0] == "any":
        return _meet(a[1:], b) or (_shared(a[0], b[0]) and _meet(a, b[1:]))
    if b[0][0] == "any":
        return _meet(a, b[1:]) or (_shared(a[0], b[0]) and _meet(a[1:], b))
    return _shared(a[0], b[0]) and _meet(a[1:], b[1:])


def _shared(a, b):
    (kind, sign), (other, its) = a, b
    if kind == other == "is":
        return sign == its
    if kind == "is":
        return sign not in its
    if other == "is":
        return its not in sign
    return True


def covers(wide, narrow):
    """Whether ``wide`` matches all that ``narrow`` does, a hole standing for itself alone."""
    expression = "".join(".*" if c == "*" else re.escape(c) for c in wide)
    return re.fullmatch(expression, narrow, re.DOTALL) is not None
