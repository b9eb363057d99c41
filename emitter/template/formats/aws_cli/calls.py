"""CloudFormation type → the calls of the prelude that make the resource."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from troposphere import AWSObject

from ...assembly import Interpolation
from .shell import Script, quote

# IAM's own default, in seconds.
_SESSION = 3600
_HOLDERS = {"Roles": "role", "Groups": "group", "Users": "user"}


def _role(script: Script, role: AWSObject) -> None:
    properties = role.properties
    trust = script.document("trust", properties["AssumeRolePolicyDocument"])
    script.call(
        "role",
        script.name(role),
        script.word(properties.get("Path", "/")),
        trust,
        script.word(properties.get("Description", "")),
        script.word(properties.get("MaxSessionDuration", _SESSION)),
        script.word(properties.get("PermissionsBoundary", "")),
    )
    _tags(script, "role", role)


def _group(script: Script, group: AWSObject) -> None:
    script.lines.append("")
    script.call("group", script.name(group), script.word(group.properties.get("Path", "/")))


def _user(script: Script, user: AWSObject) -> None:
    properties = user.properties
    script.lines.append("")
    script.call(
        "user",
        script.name(user),
        script.word(properties.get("Path", "/")),
        script.word(properties.get("PermissionsBoundary", "")),
    )
    _tags(script, "user", user)
    for group in properties.get("Groups", ()):
        script.call("member", script.name(user), script.word(group))


def _members(script: Script, addition: AWSObject) -> None:
    script.lines.append("")
    for user in addition.properties["Users"]:
        script.call("member", script.word(user), script.word(addition.properties["GroupName"]))


def _policy(script: Script, policy: AWSObject) -> None:
    properties = policy.properties
    path = script.word(properties.get("Path", "/"))
    name = script.name(policy)
    document = script.document("document", properties["PolicyDocument"])
    script.call("policy", name, path, document)
    for key, kind in _HOLDERS.items():
        for holder in properties.get(key, ()):
            script.call(
                "attached", kind, script.word(holder), f'"arn:$partition:iam::$account:policy"{path}{name}'
            )


def _tags(script: Script, kind: str, resource: AWSObject) -> None:
    if "Tags" in resource.properties:
        script.call("tagged", kind, script.name(resource), *_pairs(resource.properties["Tags"]))


def _instance_profile(script: Script, profile: AWSObject) -> None:
    properties = profile.properties
    script.lines.append("")
    for role in properties["Roles"]:
        path = script.word(properties.get("Path", "/"))
        script.call("instance_profile", script.name(profile), path, script.word(role))


def _oidc_provider(script: Script, provider: AWSObject) -> None:
    script.lines.append("")
    properties = provider.properties
    script.call("oidc_provider", script.word(properties["Url"]), *map(quote, properties["ClientIdList"]))
    if "Tags" in properties:
        # A word of the shell goes on behind a closing quote.
        arn = '"arn:$partition:iam::$account:oidc-provider/"' + script.word(_bare(properties["Url"]))
        script.call("provider_tagged", arn, *_pairs(properties["Tags"]))


def _bare(url: Any) -> Any:
    """Return ``url`` as it stands in the ARN of an OIDC provider."""
    if not isinstance(url, Interpolation):
        return url.removeprefix("https://")
    opening, *rest = url.parts
    assert opening == "https://"
    return Interpolation(tuple(rest))


def _pod_identity(script: Script, association: AWSObject) -> None:
    properties = association.properties
    script.lines.append("")
    role = script.resource(properties["RoleArn"].data["Fn::GetAtt"][0])
    path = script.word(role.properties.get("Path", "/"))
    given = properties.get("Tags")
    tags = {tag["Key"]: tag["Value"] for tag in (given.to_dict() if given else ())}
    script.call(
        "pod_identity",
        *(script.word(properties[key]) for key in ("ClusterName", "Namespace", "ServiceAccount")),
        f'"arn:$partition:iam::$account:role"{path}{script.name(role)}',
        quote(_json(tags)) if tags else "''",
        *(quote(f"{_json(key)}: {_json(value)}") for key, value in tags.items()),
    )


def _pairs(tags: Any) -> list[str]:
    """Return key, value and JSON of each tag. Only the JSON goes to the AWS CLI, as it is."""
    return [
        quote(word)
        for tag in (tags.to_dict() if tags else ())
        for word in (tag["Key"], tag["Value"], _json([{"Key": tag["Key"], "Value": tag["Value"]}]))
    ]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def only(script: Script, resource: AWSObject) -> None:
    """Add the calls that look for what ``resource`` has and the script did not give it."""
    kind = _MADE.get(str(resource.resource_type))
    if kind is not None:
        script.call("only", kind, script.name(resource))
    if kind == "group":
        script.call("only_members", script.name(resource))


_MADE = {"AWS::IAM::Role": "role", "AWS::IAM::Group": "group", "AWS::IAM::User": "user"}

CALLS: Mapping[str, Callable[[Script, AWSObject], None]] = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::Group": _group,
    "AWS::IAM::User": _user,
    "AWS::IAM::UserToGroupAddition": _members,
    "AWS::IAM::InstanceProfile": _instance_profile,
    "AWS::IAM::OIDCProvider": _oidc_provider,
    "AWS::EKS::PodIdentityAssociation": _pod_identity,
    "AWS::IAM::ManagedPolicy": _policy,
}
