"""Privilege escalation: the paths that policies hold.

Sources: pathfinding.cloud (https://pathfinding.cloud/paths/), cloudsplaining
(https://github.com/salesforce/cloudsplaining/blob/master/cloudsplaining/shared/constants.py), Rhino Security
Labs (https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation) and HackTricks
(https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/). A method that
holds all of a shorter one is left out: the shorter one finds it too.
"""

# Left out on purpose:
# - codestar:*: AWS CodeStar is no more.
# - datapipeline:CreatePipeline without a definition, as cloudsplaining has it: nothing runs.
# - sts:AssumeRole, iam:UpdateAccessKey, iam:CreateServiceSpecificCredential, iam:UploadSSHPublicKey,
#   codepipeline:PollForJobs and others that hand out credentials: W411 speaks of them.
# - iam:Detach…Policy, iam:Delete…Policy, sso:Detach…FromPermissionSet, sso:DeleteInlinePolicy…: they give
#   rights only where what they take away denies something; W409 and W404 speak of them.
# - iam:DeactivateMFADevice, iam:ResyncMFADevice, iam:CreateVirtualMFADevice with iam:EnableMFADevice: they
#   take a second factor away, or put one on; the first is still needed.
# - iam:UpdateOpenIDConnectProviderThumbprint: AWS goes by trusted authorities, and who changes a
#   thumbprint needs the provider's keys as well.
# - elasticmapreduce:CreateEditor: the role that is passed did not reach the notebook when it was tried.
# - codedeploy:CreateDeployment alone: a revision that is not registered needs RegisterApplicationRevision.
# - elasticbeanstalk:RebuildEnvironment, s3:PutObject, ecr:PutImage, lambda:PublishLayerVersion, and others
#   that change what something runs: which objects those are stands in no policy.
# - ec2:ModifyInstanceMetadataOptions, cloudfront:UpdateDistribution, route53 with acm-pca: they need a hole
#   elsewhere.
# - cognito-idp:Admin…, mq, kafka, workdocs, chime, ds, lightsail: rights in an application, not in AWS.

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ...aws.regions import PARTITIONS
from ...aws.service_reference import action
from ...aws.wildcards import Wildcard
from ...caching import ByIdentity
from ...policy.conditions import is_expression, never_holds
from ...policy.grants import AllowedAction, condition_admits, granted, restricts_resource
from ...policy.operators import compared_by, operator
from ...policy.phrases import listed
from ...policy.resource_arns import can_be, can_reach, is_all, is_every
from ...policy.wildcards import matches, tokens
from ...reading.document import Condition, Document
from ...reading.values import Value
from .existing_access import EXISTING_PATHS
from .pass_role import PASSING_PATHS
from .path import Path

PASSING = "iam:PassRole"
PASSED_TO = "iam:passedtoservice"
LINKING = "iam:CreateServiceLinkedRole"
LINKED_TO = "iam:awsservicename"
# AWS managed policies with which their holder has, or gives itself, every permission.
UNBOUNDED = ("AdministratorAccess", "PowerUserAccess", "IAMFullAccess")
# With one of these conditions, who may write permissions may not write all of them.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
_BOUNDARY, _POLICY = "iam:permissionsboundary", "iam:policyarn"
# Policies that hold nobody to anything: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/
_UNBOUNDED = tuple(
    f"arn:{partition}:iam::aws:policy/{name}" for partition in PARTITIONS for name in UNBOUNDED
)
_OWN = "${aws:username}"
_OWN_SESSION = ("${aws:username}-", "${aws:userid}-")
_RESUMING = "ssm:resumesession"
# Actions that take a boundary away: a condition on it says whose, and keeps nothing.
_TAKING = ("iam:deleteuserperm", "iam:deleteroleperm")
# A user's own credentials are its own; its own permissions are not.
_CREDENTIALS = ("iam:createaccesskey", "iam:createloginprofile", "iam:updateloginprofile")
# Nobody may change the permissions of a role that a service made for itself.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
_LINKED = ":role/aws-service-role/"

# Those that pass a role first: of what they find, a shorter one has less to say.
PATHS = (*PASSING_PATHS, *EXISTING_PATHS)

