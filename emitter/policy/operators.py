"""Condition operators, read once: set prefix, name, type of what is compared, and ``IfExists``.

Sources: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html) and
"Set operators for multivalued context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
"""

from functools import lru_cache
from typing import NamedTuple

_CACHED = 4096

FOR_ALL, FOR_ANY = "ForAllValues", "ForAnyValue"

_COMPARED = "Equals NotEquals LessThan LessThanEquals GreaterThan GreaterThanEquals"
_FAMILIES = {
    "String": "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase"
    " StringLike StringNotLike",
    "Numeric": " ".join(f"Numeric{name}" for name in _COMPARED.split()),
    "Date": " ".join(f"Date{name}" for name in _COMPARED.split()),
    "Bool": "Bool",
    "Binary": "BinaryEquals",
    "IPAddress": "IpAddress NotIpAddress",
    "ARN": "ArnEquals ArnLike ArnNotEquals ArnNotLike",
    "Null": "Null",
}
_BASES = {name.lower(): (name, family) for family, names in _FAMILIES.items() for name in names.split()}
_QUANTIFIERS = {name.lower(): name for name in (FOR_ALL, FOR_ANY)}
_IF_EXISTS = "ifexists"

OPERATORS = tuple(name for names in _FAMILIES.values() for name in names.split())


class Operator(NamedTuple):
    """A condition operator.

    ``family`` is the type of what it compares, as :class:`~emitter.aws.service_reference.Key` names types,
    or ``Binary`` or ``Null``; ``quantifier`` is ``ForAllValues``, ``ForAnyValue`` or empty.
    """

    name: str
    family: str
    quantifier: str = ""
    if_exists: bool = False

    @property
    def negated(self) -> bool:
        """Whether it holds for everything but the values."""
        return "Not" in self.name

    @property
    def wild(self) -> bool:
        """Whether ``*`` and ``?`` in its values are wildcards."""
        return self.name.endswith("Like") or self.family == "ARN"

    @property
    def holds_without_key(self) -> bool:
        """Whether it holds for a request that does not carry the key. ``Null`` does not say.

        ``ForAnyValue`` is false without the key, with ``IfExists`` too.
        """
        if self.quantifier:
            return self.quantifier == FOR_ALL
        return self.if_exists or self.negated


@lru_cache(maxsize=_CACHED)
def operator(text: str) -> Operator | None:
    """Return the operator that ``text`` names (``ForAnyValue:StringLikeIfExists``), in any case, or
    ``None``.
    """
    quantifier, colon, base = text.lower().rpartition(":")
    if_exists = base.endswith(_IF_EXISTS)
    name, family = _BASES.get(base.removesuffix(_IF_EXISTS), ("", ""))
    if not name or (colon and quantifier not in _QUANTIFIERS):
        return None
    return Operator(name, family, _QUANTIFIERS.get(quantifier, ""), if_exists)


def compared_by(text: str) -> str:
    """Return the name of the operator that ``text`` names, lower case, without prefix and ``IfExists``.

    ``ForAnyValue:StringLikeIfExists`` is ``stringlike``; it is empty for an unknown operator.
    """
    found = operator(text)
    return found.name.lower() if found else ""
