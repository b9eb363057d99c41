"""What a denial asks for: an option of a target, a statement, or nothing that the role can be given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..aws import service_reference
from ..catalogue.model import Grant
from ..evaluate import AccessRequest, Compiled
from ..evaluate.resources import name_in_policy
from ..replay import access_denied
from ..replay.access_denied import Denial
from ..replay.actions import known
from ..replay.call import Asked
from .narrowing import KEYS, narrowing
from .options import Additions, Configured, additions
from .ways import FitPlace, Ways

# What stands in place of what a log does not show: GitHub Actions writes *** for an account that is a secret.
_HIDDEN = "***"
# Who asks with a request that is not signed.
_ANONYMOUS = "anonymous"
# Options of one target that are listed, where several are as short.
_OPTIONS = 3

# Where to look when nothing that is added to the role's own policies helps, by the kind of policy that
# denied. Source: "Policy evaluation logic"
# (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
_LOOK = {
    access_denied.SCP: "the service control policies of the account and of the organizational units above it;"
    " who administers the organization can change them",
    access_denied.RCP: "the resource control policies of the account that owns the resource;"
    " who administers its organization can change them",
    access_denied.BOUNDARY: "the permissions boundary of the role or user: it has to allow the action too",
    access_denied.SESSION: "the session policy that was given when the role was assumed: it has to allow the"
    " action too",
    access_denied.RESOURCE: "the policy of the resource itself: its account has to allow the caller",
    access_denied.ENDPOINT: "the policy of the VPC endpoint that the call went through",
    access_denied.TRUST: "the trust policy of the role that is to be assumed",
    access_denied.PUBLIC_ACCESS: "Amazon S3 Block Public Access of the bucket, its account and organization:"
    " it refuses what would make the bucket public",
    access_denied.IDENTITY: "the Deny statements in the policies of the role or user, and of its groups",
    "": "the Deny statements of every policy that applies: the role's own, its boundary, the session's, the"
    " resource's, and those of the organization",
}


class Option(NamedTuple):
    """How a target allows what was denied: at ``version``, with ``additions``.

    ``configured`` is the version that is configured, and ``features`` are those that make the call.
    ``reason`` and ``cite`` are those of the grant; ``depends`` is what the message does not say and the
    statement asks for. ``current`` when the configuration allows it already. ``on`` are the features that
    are on unless they are turned off.
    """

    target: str
    version: str
    configured: str
    additions: Additions
    features: tuple[str, ...]
    reason: str
    cite: str
    depends: tuple[str, ...] = ()
    current: bool = False
    on: frozenset[str] = frozenset()


class ExplainedDenial(NamedTuple):
    """A denial that was found ``times`` times, first on ``line``, and what it asks for.

    ``look`` says where to look when nothing that the role is given helps; else it is empty. ``statement``
    allows it where no option does; ``forms`` are the ARNs to choose from when it cannot name the resource.
    """

    denial: Denial
    times: int
    line: int
    look: str = ""
    options: tuple[Option, ...] = ()
    statement: Mapping[str, Any] | None = None
    forms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def found_in(found: Iterable[tuple[int, Denial]]) -> list[tuple[Denial, int, int]]:
    """Return the different ones of ``found``, pairs of line and denial, with their counts and first lines."""
    first: dict[tuple[Any, ...], tuple[Denial, int]] = {}
    counts: Counter[tuple[Any, ...]] = Counter()
    for line, denial in found:
        key = (*denial[:5], *sorted(denial.context.items()), denial.sids, denial.name)
        first.setdefault(key, (denial, line))
        counts[key] += 1
    return [(denial, counts[key], line) for key, (denial, line) in first.items()]


def explain(denial: Denial, times: int, line: int, targets: Sequence[Configured]) -> ExplainedDenial:
    """Return what ``denial`` asks for; ``targets`` are those that may be the ones that were denied."""
    denial, note = _with_arn(denial)
    explained = ExplainedDenial(denial, times, line, notes=note)
    if denial.principal == _ANONYMOUS and not denial.kind:
        return explained._replace(
            look=f"how the request is signed, as it was not; or {_LOOK[access_denied.RESOURCE]}"
        )
    if denial.explicit or denial.kind not in ("", access_denied.IDENTITY):
        return explained._replace(look=_LOOK.get(denial.kind, f"the {denial.kind}"))
    action = known(denial.action)
    if action is None:
        fault = service_reference.action_fault(denial.action)
        unlisted = f"AWS lists no such action ({'; '.join(filter(None, fault))})" if fault else ""
        explained = explained._replace(notes=(*explained.notes, *filter(None, (unlisted,))))
    else:
        explained = explained._replace(denial=denial._replace(action=action))
        options = [one for target in targets for one in _options(explained.denial, target)]
        if options:
            return explained._replace(
                options=tuple(
                    sorted(
                        options, key=lambda one: (not one.current, one.version != one.configured, one.target)
                    )
                )
            )
    return _with_statement(explained)


def _with_arn(denial: Denial) -> tuple[Denial, tuple[str, ...]]:
    """Return ``denial`` with the ARN of what IAM names without it, in the caller's account, and a note."""
    fields = denial.principal.split(":", 5)
    if not denial.name or len(fields) < 6:
        return denial, ()
    arn = f"arn:{fields[1]}:iam::{fields[4]}:{denial.name}"
    name = denial.name.partition("/")[2]
    return denial._replace(resource=arn), (
        f"IAM names {name} without its path: if it has one, write it in the ARN",
    )


