"""Request → Deployment: holes are filled with values, or left to the template.

Two laws hold. What an environment fixes is a literal. What nobody fixes is, in a request that
is ``open``, a parameter of the template; otherwise it is the default, and an error where there
is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ..aws.regions import DNS_SUFFIX, PARTITION_OF, check_partition, may_be_region, partition_of
from ..catalogue.identities import load_kind, settings_of
from ..catalogue.model import Parameter, Target
from ..catalogue.patterns import PSEUDO, Hole, Text, join
from ..catalogue.selection import features_using
from ..catalogue.syntax import ACCOUNT, POLICY_NAME, REGION, Syntax
from ..catalogue.versions import matching
from ..errors import MissingValueError, RequestError
from ..messages import nearest
from .deployment import BoundIdentity, BoundStatement, Deployment, Policy, TemplateParameter
from .identity import bind_identity, check_tags
from .plan import Plan, plan
from .request import Choice, DeploymentRequest, Environment, IdentityChoice
from .statements import bind_statements
from .values import check, placed, texts, wrapped

_REGION = Parameter("region", "regions the deployer works in, when not the environment's own", REGION)


def bind(request: DeploymentRequest, load: Callable[[str], Target]) -> Deployment:
    """Fill ``request`` in. ``load`` gives the target of a name.

    Raises :class:`~emitter.errors.RequestError`, whose ``where`` is the key as ``emit.toml`` has it
    below the target's own entry (``values.cluster``), and whatever ``load`` raises.
    """
    where = locate(request.environment)
    binder = _Binder(where, request.environment.partition, request.open)
    plans = []
    for choice in request.choices:
        with _about(choice):
            plans.append((choice, _plan(choice, load)))
    binder.warnings += [line for pair in plans for line in _taken(*pair)]
    targets = _different(planned.target for _, planned in plans)
    identity = binder.identity(request.identity, targets, request.environment)
    policies = []
    for choice, planned in plans:
        with _about(choice):
            policies.append(binder.policy(choice, planned))
    policies.extend(binder.platform(identity, targets[0]))
    return Deployment(
        label=targets[0].label,
        title="; ".join(
            f"{p.target.title}, {p.target.deployer} {p.version}, {p.permissions}" for _, p in plans
        ),
        command=request.command,
        identity=identity,
        policies=tuple(policies),
        parameters=tuple(binder.parameters.values()),
        warnings=(*(warning for _, planned in plans for warning in planned.warnings), *binder.warnings),
        account=request.environment.account,
        plans=tuple(planned for _, planned in plans),
    )


def locate(environment: Environment) -> Mapping[str, Text]:
    """Return what ``environment`` fixes of account, region and partition; a pseudo parameter for the rest.

    Raises :class:`~emitter.errors.RequestError` at ``account``, ``region`` or ``partition``.
    """
    if environment.account is not None:
        check(ACCOUNT, "account", environment.account)
    partition = environment.partition
    if partition is not None:
        check_partition(partition)
    if environment.region is not None:
        follows = _partition(environment.region, partition)
        if partition not in (None, follows):
            raise RequestError(
                "partition",
                f"region {environment.region} is in {follows}, not in {partition}",
                "leave it out",
            )
        partition = follows
    known = {
        "account": environment.account,
        "region": environment.region,
        "partition": partition,
        "dns_suffix": DNS_SUFFIX[partition] if partition else None,
    }
    return {name: (known[name] or Hole("pseudo", name),) for name in PSEUDO}


def _partition(region: str, given: str | None, key: str = "region") -> str:
    """Return the partition of ``region``; of one that the table does not have, the one that is ``given``."""
    is_new = region not in PARTITION_OF and may_be_region(region)
    return given if given is not None and is_new else partition_of(region, key)


@contextmanager
def _about(choice: Choice) -> Iterator[None]:
    """Mark an error with the target that it is about."""
    try:
        yield
    except RequestError as error:
        error.target = choice.target
        raise


def _taken(choice: Choice, planned: Plan) -> Iterator[str]:
    """Yield the version that was taken, where ``newest`` chose it."""
    asked = (choice.version or "").removeprefix("v")
    if choice.newest and matching(asked, planned.target.versions) is None:
        yield f"{choice.target}: takes {planned.version}, the newest version that the catalogue knows"


def _plan(choice: Choice, load: Callable[[str], Target]) -> Plan:
    return plan(
        load(choice.target),
        choice.version,
        choice.permissions,
        choice.features,
        choice.without,
        newest=choice.newest,
    )


def _different(targets: Iterable[Target]) -> Sequence[Target]:
    found: list[Target] = []
    for target in targets:
        if target in found:
            raise RequestError("target", f"{target.name} is named twice", "name it once")
        found.append(target)
    if not found:
        raise RequestError("target", "required", "name at least one")
    return found


class _Binder:
    """Fills the patterns of one request, and collects the template ``parameters`` that are left."""

    def __init__(self, where: Mapping[str, Text], partition: str | None, leaves_open: bool) -> None:
        self.where = where
        self.partition = partition
        self.open = leaves_open
        self.parameters: dict[str, TemplateParameter] = {}
        self.warnings: list[str] = []

    def identity(
        self, choice: IdentityChoice, targets: Sequence[Target], environment: Environment
    ) -> BoundIdentity:
        kind = load_kind(targets[0].identities[0] if choice.kind is None else choice.kind)
        for target in targets:
            if kind.name not in target.identities:
                chosen_by = "" if choice.kind else f", the default of {targets[0].name}"
                shared = [name for name in target.identities if all(name in t.identities for t in targets)]
                raise RequestError(
                    "identity.kind",
                    f"{target.name} does not support identity {kind.name!r}{chosen_by}",
                    f"available: {', '.join(shared)}"
                    if shared
                    else "give each target an identity of its own",
                )
        known = settings_of(kind)
        given = {n: v for n, v in choice.inherited.items() if n in known} | dict(choice.settings)
        # A request that is neither open nor for an environment is for a format that has no identity.
        may_leave = self.open or not environment.name
        chosen = () if given.keys().isdisjoint(kind.one_of) else kind.one_of
        unset = [name for name in kind.left_open if name not in (*given, *chosen)] if may_leave else []
        left = {name: self._left_setting(known[name]) for name in unset}
        bound = bind_identity(kind, given, self.where, left)
        if bound.moved_from == targets[0].name:
            what = f"{bound.moved_from} is the first target of the file"
            raise RequestError("identity.moved_from", what, "name the one that was it before")
        if bound.existing is None and "name" not in given:
            rule = known["name"]
            title = f"{kind.makes.capitalize()}Name"
            name = self._named(
                title, rule.summary, rule.syntax, targets[0].identity_name, key="identity.name"
            )
            bound = bound._replace(name=name)
        return bound._replace(tags=check_tags(choice.tags))

    def platform(self, identity: BoundIdentity, first: Target) -> Iterator[Policy]:
        """Yield the policy with what the platform needs of ``identity``, where it needs anything."""
        if not identity.statements:
            return
        name = join((*identity.name, "-platform"))
        if any(isinstance(part, Hole) and part.kind == "parameter" for part in identity.name):
            summary = "name of the policy with what the platform needs"
            name = self._named("PlatformPolicyName", summary, POLICY_NAME, f"{first.identity_name}-platform")
        yield Policy(
            title="PlatformPolicy",
            name=name,
            why=f"What the platform needs of {identity.kind.summary}",
            cite=identity.kind.grants[0].sources[0].url,
            statements=identity.statements,
        )

    def policy(self, choice: Choice, planned: Plan) -> Policy:
        target = planned.target
        filled = self._where() | self._values(choice, planned)
        if choice.policy_name is not None:
            name = placed(POLICY_NAME, "policy_name", choice.policy_name, self.where)
        else:
            title = f"{camel(target.label)}PolicyName"
            name = self._named(
                title,
                "name of the policy",
                POLICY_NAME,
                target.policy_name,
                target=target.label,
                key="policy_name",
            )
        return Policy(
            title=f"{camel(target.label)}Policy",
            name=name,
            why=planned.why,
            cite=planned.cite,
            doubts=planned.doubts,
            target=target.name,
            statements=self._statements(planned, filled),
        )

    def _statements(
        self, planned: Plan, filled: Mapping[str, tuple[Text, ...]]
    ) -> tuple[BoundStatement, ...]:
        bound = tuple(bind_statements(planned.statements, filled))
        for parameter in planned.parameters:
            if parameter.name not in filled:
                where = f"{planned.target.name}: values.{parameter.name}"
                self.warnings.append(f"{where}: not given, so nothing is allowed on {parameter.summary}")
                if not bound:
                    raise MissingValueError(
                        f"values.{parameter.name}", "required", f"give {parameter.summary}"
                    )
        return bound

    def _where(self) -> dict[str, tuple[Text, ...]]:
        return {name: (text,) for name, text in self.where.items()}

    def _values(self, choice: Choice, planned: Plan) -> dict[str, tuple[Text, ...]]:
        for region in choice.values.get(_REGION.name, ()):
            here = self.where["partition"][0]
            if _partition(region, self.partition, "values.region") != here and isinstance(here, str):
                raise RequestError("values.region", f"{region} is not in partition {here}", "leave it out")
        target = planned.target
        known = {**target.parameter, _REGION.name: _REGION}
        used = {parameter.name for parameter in planned.parameters} | {_REGION.name}
        filled: dict[str, tuple[Text, ...]] = {}
        for name, given in choice.values.items():
            key = f"values.{name}"
            if name not in known:
                raise RequestError(key, f"unknown value {name!r} of {target.name}", nearest(name, known))
            if name not in used and planned.permissions == "least-privilege":
                raise RequestError(
                    key, "not used by the enabled features", f"enable {features_using(target, name)}"
                )
            filled[name] = texts(key, known[name], given, self.where, any_name=choice.any_name)
        left = [parameter for parameter in planned.parameters if parameter.name not in filled]
        if choice.any_name:
            left = [_any_named(parameter) for parameter in left]
        if not self.open:
            left = [parameter for parameter in left if not parameter.optional]
        missing = [parameter for parameter in left if parameter.default is None]
        if missing and not self.open:
            others = "".join(f", and {parameter.name}" for parameter in missing[1:])
            raise MissingValueError(
                f"values.{missing[0].name}", "required", f"give {missing[0].summary}{others}"
            )
        leaders = {parameter.name: _leader(parameter, planned) for parameter in left}
        for parameter in sorted(left, key=lambda one: leaders[one.name] is not None):
            leader = leaders[parameter.name]
            if leader is None:
                filled[parameter.name] = (self._left(parameter, target, choice.any_name),)
            else:
                filled[parameter.name] = filled[leader]
        return filled

    def _left(self, parameter: Parameter, target: Target, any_name: bool) -> Text:
        """Return what stands for a parameter of ``target`` that nobody gave."""
        if self.open:
            title = camel(target.label) + camel(parameter.name)
            self.parameters[title] = TemplateParameter(
                title,
                parameter.summary,
                parameter.syntax,
                parameter.syntax.pattern
                if parameter.allows_wildcard or any_name
                else parameter.syntax.strictest,
                parameter.default,
                target.title,
                target.label,
                f"values.{parameter.name}",
                parameter.many,
            )
            return wrapped(parameter, (Hole("parameter", title),), self.where)
        assert parameter.default is not None
        return wrapped(parameter, (parameter.default,), self.where)

    def _left_setting(self, setting: Parameter) -> Text:
        """Return the hole of a setting that nobody gave."""
        title = f"Identity{camel(setting.name)}"
        syntax, summary = setting.syntax, setting.summary
        if setting.strip:
            syntax, summary = syntax.without(setting.strip), f"{summary}, without {setting.strip}"
        self.parameters[title] = TemplateParameter(
            title,
            summary,
            syntax,
            syntax.pattern,
            setting.default,
            "Identity",
            key=f"identity.{setting.name}",
            many=setting.many,
        )
        return (Hole("parameter", title),)

    def _named(
        self, title: str, summary: str, syntax: Syntax, default: str, *, target: str = "", key: str = ""
    ) -> Text:
        if not self.open:
            return (default,)
        self.parameters[title] = TemplateParameter(
            title, summary, syntax, syntax.pattern, default, "Names", target, key
        )
        return (Hole("parameter", title),)


def _any_named(parameter: Parameter) -> Parameter:
    """Return ``parameter`` with ``*`` as its default, where it has none and may be that."""
    if parameter.default is not None or not parameter.syntax.accepts("*"):
        return parameter
    return parameter._replace(default="*", optional=False)


def _leader(parameter: Parameter, planned: Plan) -> str | None:
    """Return the parameter whose value ``parameter`` takes when nobody gives one."""
    if parameter.follows is None:
        return None
    since, leader = parameter.follows
    there = any(one.name == leader for one in planned.parameters)
    return leader if there and planned.target.exists_in(planned.version, since, None) else None


def camel(name: str) -> str:
    """Return ``task_role`` as ``TaskRole``."""
    return "".join(word.capitalize() for word in name.split("_"))
