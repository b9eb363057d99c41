"""One condition of a statement: an operator with its prefix and suffix, a key, and values.

Sources: "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from ..reading.document import Condition
from ..reading.values import Unknown
from .context import Context
from .operators import OPERATORS, Test
from .three_valued import Truth, all_of, any_of, negate

Quantifier: TypeAlias = Literal["", "forallvalues", "foranyvalue"]

_QUANTIFIERS: dict[str, Quantifier] = {"forallvalues": "forallvalues", "foranyvalue": "foranyvalue"}
_IF_EXISTS = "ifexists"
_NULL = "null"


class CompiledCondition:
    """A condition that can be asked. ``key`` is as the file spells it, ``wanted`` what it wants."""

    __slots__ = (
        "_if_exists",
        "_lower",
        "_negated",
        "_null",
        "_open",
        "_quantifier",
        "_tests",
        "_unknown",
        "key",
        "operator",
        "wanted",
    )

    def __init__(self, condition: Condition, variables: bool) -> None:
        self.operator = condition.operator
        self.key = condition.key.shown
        self.wanted = tuple(value.shown for value in condition.values)
        self._lower = self.key.lower()
        prefix, colon, rest = condition.operator.lower().partition(":")
        self._quantifier: Quantifier = _QUANTIFIERS.get(prefix, "") if colon else ""
        name = rest if colon else prefix
        self._null = name == _NULL
        self._if_exists = name.endswith(_IF_EXISTS)
        found = OPERATORS.get(name.removesuffix(_IF_EXISTS))
        # What cannot be judged at all: the key is open, or the operator is none that IAM has.
        self._unknown: Truth = False
        if condition.key.text is None:
            self._unknown = frozenset((self.key,))
        elif not self._null and (found is None or (colon and not self._quantifier)):
            self._unknown = frozenset((f"operator {condition.operator!r}",))
        elif self._null and any(value.text is None for value in condition.values):
            self._unknown = frozenset(self.wanted)
        parts = (part for value in condition.values for part in value.parts)
        self._open = frozenset((self.key, *(p.expression for p in parts if isinstance(p, Unknown))))
        self._negated = found is not None and found.negated
        self._tests: tuple[Test, ...] = (
            () if found is None else tuple(found.test(value, variables) for value in condition.values)
        )

    def truth(self, context: Context) -> Truth:
        """Return whether it holds."""
        if self._unknown is not False:
            return self._unknown
        values = context.get(self._lower)
        if self._null:
            return self._is_null(values)
        if values is None:
            return self._open
        if self._quantifier == "forallvalues":
            # Also where the key is empty, as AWS has it.
            return not any(values) or all_of(self._match(value, context) for value in values)
        if not values:
            return self._if_exists or (self._negated and not self._quantifier)
        every = [self._match(value, context) for value in values]
        return any_of(every) if self._quantifier or len(every) == 1 else self._same(every)

    def values(self, context: Context) -> tuple[str, ...] | None:
        """Return what the request has for its key."""
        return context.get(self._lower)

    def _match(self, value: str, context: Context) -> Truth:
        truth = any_of(test(value, context) for test in self._tests)
        return negate(truth) if self._negated else truth

    def _same(self, every: Sequence[Truth]) -> Truth:
        """Return several values where AWS wants ForAllValues or ForAnyValue: sure only where that is the
        same.
        """
        one = any_of(every)
        return one if one == all_of(every) else frozenset((f"{self.key} with several values",))

    def _is_null(self, values: tuple[str, ...] | None) -> Truth:
        wanted = {value.lower() for value in self.wanted}
        if wanted >= {"true", "false"}:
            return True
        if values is None:
            return self._open
        return ("false" if any(values) else "true") in wanted