def _options(denial: Denial, configured: Configured) -> Iterator[Option]:
    """Yield how the target of ``configured`` allows ``denial``: with the fewest additions."""
    target, place = configured.target, _place(denial, configured.place)
    ways = Ways(target, place)
    resource = denial.resource.replace(_HIDDEN, place.account or "*") if denial.resource else None
    asked = Asked(
        AccessRequest(denial.action, resource, denial.context, bool(denial.context)),
        partial=_HIDDEN in denial.resource,
    )

    def option(grant: Grant, version: str, added: Additions, depends: tuple[str, ...] = ()) -> Option:
        source = grant.sources[0]
        cite = f"{source.confidence}: {source.url}"
        features = tuple(name for name in grant.features if name in target.feature)
        return Option(
            target.name,
            version,
            configured.version,
            added,
            features,
            grant.reason,
            cite,
            depends,
            on=frozenset(one.name for one in target.features if one.default),
        )

    if configured.compiled is not None and _allows(configured.compiled, asked):
        for _, grant in ways.grants_of(denial.action):
            if target.exists_in(configured.version, grant.since, grant.until):
                yield option(grant, configured.version, Additions())._replace(current=True)
                return
    found: dict[tuple[str, Additions], Option] = {}
    for way in ways.of(asked):
        grant = target.grants[way.number]
        for version, added in additions(configured, grant, way):
            found.setdefault((version, added), option(grant, version, added, way.unknown))
    fewest = min(map(_changes, found.values()), default=0)
    yield from [one for one in found.values() if _changes(one) == fewest][:_OPTIONS]


def _changes(option: Option) -> int:
    return option.additions.size + (option.version != option.configured)


def _allows(compiled: Compiled, asked: Asked) -> bool:
    return compiled.decide(asked.request).verdict == "allowed"


def _place(denial: Denial, place: FitPlace) -> FitPlace:
    """Return ``place``, with the account of the denial where it is not known."""
    for arn in (denial.resource, denial.principal):
        fields = arn.split(":", 5)
        if len(fields) == 6 and not place.account and len(fields[4]) == 12 and fields[4].isdigit():
            place = place._replace(account=fields[4], partition=fields[1])
    return place


def _with_statement(explained: ExplainedDenial) -> ExplainedDenial:
    denial = explained.denial
    listed = service_reference.action(denial.action)
    notes = list(explained.notes)
    resource = ""
    if listed is not None and not listed.resources:
        resource = "*"
    elif denial.resource == "*":
        resource = "*"
        if listed is not None and any(one.required for one in listed.resources):
            notes.append("AWS decided it on *, so that no ARN narrows it")
    elif denial.resource and _HIDDEN not in denial.resource:
        resource = name_in_policy(denial.action, denial.resource)
    elif denial.resource:
        notes.append(f"the log hides a part of the ARN ({_HIDDEN}): write it out")
    if not resource:
        forms = tuple(dict.fromkeys(one.arn for one in listed.resources)) if listed else ()
        if not denial.resource:
            notes.append("the message does not name the resource, and nothing is assumed: name its ARN")
        return explained._replace(forms=(denial.resource,) if denial.resource else forms, notes=tuple(notes))
    conditions: dict[str, dict[str, list[str]]] = {}
    for key, values in narrowing(denial.action, denial.context):
        name, operator = KEYS[key]
        conditions.setdefault(operator, {})[name] = list(values)
    if denial.action == "iam:PassRole" and not conditions:
        notes.append("narrow it with the condition iam:PassedToService: the service that is handed the role")
    statement = {
        "Effect": "Allow",
        "Action": denial.action,
        "Resource": resource,
        **({"Condition": conditions} if conditions else {}),
    }
    return explained._replace(statement=statement, notes=tuple(notes))
