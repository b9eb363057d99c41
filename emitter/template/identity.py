"""The resources that make an identity: what holds the policies first, then what comes with it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from troposphere import AWSObject, GetAtt, Ref, Tags, iam

from ..catalogue.patterns import join
from ..compiler.deployment import BoundIdentity
from .assembly import CONTEXT, context, value
from .labels import user_title
from .policies import trust_policy

_Properties: TypeAlias = dict[str, Any]


def identity_resources(identity: BoundIdentity) -> Iterable[AWSObject]:
    """Yield everything that ``identity`` takes; the first is what its policies are attached to.

    An identity that already exists takes nothing.
    """
    if identity.kind.makes == "existing":
        return
    holder = _MAKERS[identity.kind.makes](identity)
    yield holder
    yield from _people(identity, holder)
    for name in identity.kind.companions:
        yield from _COMPANIONS[name](identity, holder)


def _role(identity: BoundIdentity) -> iam.Role:
    properties = _shared(identity) | _person(identity)
    if identity.description is not None:
        properties["Description"] = identity.description
    if identity.max_session_duration is not None:
        properties["MaxSessionDuration"] = identity.max_session_duration
    return iam.Role(
        "Role",
        RoleName=value(identity.name),
        AssumeRolePolicyDocument=trust_policy(identity.trust),
        **properties,
    )


def _group(identity: BoundIdentity) -> iam.Group:
    return iam.Group("Group", GroupName=value(identity.name), **_shared(identity))


def _user(identity: BoundIdentity) -> iam.User:
    return iam.User("User", UserName=value(identity.name), **_shared(identity), **_person(identity))


_MAKERS: Mapping[str, Callable[[BoundIdentity], AWSObject]] = {"role": _role, "group": _group, "user": _user}


def _shared(identity: BoundIdentity) -> _Properties:
    sources = identity.kind.sources
    cite = sources[0].url if sources else ""
    return {"Metadata": {CONTEXT: context(identity.why, cite)}} | _path(identity)


def _path(identity: BoundIdentity) -> _Properties:
    return {} if identity.path is None else {"Path": identity.path}


def _person(identity: BoundIdentity) -> _Properties:
    """Return what a role and a user can carry, and a group cannot."""
    properties: _Properties = _tags(identity)
    if identity.permissions_boundary is not None:
        properties["PermissionsBoundary"] = value(identity.permissions_boundary)
    return properties


def _tags(identity: BoundIdentity) -> _Properties:
    return {"Tags": Tags(dict(identity.tags))} if identity.tags else {}


def _people(identity: BoundIdentity, holder: AWSObject) -> Iterable[AWSObject]:
    for name in identity.users:
        yield iam.User(
            user_title(name),
            UserName=name,
            Groups=[Ref(holder)],
            Metadata={CONTEXT: context("Runs the deployer as a member of the group")},
            **_person(identity),
            **_path(identity),
        )
    if identity.members:
        yield iam.UserToGroupAddition(
            "Members",
            GroupName=Ref(holder),
            Users=list(identity.members),
            Metadata={CONTEXT: context("Users that are there already and run the deployer")},
        )


def _instance_profile(identity: BoundIdentity, role: AWSObject) -> Iterable[AWSObject]:
    yield iam.InstanceProfile(
        "InstanceProfile",
        InstanceProfileName=value(identity.name),
        Roles=[Ref(role)],
        Metadata={CONTEXT: context("Hands the role to an EC2 instance")},
        **_path(identity),
    )


def _oidc_provider(identity: BoundIdentity, role: AWSObject) -> Iterable[AWSObject]:
    if identity.settings.get("provider") != ("create",):
        return
    yield iam.OIDCProvider(
        "OidcProvider",
        Url=value(join(("https://", *identity.settings["issuer"]))),
        ClientIdList=[value(identity.settings["audience"])],
        Metadata={
            CONTEXT: context("Lets IAM trust what the issuer signs; an account has one for each issuer")
        },
        **_tags(identity),
    )


def _pod_identity(identity: BoundIdentity, role: AWSObject) -> Iterable[AWSObject]:
    from troposphere import eks

    settings = identity.settings
    yield eks.PodIdentityAssociation(
        "Association",
        ClusterName=value(settings["cluster"]),
        Namespace=value(settings["namespace"]),
        ServiceAccount=value(settings["service_account"]),
        RoleArn=GetAtt(role, "Arn"),
        Metadata={CONTEXT: context("Hands the role to the pods of one Kubernetes service account")},
        **_tags(identity),
    )


_COMPANIONS: Mapping[str, Callable[[BoundIdentity, AWSObject], Iterable[AWSObject]]] = {
    "instance-profile": _instance_profile,
    "oidc-provider": _oidc_provider,
    "pod-identity-association": _pod_identity,
}
