"""The catalogue's vocabulary: what a target states, and what is asked of it.

All of it is frozen. Resources, condition values and trust are patterns as in
:mod:`emitter.catalogue.patterns`; actions are awacs ``Action`` objects, so a name that awacs does not
know fails when the target is imported.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from awacs.aws import Action

from .syntax import Syntax
from .versions import within

Confidence: TypeAlias = Literal["code", "documented", "vendor", "inferred"]
Permissions: TypeAlias = Literal["least-privilege", "documented"]

PERMISSIONS: tuple[Permissions, ...] = ("least-privilege", "documented")


class Evidence(NamedTuple):
    """Where a fact was read.

    ``confidence`` is ``code`` (the deployer's source calls it), ``documented`` (the deployer's
    documentation asks for it), ``vendor`` (AWS says so) or ``inferred`` (a conclusion; ``cite``
    is what it was drawn from). ``cite`` is short (``pipe-cd/pipecd pkg/x.go:107``), ``url`` whole.
    """

    confidence: Confidence
    cite: str
    url: str


class Repository(NamedTuple):
    """A public GitHub repository at one commit: ``name`` is ``owner/name``, ``commit`` 40 hex digits."""

    name: str
    commit: str

    def at(self, path: str, *lines: int, confidence: Confidence = "code") -> Evidence:
        """Return the file ``path`` at this commit, at ``lines`` (the first is linked)."""
        anchor = f"#L{lines[0]}" if lines else ""
        numbers = ":" + ",".join(map(str, lines)) if lines else ""
        return Evidence(
            confidence,
            f"{self.name} {path}{numbers}",
            f"https://github.com/{self.name}/blob/{self.commit}/{path}{anchor}",
        )


def vendor(url: str) -> Evidence:
    """Return a page of AWS's own documentation."""
    return Evidence("vendor", url, url)


def inferred(url: str) -> Evidence:
    """Return a conclusion, drawn from the page or file at ``url``."""
    return Evidence("inferred", url, url)


class WhenFeature(NamedTuple):
    """A resource pattern that counts only while the feature ``when`` is on."""

    when: str
    pattern: str


class GrantCondition(NamedTuple):
    """One condition of a statement: ``operator`` and ``key`` as IAM spells them.

    ``values`` are patterns. With ``when`` the condition is there only while that feature is on.
    """

    operator: str
    key: str
    values: tuple[str, ...]
    when: str | None = None


class Accept(NamedTuple):
    """A finding of ``rule`` (``W404``) that a statement has by necessity, and ``why`` it stands.

    With ``unnamed``, a parameter or several, it stands only while each of them matches everything; with
    ``when``, only while that feature is on; with ``unless``, only while that one is off.
    """

    rule: str
    why: str
    unnamed: str | tuple[str, ...] = ()
    when: str | None = None
    unless: str | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """What has to match everything for it to stand."""
        return (self.unnamed,) if isinstance(self.unnamed, str) else self.unnamed

    def __str__(self) -> str:
        return f"accepted {self.rule}: {self.why}"


class Scope(NamedTuple):
    """What a statement is about: its ``sid``, its resources and its conditions.

    Every grant on the same scope lands in the same statement. ``accepts`` are findings of
    ``emit lint`` that are meant; the template says so beside the statement. ``joins`` is the Sid of
    the scope that this one is a statement with while nothing but the Sids tells them apart, as where
    the feature of a condition is off. ``beside`` are the calls at which AWS asks for this too, without a
    call of its own: those that pass a role (:mod:`~.beside`).
    """

    sid: str
    resources: tuple[str | WhenFeature, ...]
    conditions: tuple[GrantCondition, ...] = ()
    accepts: tuple[Accept, ...] = ()
    joins: str | None = None
    beside: tuple[Action, ...] = ()


