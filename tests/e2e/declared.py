"""What a CloudFormation template says that an account will have, as the facts of :mod:`tests.e2e.iam`.

For what moto's CloudFormation lacks, which is compared on the documents instead.
"""

import json
import re
from functools import cache

import cfn_flip

from tests.e2e.iam import association, document, member, tags

# moto's CloudFormation has no such resource.
UNKNOWN_TO_MOTO = (
    "AWS::EKS::PodIdentityAssociation",
    "AWS::IAM::Group",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::UserToGroupAddition",
)
# moto's CloudFormation makes the resource and does not look at these.
IGNORED_BY_MOTO = {"AWS::IAM::User": ("Groups", "PermissionsBoundary", "Tags")}


@cache
def load(text):
    """A template, YAML or JSON, as plain data with the long forms of its functions; not to be changed."""
    return json.loads(cfn_flip.to_json(text))


def for_moto(template):
    """``template`` without what moto lacks; itself when there is nothing of that."""
    lacking = {name for name, r in template["Resources"].items() if r["Type"] in UNKNOWN_TO_MOTO}
    resources = {
        name: resource | {"Properties": _supported(resource, lacking)}
        for name, resource in template["Resources"].items()
        if name not in lacking
    }
    outputs = {
        name: output
        for name, output in template.get("Outputs", {}).items()
        if not _refers(output["Value"], lacking)
    }
    return template | {"Resources": resources, "Outputs": outputs}


def _supported(resource, lacking):
    kept = {}
    for key, value in resource["Properties"].items():
        if key in IGNORED_BY_MOTO.get(resource["Type"], ()):
            continue
        items = [item for item in value if not _refers(item, lacking)] if isinstance(value, list) else value
        if items != []:
            kept[key] = items
    return kept


def _refers(value, names):
    if not isinstance(value, dict):
        return False
    target = value.get("Ref") or value.get("Fn::GetAtt")
    return (target[0] if isinstance(target, list) else target) in names


def declared(template, account, parameters):
    """The facts of ``template``, deployed in ``account`` with ``parameters``."""
    return Template(template, account, parameters).facts()


class Template:
    def __init__(self, template, account, parameters):
        self._template = template
        self._account = account
        given = template.get("Parameters", {})
        assert set(parameters) <= set(given)
        self._values = {
            "AWS::AccountId": account.number,
            "AWS::Partition": account.partition,
            "AWS::Region": account.region,
            "AWS::URLSuffix": account.dns_suffix,
            **{name: parameter["Default"] for name, parameter in given.items() if "Default" in parameter},
            **parameters,
        }

    def facts(self):
        facts = {}
        for resource in self._template["Resources"].values():
            properties = self.filled(resource["Properties"])
            facts |= _FACTS[resource["Type"]](self, properties)
        return facts

    def arn(self, kind, properties, name):
        path = properties.get("Path", "/")
        return f"arn:{self._account.partition}:iam::{self._account.number}:{kind}{path}{name}"

    def filled(self, value):
        """``value`` with its functions worked out."""
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            if function == "Ref":
                return self._reference(argument)
            if function == "Fn::Sub":
                return re.sub(r"\$\{(!?)([^}]+)\}", self._substituted, argument)
            if function == "Fn::GetAtt":
                assert argument[1] == "Arn"
                return self._attribute(argument[0])
            assert not function.startswith("Fn::"), f"teach this module {function}"
        return {key: self.filled(item) for key, item in value.items()}

    def _substituted(self, match):
        return f"${{{match[2]}}}" if match[1] else str(self._reference(match[2]))

    def _reference(self, name):
        if name in self._values:
            return self._values[name]
        resource = self._template["Resources"][name]
        key = _NAMES.get(resource["Type"])
        return self.filled(resource["Properties"][key]) if key else self._attribute(name)

    def _attribute(self, name):
        resource = self._template["Resources"][name]
        properties = self.filled(resource["Properties"])
        kind = {"ManagedPolicy": "policy", "OIDCProvider": "oidc-provider"}.get(
            resource["Type"].rpartition(":")[2], resource["Type"].rpartition(":")[2].lower()
        )
        named = properties.get("ManagedPolicyName") or properties[_NAMES[resource["Type"]]]
        return self.arn(kind, properties, named)


def _role(template, role):
    name = role["RoleName"]
    return {
        f"role {name}": {
            "path": role.get("Path", "/"),
            "arn": template.arn("role", role, name),
            "trust": document(role["AssumeRolePolicyDocument"]),
            "description": role.get("Description", ""),
            "session": role.get("MaxSessionDuration", 3600),
            "boundary": role.get("PermissionsBoundary"),
            "tags": tags(role.get("Tags", [])),
        }
    }


def _group(template, group):
    name = group["GroupName"]
    return {f"group {name}": {"path": group.get("Path", "/"), "arn": template.arn("group", group, name)}}


def _user(template, user):
    name = user["UserName"]
    return {
        f"user {name}": {
            "path": user.get("Path", "/"),
            "arn": template.arn("user", user, name),
            "boundary": user.get("PermissionsBoundary"),
            "tags": tags(user.get("Tags", [])),
        }
    } | {member(name, group): True for group in user.get("Groups", [])}


def _addition(template, addition):
    return {member(user, addition["GroupName"]): True for user in addition["Users"]}


def _policy(template, policy):
    arn = template.arn("policy", policy, policy["ManagedPolicyName"])
    facts = {
        f"policy {arn}": {
            "path": policy.get("Path", "/"),
            "description": policy.get("Description", ""),
            "document": document(policy["PolicyDocument"]),
        }
    }
    for kind in ("role", "group", "user"):
        facts |= {f"{kind} {name} has {arn}": True for name in policy.get(f"{kind.title()}s", [])}
    return facts


def _instance_profile(template, profile):
    name = profile["InstanceProfileName"]
    return {f"instance profile {name}": {"path": profile.get("Path", "/"), "roles": profile["Roles"]}}


def _oidc_provider(template, provider):
    arn = template.arn("oidc-provider", {}, provider["Url"].removeprefix("https://"))
    return {
        f"provider {arn}": {
            "audiences": sorted(provider["ClientIdList"]),
            "tags": tags(provider.get("Tags", [])),
        }
    }


def _association(template, made):
    key = association(made["ClusterName"], made["Namespace"], made["ServiceAccount"])
    return {key: {"role": made["RoleArn"], "tags": tags(made.get("Tags", []))}}


_NAMES = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}
_FACTS = {
    "AWS::EKS::PodIdentityAssociation": _association,
    "AWS::IAM::Group": _group,
    "AWS::IAM::InstanceProfile": _instance_profile,
    "AWS::IAM::ManagedPolicy": _policy,
    "AWS::IAM::OIDCProvider": _oidc_provider,
    "AWS::IAM::Role": _role,
    "AWS::IAM::User": _user,
    "AWS::IAM::UserToGroupAddition": _addition,
}
