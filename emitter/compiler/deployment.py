"""A target bound to an environment: what a template will say, before any template exists.

Everything a value could be is a :data:`~emitter.catalogue.patterns.Text`; the holes that are left in it are
the template's own parameters and pseudo parameters.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from awacs.aws import Action

from ..catalogue.model import Accept, Kind
from ..catalogue.patterns import Text
from ..catalogue.syntax import Syntax
from .plan import Plan, Reason


class BoundCondition(NamedTuple):
    """One condition, ``operator`` as IAM spells it. A ``key`` with a hole begins with an issuer."""

    operator: str
    key: Text
    values: tuple[Text, ...]


class BoundStatement(NamedTuple):
    """An Allow statement of a permissions policy.

    ``because`` is why it is there, for the reviewer; ``accepted`` are findings it has by necessity.
    """

    sid: str
    actions: tuple[Action, ...]
    resources: tuple[Text, ...]
    conditions: tuple[BoundCondition, ...] = ()
    because: tuple[Reason, ...] = ()
    accepted: tuple[Accept, ...] = ()


class TrustStatement(NamedTuple):
    """An Allow statement of a trust policy."""

    principal: str
    names: tuple[Text, ...]
    actions: tuple[Action, ...]
    conditions: tuple[BoundCondition, ...] = ()


class Policy(NamedTuple):
    """A managed policy. ``title`` is its identifier in the template, ``why`` a sentence.

    ``cite`` is where it was read, ``doubts`` what of it is inferred (empty when nothing is), ``target`` the
    name of the target that it is for (empty when it is the identity's own). ``part`` ends the title of what
    was split off for its size (``2``, ``ServicesPart2``), and is empty otherwise.
    """

    title: str
    name: Text
    why: str
    cite: str
    statements: tuple[BoundStatement, ...]
    doubts: str = ""
    target: str = ""
    part: str = ""


class BoundIdentity(NamedTuple):
    """Who holds the policies. ``max_session_duration`` is in seconds; ``path`` is ``/…/``.

    ``settings`` are those of its kind, each with its first value. ``existing`` is the kind (``role``,
    ``group``, ``user``) and name of one that already exists. ``statements`` are what the platform
    needs of it, ``remarks`` what is to be said of the values of its settings. When ``exclusive``, it is to
    have no policies but these. ``moved_from`` is the target after which its addresses were called before.
    """

    kind: Kind
    name: Text
    path: str | None = None
    permissions_boundary: Text | None = None
    max_session_duration: int | None = None
    description: str | None = None
    tags: Mapping[str, str] | None = None
    trust: tuple[TrustStatement, ...] = ()
    users: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    settings: Mapping[str, Text] = MappingProxyType({})
    existing: tuple[str, str] | None = None
    statements: tuple[BoundStatement, ...] = ()
    remarks: tuple[str, ...] = ()
    exclusive: bool = False
    moved_from: str = ""

    @property
    def why(self) -> str:
        """Why it is trusted, with what there is to say of the values of its settings."""
        return ". ".join(filter(None, (self.kind.why, *self.remarks)))


class TemplateParameter(NamedTuple):
    """A value that is given when the template is deployed. ``title`` is like ``TaskRole``.

    ``pattern`` is that of ``syntax``, or a stricter one. ``target`` is the label of the target that it is a
    value of (``piped_ecs``), empty where it is one of the identity. ``key`` is what ``emit.toml`` calls it
    below a target (``values.task_role``), empty where it does not. Of one that is ``many``, a format that can
    takes a list.
    """

    title: str
    summary: str
    syntax: Syntax
    pattern: str
    default: str | None
    group: str
    target: str = ""
    key: str = ""
    many: bool = False


class Deployment(NamedTuple):
    """One identity with its policies: what one file holds.

    ``label`` is an identifier (``piped_ecs``) that is unique within an environment. ``command``
    makes the file again. ``account`` is twelve digits where one is fixed. ``warnings`` are for
    standard error, not for the file. ``plans`` are what the policies were bound from, in their order.
    """

    label: str
    title: str
    command: str
    identity: BoundIdentity
    policies: tuple[Policy, ...]
    parameters: tuple[TemplateParameter, ...] = ()
    warnings: tuple[str, ...] = ()
    account: str | None = None
    plans: tuple[Plan, ...] = ()