class Grant(NamedTuple):
    """One permission: what is allowed, on what, because of what, and how that is known.

    ``features`` are those that need it: any of them, turned on, is enough. All features of
    ``requires`` have to be on as well. ``since`` and ``until`` are versions of the target, both
    included (``2.3.3`` is a patch, ``2.3`` every patch); ``None`` is the oldest and the newest
    that the target knows. While the feature ``unless`` is on, the grant is left out.
    """

    action: Action
    scope: Scope
    features: tuple[str, ...]
    reason: str
    sources: tuple[Evidence, ...]
    since: str | None = None
    until: str | None = None
    unless: str | None = None
    requires: tuple[str, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """The confidence of the first, strongest source."""
        return self.sources[0].confidence


class Feature(NamedTuple):
    """Something the deployer does, or a restriction someone wants, that can be on or off.

    ``since`` and ``until`` are the first and last version that have it. From version
    ``fixed_since`` on it cannot be turned off.
    """

    name: str
    summary: str
    default: bool = False
    since: str | None = None
    until: str | None = None
    fixed_since: str | None = None


class Parameter(NamedTuple):
    """A value that narrows a target, or a setting of an identity.

    ``default`` ``None`` means that a value must be given, unless the parameter is ``optional``: then
    the resources that it would name are left out. With ``many`` a list may be given, and each value
    makes its own ARN. With ``arn`` (a pattern with one hole, ``{value}``) the value may be a whole ARN,
    or the part that stands in the hole. A parameter without ``allows_wildcard`` refuses values that
    match everything. ``strip`` is left off a value's beginning. With ``follows`` (a version and a
    parameter) what nobody gives is, from that version on, what that parameter is. A value that is ``placed``
    may hold ``{region}`` and ``{account}``, which stand for those of the deployment.
    """

    name: str
    summary: str
    syntax: Syntax
    default: str | None = None
    many: bool = True
    arn: str | None = None
    allows_wildcard: bool = True
    strip: str = ""
    optional: bool = False
    follows: tuple[str, str] | None = None
    placed: bool = False


class PageStatement(NamedTuple):
    """One statement of a policy that the deployer's documentation gives."""

    sid: str
    actions: tuple[Action, ...]
    resources: tuple[str, ...]
    conditions: tuple[GrantCondition, ...] = ()


class Page(NamedTuple):
    """The policy that the deployer documents for the versions ``since`` to ``until``.

    ``warnings`` are faults of the page that stay in what is emitted, each a phrase.
    """

    source: Evidence
    statements: tuple[PageStatement, ...]
    since: str | None = None
    until: str | None = None
    warnings: tuple[str, ...] = ()


class Release(NamedTuple):
    """The newest release of a deployer whose source was read.

    ``version`` is spelled as the deployer tags it, without a leading ``v``; ``day`` is the day of reading
    (``2026-11-28``).
    """

    version: str
    day: str


class Target(NamedTuple):
    """One deployer on one platform: the catalogue has one of these per file.

    ``versions`` run from oldest to newest: minors, or the patches at which something changed
    (``2.2``, ``2.3.0``, ``2.3.3``, ``2.5``). ``identities`` are the kinds of identity that make
    sense for it, the default first. ``identity_name`` and ``policy_name`` are what IAM objects
    are called when nobody says otherwise. ``read`` is the release up to which the grants are known to be
    right, ``None`` where a package of someone else does not say it.
    """

    name: str
    title: str
    deployer: str
    versions: tuple[str, ...]
    identities: tuple[str, ...]
    identity_name: str
    policy_name: str
    parameters: tuple[Parameter, ...]
    features: tuple[Feature, ...]
    grants: tuple[Grant, ...]
    pages: tuple[Page, ...]
    repositories: tuple[Repository, ...] = ()
    notes: tuple[str, ...] = ()
    read: Release | None = None

    @property
    def parameter(self) -> Mapping[str, Parameter]:
        """The parameters by name."""
        return {p.name: p for p in self.parameters}

    @property
    def feature(self) -> Mapping[str, Feature]:
        """The features by name."""
        return {f.name: f for f in self.features}

    @property
    def label(self) -> str:
        """The name as an identifier: ``piped_ecs``."""
        return self.name.replace("-", "_")

    def exists_in(self, version: str, since: str | None, until: str | None) -> bool:
        """Return whether ``version`` lies between ``since`` and ``until``, both included."""
        return within(version, since, until)


# Spelled so in a kind of identity: StringEquals, or StringLike when a value has a wildcard.
MATCH = "StringMatch"


class Trust(NamedTuple):
    """One statement of a trust policy. ``principal`` is ``Service``, ``AWS`` or ``Federated``."""

    principal: str
    names: tuple[str, ...]
    actions: tuple[Action, ...]
    conditions: tuple[GrantCondition, ...] = ()


class Remark(NamedTuple):
    """What the trust of an identity says of itself while a value of ``setting`` matches all of the regular
    expression ``pattern``.
    """

    setting: str
    pattern: str
    text: str


class Kind(NamedTuple):
    """One way for a deployer to be somebody.

    ``makes`` is the IAM resource that holds the policies. ``settings`` are what it takes beside
    those that every identity of that resource takes; of those in ``one_of`` exactly one is given, those
    in ``optional`` need not be. Those in ``left_open`` become parameters of a template that is not for one
    environment.
    ``companions`` are resources that come with it. A condition of its trust with ``when`` is there
    only while that setting is given. ``grants`` are what the platform needs of the identity, whichever
    deployer has it; their patterns have holes for settings, and their ``features`` name settings: without
    any the grant is always there, otherwise while one of them is given. ``remarks`` follow ``why`` where the
    values of settings call for them.
    """

    name: str
    summary: str
    makes: Literal["role", "group", "user", "existing"]
    settings: tuple[Parameter, ...] = ()
    one_of: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    trust: tuple[Trust, ...] = ()
    why: str = ""
    sources: tuple[Evidence, ...] = ()
    grants: tuple[Grant, ...] = ()
    remarks: tuple[Remark, ...] = ()
