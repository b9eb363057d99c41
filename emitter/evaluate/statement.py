"""One statement, compiled: what it is about, and whether its conditions hold."""

from collections.abc import Iterable, Sequence

from ..aws import service_reference
from ..policy.resource_arns import can_be
from ..reading.document import Document, Statement
from ..reading.values import Value
from .conditions import CompiledCondition
from .context import Context
from .dependencies import RESOURCE, Dependency, OpenPart, TemplateCondition
from .patterns import Pattern, Style
from .principals import CompiledPrincipal, Principal, can_call
from .request import Deciding
from .three_valued import Truth, all_of, any_of, negate

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
_NOT_PRINCIPAL = frozenset((Dependency("NotPrincipal, which IAM accepts in no trust policy"),))


class Clause:
    """A statement with its patterns, of a policy of the group that it is given.

    ``effect`` is neither Allow nor Deny where the file does not say.
    """

    __slots__ = (
        "_of_service",
        "_statement",
        "actions",
        "conditions",
        "deciding",
        "depends",
        "effect",
        "not_actions",
        "not_principals",
        "not_resources",
        "principals",
        "resources",
    )

    def __init__(self, statement: Statement, document: Document, group: str) -> None:
        self._statement = statement
        self._of_service: dict[str, tuple[str, ...]] = {}
        variables = document.has_variables
        self.effect = statement.effect
        self.deciding = Deciding(
            "Deny" if statement.effect == "Deny" else "Allow",
            statement.sid,
            group,
            document.name,
            statement.place,
        )
        self.actions = _patterns(statement.actions, "action", False)
        self.not_actions = _patterns(statement.not_actions, "action", False)
        self.resources = _patterns(statement.resources, "resource", variables)
        self.not_resources = _patterns(statement.not_resources, "resource", variables)
        self.depends: frozenset[str] = frozenset(
            (*(_decided(name) for name, _ in statement.decided), *map(OpenPart, statement.open))
        )
        self.conditions = tuple(CompiledCondition(one, variables) for one in statement.conditions)
        self.principals = tuple(CompiledPrincipal(*one) for one in statement.principals)
        self.not_principals = tuple(CompiledPrincipal(*one) for one in statement.not_principals)

    def of_service(self, service: str) -> tuple[str, ...]:
        """Return its actions, as the file spells them, of the service ``service``, which is lower case."""
        if service not in self._of_service:
            prefix = f"{service}:"
            shown = (pattern.shown for pattern in self.actions)
            self._of_service[service] = tuple(name for name in shown if name.lower().startswith(prefix))
        return self._of_service[service]

    @property
    def name(self) -> str:
        """Its Sid, or where it stands."""
        return self.deciding.sid or f"line {self.deciding.place.line}"

    def means_action(self, action: str, context: Context) -> Truth:
        """Return whether it is about ``action``, which is lower case."""
        return _means(self.actions, self.not_actions, (action,), context)

    def means_resource(self, action: str, resources: Sequence[str] | None, context: Context) -> Truth:
        """Return whether it is about one of ``resources``, which are names of the same thing.

        ``None`` is one that nobody named, of those that ``action`` takes.
        """
        if resources is None:
            return self._means_some_resource(action)
        return _means(self.resources, self.not_resources, resources, context)

    def _means_some_resource(self, action: str) -> Truth:
        patterns = self.resources or self.not_resources
        if any(pattern.everything for pattern in patterns):
            return bool(self.resources)
        listed = service_reference.action(action)
        if self.resources and listed is not None:
            values = self._statement.resources
            if not any(can_be(value, type_) for value in values for type_ in listed.resources):
                return False
        return frozenset((RESOURCE,)) if patterns else False

    def means_principal(self, asks: Principal, action: str, context: Context) -> Truth:
        """Return whether it is about ``asks``, who calls ``action``. With NotPrincipal, that is unknown."""
        if not can_call(asks, action):
            return False
        if self.not_principals:
            return _NOT_PRINCIPAL
        return any_of(one.truth(asks, context) for one in self.principals)

    def holds(self, context: Context) -> Truth:
        """Return whether it exists and its conditions are met."""
        if not self.conditions:
            return self.depends or True
        truth = all_of(condition.truth(context) for condition in self.conditions)
        return all_of((self.depends, truth)) if self.depends else truth


def _decided(name: str) -> TemplateCondition | OpenPart:
    """Return what decides whether a statement exists: a condition of the template, or an expression."""
    return TemplateCondition(name) if name.startswith("condition ") else OpenPart(name)


def _patterns(values: Iterable[Value], style: Style, variables: bool) -> tuple[Pattern, ...]:
    return tuple(Pattern(value, style, variables) for value in values)


def _means(
    wanted: Sequence[Pattern], unwanted: Sequence[Pattern], texts: Sequence[str], context: Context
) -> Truth:
    """Return whether ``texts`` are of ``wanted``, or not of ``unwanted``; IAM takes no statement with
    neither.
    """
    if wanted:
        return any_of(pattern.truth(text, context) for pattern in wanted for text in texts)
    if unwanted:
        return negate(any_of(pattern.truth(text, context) for pattern in unwanted for text in texts))
    return False
