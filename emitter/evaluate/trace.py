"""A request, policies that add up, and how their statements stand to it."""

from collections.abc import Sequence
from typing import NamedTuple

from ..reading.document import Document
from .context import Context
from .principals import Principal
from .statement import Clause
from .three_valued import Truth


class Asked(NamedTuple):
    """A request as it was judged; ``resources`` are the names of its resource, ``None`` when not known.

    ``asks`` is who asks, of a trust policy.
    """

    action: str
    resources: Sequence[str] | None
    context: Context
    asks: Principal | None = None


class Group(NamedTuple):
    """Policies of which one Allow is enough. ``title`` is what a person calls them.

    ``unread`` names what more there is, of which nothing is known; ``allowing`` what can allow and not deny.
    """

    title: str
    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    unread: frozenset[str] = frozenset()
    allowing: frozenset[str] = frozenset()


class Judged(NamedTuple):
    """A statement that is about the action, and whether it applies to the request."""

    clause: Clause
    truth: Truth
