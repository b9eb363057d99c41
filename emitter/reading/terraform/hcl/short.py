"""Short expressions of HCL that their text alone shows; to look at their parts takes time."""

import re

from tree_sitter import Node as Syntax

from ...tree import Scalar
from .scope import LONGEST, Scope, TooMuchError
from .syntax import HclFile

_SHORT = 200
_STRING = re.compile(r'"(?:[^"\\$%\n]|\$\{[A-Za-z_]\w*(?:\.[A-Za-z_][\w-]*)+\})*+"')
_NAMES = re.compile(r"\$\{([^}]*)\}")
_REFERENCE = re.compile(r"(?!(?:local|var)\.)([A-Za-z_]\w*)(?:\.[A-Za-z_][\w-]*)+")


def simple(node: Syntax, file: HclFile, scope: Scope) -> Scalar | None:
    """Return ``node`` where its text alone shows what it is, for which its parts need not be looked at.

    That is a string without escapes, with names at most in its interpolations, or a reference to what no
    module knows.
    """
    start, end = node.start_byte, node.end_byte
    if end - start > _SHORT:
        return None
    text = file.between(start, end)
    if text.startswith('"'):
        return _string(text, node, file, scope)
    found = _REFERENCE.fullmatch(text)
    if found is not None and found[1] not in scope.bound and not text.startswith("data.template_file."):
        return Scalar(f"${{{text}}}", file.place(node))
    return None


def _string(text: str, node: Syntax, file: HclFile, scope: Scope) -> Scalar | None:
    """Return a string with what its names stand for; ``None`` where it takes more than that to know."""
    if not _STRING.fullmatch(text):
        return None
    pieces = _NAMES.split(text[1:-1])
    for number in range(1, len(pieces), 2):
        first, *others = pieces[number].split(".")
        if first in scope.bound or pieces[number].startswith("data.template_file."):
            return None
        found = scope.named(first, others[0]) if first in ("local", "var") and len(others) == 1 else None
        if found is None and (first not in ("local", "var") or len(others) == 1):
            pieces[number] = f"${{{pieces[number]}}}"
        elif isinstance(found, Scalar):
            pieces[number] = found.text
        else:
            return None
    joined = "".join(pieces)
    if len(joined) > LONGEST:
        raise TooMuchError
    return Scalar(joined, file.place(node))