_NOUNS = {
    "browser-custom": "browser",
    "code-interpreter-custom": "code interpreter",
    "deploymentgroup": "deployment group",
    "devendpoint": "development endpoint",
    "Group": "group",
    "identitypool": "identity pool",
    "job-definition": "job definition",
    "job-definition-revision": "job definition",
    "launch-template": "launch template",
    "maintenancewindow": "maintenance window",
    "notebook-instance": "notebook",
    "PermissionSet": "permission set",
    "saml-provider": "SAML provider",
    "stackset": "stack set",
    "statemachine": "state machine",
    "trust-anchor": "trust anchor",
    "virtualCluster": "virtual cluster",
}


class Escalation(NamedTuple):
    """A path that policies hold: ``wide`` when it leads to any role or resource, not to named ones.

    ``grant`` is what lets it in, ``actions`` all of it as a phrase, ``does`` what it gives.
    """

    wide: bool
    grant: AllowedAction
    actions: str
    does: str


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for path in PATHS for need in path.needs for name in need.split("|")) | {
        PASSING.lower()
    }


@cache
def alone() -> frozenset[str]:
    """Return actions that are a path by themselves, lower case."""
    return frozenset(
        name.lower()
        for path in PATHS
        if not path.to and len(path.needs) == 1
        for name in path.needs[0].split("|")
    )


def escalations(documents: Sequence[Document]) -> Sequence[Escalation]:
    """Return the paths that ``documents``, all policies of one holder, have together."""
    return _escalations(ByIdentity(*documents))


# Two rules ask for the same, one after the other.
@lru_cache(maxsize=16)
def _escalations(same: ByIdentity[Document]) -> tuple[Escalation, ...]:
    return tuple(_each(same.items))


def _each(documents: Sequence[Document]) -> Iterator[Escalation]:
    every = granted(documents, _names())
    grants = {name: able for name, several in every.items() if (able := list(filter(_can_hold, several)))}
    used: dict[str, bool] = {}
    for path in PATHS:
        held = [[name for name in need.split("|") if name.lower() in grants] for need in path.needs]
        if not all(held):
            continue
        found = _found(path, held, grants)
        if found is None:
            continue
        names = [name for group in held for name in group]
        if not all(used.get(name, False) or (name in used and not found.wide) for name in names):
            yield found
        used.update((name, found.wide or used.get(name, False)) for name in names)


def _can_hold(grant: AllowedAction) -> bool:
    """Return whether some request is let in by ``grant``: its resources and conditions are of its action."""
    resources, known = grant.statement.resources, action(grant.action)
    if known is None:
        return True
    fits = not resources or not known.resources
    return (fits or any(can_reach(value, known) for value in resources)) and not never_holds(
        grant.statement, grant.action
    )


def _found(path: Path, held: list[list[str]], grants: dict[str, list[AllowedAction]]) -> Escalation | None:
    needs = listed((_either(names, len(held) > 1) for names in held), most=5)
    if path.to:
        # What iam:* leads to, actions of IAM say.
        passing = [grant for grant in grants.get(PASSING.lower(), ()) if not _is_service(grant)]
        reach = _reach(
            [grant for grant in passing if condition_admits(grant.statement, PASSED_TO, path.to)],
            ("role",),
            besides=frozenset({PASSED_TO}),
        )
        needs = f"{PASSING} to {path.to}, {needs}"
    else:
        whole = [grant for name in held[0] for grant in grants[name.lower()]]
        reach = _reach(whole, path.kinds)
    if reach is None:
        return None
    return Escalation(reach.wide, reach.grant, needs, path.does.format(reach.which()))


def _either(names: list[str], among: bool) -> str:
    """Return ``names`` as alternatives, ``among`` other things or alone."""
    if len(names) > 2:
        return f"{names[0]} (or {len(names) - 1} others)"
    both = " or ".join(names)
    return f"({both})" if among and len(names) > 1 else both


def _is_service(grant: AllowedAction) -> bool:
    return not grant.value.shown.partition(":")[2].strip("*")


class _Reach(NamedTuple):
    """What some grants lead to: any resource of a kind, or ``names``, or else what conditions admit."""

    grant: AllowedAction
    kind: str
    wide: bool = False
    names: tuple[str, ...] = ()

    def which(self) -> str:
        """Return it as a phrase."""
        kind = _NOUNS.get(self.kind, self.kind)
        if self.wide:
            return f"its own {kind}" if self.names else f"any {kind}"
        if not self.names:
            return f"any {kind} that the conditions admit"
        names = dict.fromkeys(self.names)
        return f"the {_plural(kind) if len(names) > 1 else kind} {listed(names)}"


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _reach(
    grants: list[AllowedAction], kinds: tuple[str, ...], besides: frozenset[str] = frozenset()
) -> _Reach | None:
    """Return what ``grants`` lead to, of these ``kinds`` of resources; conditions on ``besides`` do not limit
    it.
    """
    found = None
    for grant in grants:
        if _is_bounded(grant):
            continue
        scoped = _is_scoped(grant, besides)
        for name, kind, every in _resources(grant, kinds):
            if name == _OWN and not scoped:
                return _Reach(grant, kind, wide=True, names=(name,))
            if every and not scoped:
                return _Reach(grant, kind, wide=True)
            if found is None or not (found.names or every):
                found = _Reach(grant, kind)
            if not every:
                found = found._replace(names=(*found.names, name))
    return found


