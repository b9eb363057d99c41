"""A rule of the linter, and a violation of it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from ..reading.attachments import Attached
from ..reading.document import Document
from ..reading.yaml_tree import Place

SEVERITIES = {"E": "error", "W": "warning", "N": "note"}


class Violation(NamedTuple):
    """One place where a rule does not hold. ``message`` is a phrase that names what is there."""

    message: str
    place: Place
    sid: str = ""


class HolderPolicies(NamedTuple):
    """What one holder has: identity policies that were read, and managed policies that were not."""

    documents: tuple[Document, ...]
    attached: tuple[Attached, ...] = ()


Check: TypeAlias = Callable[[Document], Iterable[Violation]]
CheckTogether: TypeAlias = Callable[[HolderPolicies], Iterable[Violation]]


class Rule(NamedTuple):
    """A rule of the linter: its text and its check.

    The first letter of ``id`` is its severity (``E101``: error, ``W``: warning, ``N``: note). ``costs``
    says what ignoring it costs, ``instead`` what to do. ``bad`` and ``good`` are texts of documents, of
    any format that is read; the tests hold the rule to them. ``check`` looks at one document,
    ``together`` at all that one holder has; a rule has one of the two.
    """

    id: str
    title: str
    costs: str
    instead: str
    bad: str
    good: str
    check: Check | None = None
    together: CheckTogether | None = None

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return SEVERITIES[self.id[0]]
