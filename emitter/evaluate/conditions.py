"""One condition of a statement: an operator with its prefix and suffix, a key, and values.

Sources: "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
"""

from collections.abc import Sequence

from ..aws.wildcards import parse
from ..policy.operators import FOR_ALL, operator
from ..policy.wildcards import intersects
from ..reading.document import Condition
from ..reading.values import Unknown
from .context import Context, RoleOfSession
from .dependencies import ContextKey, Dependency, OpenPart
from .operators import OPERATORS, Test
from .three_valued import Truth, all_of, any_of, negate

# A path that no policy names, of the greatest length: what matches it matches every path.
_ANY_PATH = "\x01" * 510


class CompiledCondition:
    """A condition that can be asked. ``key`` is as the file spells it, ``wanted`` what it wants."""

    __slots__ = (
        "_lower",
        "_negated",
        "_null",
        "_open",
        "_quantifier",
        "_tests",
        "_unknown",
        "_without_key",
        "key",
        "operator",
        "wanted",
    )

    def __init__(self, condition: Condition, variables: bool) -> None:
        self.operator = condition.operator
        self.key = condition.key.shown
        self.wanted = tuple(value.shown for value in condition.values)
        self._lower = self.key.lower()
        found = operator(condition.operator)
        self._quantifier = found.quantifier if found else ""
        self._null = found is not None and found.family == "Null"
        self._without_key = found is not None and found.holds_without_key
        self._negated = found is not None and found.negated
        # What cannot be judged at all: the key is open, or the operator is none that IAM has.
        self._unknown: Truth = False
        if condition.key.text is None:
            self._unknown = frozenset((OpenPart(self.key),))
        elif found is None or (self._null and (found.quantifier or found.if_exists)):
            self._unknown = frozenset((Dependency(f"operator {condition.operator!r}"),))
        elif self._null and any(value.text is None for value in condition.values):
            self._unknown = frozenset(map(OpenPart, self.wanted))
        parts = (part for value in condition.values for part in value.parts)
        open_ = (OpenPart(part.expression) for part in parts if isinstance(part, Unknown))
        self._open: frozenset[str] = frozenset((ContextKey(self.key), *open_))
        test = None if found is None else OPERATORS.get(found.name.lower())
        self._tests: tuple[Test, ...] = (
            () if test is None else tuple(test.test(value, variables) for value in condition.values)
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
        if self._quantifier == FOR_ALL:
            # Also where the key is empty, as AWS has it.
            return not any(values) or all_of(self._match(value, context) for value in values)
        if not values:
            return self._without_key
        every = [self._match(value, context) for value in values]
        return any_of(every) if self._quantifier or len(every) == 1 else self._same(every)

    def values(self, context: Context) -> tuple[str, ...] | None:
        """Return what the request has for its key."""
        return context.get(self._lower)

    def _match(self, value: str, context: Context) -> Truth:
        truth = (
            self._of_role(value, context) if isinstance(value, RoleOfSession) else self._any(value, context)
        )
        return negate(truth) if self._negated else truth

    def _any(self, value: str, context: Context) -> Truth:
        return any_of(test(value, context) for test in self._tests)

    def _of_role(self, role: RoleOfSession, context: Context) -> Truth:
        """Return whether ``role`` matches, decided where no path of it can change that.

        For a session, aws:PrincipalArn is the ARN of the role, with its path
        (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
        """
        plain = self._any(role, context)
        with_path = parse(role.with_path("*"))
        if plain is False and not any(intersects(parse(wanted), with_path) for wanted in self.wanted):
            return False
        if plain is True and self._any(role.with_path(_ANY_PATH), context) is True:
            return True
        return frozenset((ContextKey(self.key),))

    def _same(self, every: Sequence[Truth]) -> Truth:
        """Return whether several values match without a set operator: no where none does, else unknown.

        AWS says that a key with several values requires ``ForAllValues`` or ``ForAnyValue``, and not how it
        compares them without. With one value, a key is compared as a single-valued one.
        """
        if not self._negated and any_of(every) is False:
            return False
        return frozenset((Dependency(f"{self.key} with several values"),))

    def _is_null(self, values: tuple[str, ...] | None) -> Truth:
        wanted = {value.lower() for value in self.wanted}
        if wanted >= {"true", "false"}:
            return True
        if values is None:
            return self._open
        return ("false" if any(values) else "true") in wanted
