"""Stack updates as CloudFormation makes them, in calls of IAM.

moto's own updates remove before they create, and change no managed policy, which is most of what emit's
updates do. So this is a model of what CloudFormation documents:

- It makes and changes a resource after those that it depends on, in no other order, and removes what is no
  longer in the template, or was replaced, at the end
  (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html).
- A resource with a name of its own cannot be replaced under that name
  (https://repost.aws/knowledge-center/cloudformation-custom-name).
- Which properties need a replacement is in the registry's schemas, which cfn-lint carries.

Proven with it, on the IAM of moto: that logical ids, ``DependsOn`` and references of emit's templates let
every such order succeed, and what the role may do after each call. Not proven: in which order the handlers of
CloudFormation call IAM for one resource (here, what a policy gains comes before what it loses), retries, and
rollbacks.
"""

import json
from functools import cache

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from tests.e2e.declared import Template


class RefusedError(Exception):
    """CloudFormation does not make the update; nothing was changed."""


class Stack:
    """One stack in ``account``, with nothing in it; of resources that can be next, ``pick`` takes one."""

    def __init__(self, account, pick=min):
        self._account = account
        self._iam = account.client("iam")
        self._pick = pick
        self._template = {"Resources": {}}

    def update(self, template):
        """Change the stack to ``template``, whose parameters have defaults."""
        old, new = self._filled(self._template), self._filled(template)
        replaced = {name for name in old.keys() & new.keys() if _needs_replacement(old[name], new[name])}
        for name in replaced:
            if _name(old[name]) == _name(new[name]):
                raise RefusedError(
                    f"{name} is custom-named and requires replacing: rename {_name(old[name])}"
                )
        for name in self._order(template):
            if name not in old or name in replaced:
                _CALLS[new[name]["Type"]](self._iam, {}, new[name]["Properties"])
            elif old[name]["Properties"] != new[name]["Properties"]:
                _CALLS[new[name]["Type"]](self._iam, old[name]["Properties"], new[name]["Properties"])
        for name in reversed(self._order(self._template)):
            if name not in new or name in replaced:
                _CALLS[old[name]["Type"]](self._iam, old[name]["Properties"], {})
        self._template = template

    def adopt(self, template):
        """Take what ``template`` describes, as an import does: nothing is called."""
        self._template = template

    def _filled(self, template):
        given = Template(template, self._account, {})
        return {
            name: {"Type": r["Type"], "Properties": given.filled(r["Properties"])}
            for name, r in template["Resources"].items()
        }

    def _order(self, template):
        waits = {
            name: set(_needs(resource)) & template["Resources"].keys()
            for name, resource in template["Resources"].items()
        }
        order = []
        while waits:
            name = self._pick(name for name, needs in waits.items() if not needs)
            order.append(name)
            del waits[name]
            for needs in waits.values():
                needs.discard(name)
        return order


def _needs(value):
    """The names of what ``value``, a resource or a part of one, refers to."""
    if isinstance(value, list):
        for item in value:
            yield from _needs(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "DependsOn":
                yield from item
            elif key in ("Ref", "Fn::GetAtt"):
                yield item if key == "Ref" else item[0]
            else:
                yield from _needs(item)


@cache
def _create_only(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    return {path.rpartition("/")[2] for path in schema.get("createOnlyProperties", ())}


def _needs_replacement(old, new):
    return any(old["Properties"].get(key) != new["Properties"].get(key) for key in _create_only(new["Type"]))


def _name(resource):
    return resource["Properties"].get(f"{resource['Type'].rpartition(':')[2]}Name")


def _role(iam, old, new):
    name = {"RoleName": (new or old)["RoleName"]}
    if not new:
        iam.delete_role(**name)
        return
    trust = json.dumps(new["AssumeRolePolicyDocument"])
    if not old:
        keys = ("Path", "Description", "MaxSessionDuration", "PermissionsBoundary", "Tags")
        iam.create_role(
            **name, AssumeRolePolicyDocument=trust, **{key: new[key] for key in keys if key in new}
        )
        return
    iam.update_assume_role_policy(**name, PolicyDocument=trust)
    iam.update_role(
        **name, Description=new.get("Description", ""), MaxSessionDuration=new.get("MaxSessionDuration", 3600)
    )
    if "PermissionsBoundary" in new:
        iam.put_role_permissions_boundary(**name, PermissionsBoundary=new["PermissionsBoundary"])
    elif "PermissionsBoundary" in old:
        iam.delete_role_permissions_boundary(**name)
    for arn in set(old.get("ManagedPolicyArns", ())) - set(new.get("ManagedPolicyArns", ())):
        iam.detach_role_policy(**name, PolicyArn=arn)
    for inline in old.get("Policies", ()):
        if inline not in new.get("Policies", ()):
            iam.delete_role_policy(**name, PolicyName=inline["PolicyName"])


def _policy(iam, old, new):
    own = new or old
    arn = _arn(iam, own)
    document = json.dumps(new.get("PolicyDocument"))
    if not old:
        arn = iam.create_policy(
            PolicyName=own["ManagedPolicyName"], Path=own.get("Path", "/"), PolicyDocument=document
        )["Policy"]["Arn"]
    elif new and old["PolicyDocument"] != new["PolicyDocument"]:
        for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)
    for key, kind in (("Roles", "role"), ("Groups", "group"), ("Users", "user")):
        was, now = set(old.get(key, ())), set(new.get(key, ()))
        for verb, names in (("attach", now - was), ("detach", was - now)):
            for name in sorted(names):
                getattr(iam, f"{verb}_{kind}_policy")(**{f"{kind.title()}Name": name}, PolicyArn=arn)
    if not new:
        for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
        iam.delete_policy(PolicyArn=arn)


def _arn(iam, policy):
    name, path = policy["ManagedPolicyName"], policy.get("Path", "/")
    found = [
        p["Arn"]
        for p in iam.list_policies(Scope="Local")["Policies"]
        if (p["PolicyName"], p["Path"]) == (name, path)
    ]
    return found[0] if found else None


def _group(iam, old, new):
    name = (new or old)["GroupName"]
    if not new:
        iam.delete_group(GroupName=name)
    elif not old:
        iam.create_group(GroupName=name, Path=new.get("Path", "/"))


def _user(iam, old, new):
    name = (new or old)["UserName"]
    if not old:
        iam.create_user(UserName=name, Path=new.get("Path", "/"), Tags=new.get("Tags", []))
    _members(iam, name, set(old.get("Groups", ())), set(new.get("Groups", ())))
    if not new:
        iam.delete_user(UserName=name)


def _addition(iam, old, new):
    group = (new or old)["GroupName"]
    was, now = set(old.get("Users", ())), set(new.get("Users", ()))
    for user in was ^ now:
        _members(iam, user, {group} if user in was else set(), {group} if user in now else set())


def _members(iam, user, was, now):
    for group in now - was:
        iam.add_user_to_group(UserName=user, GroupName=group)
    for group in was - now:
        iam.remove_user_from_group(UserName=user, GroupName=group)


_CALLS = {
    "AWS::IAM::Group": _group,
    "AWS::IAM::ManagedPolicy": _policy,
    "AWS::IAM::Role": _role,
    "AWS::IAM::User": _user,
    "AWS::IAM::UserToGroupAddition": _addition,
}