def _is_scoped(grant: AllowedAction, besides: frozenset[str]) -> bool:
    """Return whether conditions say whom ``grant`` reaches, or may; those on the keys ``besides`` do not."""
    statement = grant.statement
    return bool(statement.open) or any(_scopes(grant, one, besides) for one in statement.conditions)


def _scopes(grant: AllowedAction, condition: Condition, besides: frozenset[str]) -> bool:
    """Return whether ``condition`` says whom ``grant`` reaches; none by one of the keys ``besides`` does."""
    key = condition.key.shown.lower()
    if key in besides or key == _POLICY or not restricts_resource(condition):
        return False
    # Which boundary somebody has to be given says nothing of whom it is; that there is one does.
    has_one = compared_by(condition.operator) == "null" and [one.text for one in condition.values] == [
        "false"
    ]
    return key != _BOUNDARY or has_one or grant.action.startswith(_TAKING)


def _is_bounded(grant: AllowedAction) -> bool:
    return not grant.action.startswith(_TAKING) and any(map(_bounds, grant.statement.conditions))


def _bounds(condition: Condition) -> bool:
    """Return whether ``condition`` keeps the permissions that are given to some, as far as the file says."""
    key, found = condition.key.shown.lower(), operator(condition.operator)
    if key not in (_BOUNDARY, _POLICY):
        return False
    if found is None:
        return is_expression(condition)
    sure = key == _POLICY or not found.holds_without_key
    return (
        found.family in ("String", "ARN")
        and not found.negated
        and sure
        and not any(_is_unbounded(value, found.wild) for value in condition.values)
    )


def _is_unbounded(value: Value, wild: bool) -> bool:
    """Return whether ``value`` lets a policy in that holds nobody to anything."""
    if value.text is not None and not wild:
        return value.text in _UNBOUNDED
    return unbounded(value) is not None


def unbounded(value: Value) -> str | None:
    """Return the first of :data:`UNBOUNDED` that ``value`` stands for, whatever its partition, or
    ``None``.
    """
    field = tokens(value)
    if any(isinstance(token, Wildcard) and token.shape == ".*" and not token.free for token in field):
        return None
    return next((arn.rpartition("/")[2] for arn in _UNBOUNDED if matches(field, arn)), None)


def _resources(grant: AllowedAction, kinds: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """Yield the resources of ``grant`` that can be of ``kinds``: a name to show, a kind, and whether it is
    all.
    """
    found = action(grant.action)
    none = found is not None and not found.resources and any(map(is_all, grant.statement.resources))
    if not grant.statement.resources or none:
        yield "", kinds[0], True
        return
    types = [type_ for type_ in found.resources if type_.name in kinds] if found else []
    for value in grant.statement.resources:
        possible = [type_ for type_ in types if can_be(value, type_)]
        every = [type_ for type_ in possible if is_every(value, type_)]
        if possible and not _is_own(grant, value):
            yield name_of(value), (every or possible)[0].name, bool(every)


def _is_own(grant: AllowedAction, value: Value) -> bool:
    """Return whether ``value`` is what its holder has already, or what nobody may change."""
    shown = value.shown
    if grant.action == _RESUMING:
        return any(own in shown for own in _OWN_SESSION)
    return (_OWN in shown and grant.action in _CREDENTIALS) or _LINKED in shown


def name_of(value: Value) -> str:
    """Return what ``value`` names, for a person: the last part of an ARN without its type, or all of it."""
    text = "".join(
        part if isinstance(part, str) else part.expression.replace(":", "\0") for part in value.parts
    )
    fields = text.split(":", 5)
    if len(fields) == 6 and fields[0] == "arn":
        kind, _, name = fields[5].partition("/" if "/" in fields[5].partition(":")[0] else ":")
        text = name or kind
    return text.replace("\0", ":")
