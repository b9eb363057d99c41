"""What is in an account, as facts that can be compared: a dictionary by sentences."""

import json
from urllib.parse import unquote

_PAGES = {
    "list_roles": "Roles",
    "list_groups": "Groups",
    "list_users": "Users",
    "list_policies": "Policies",
    "list_instance_profiles": "InstanceProfiles",
}


def read(account):
    """Everything in ``account`` that emit could have made."""
    iam = account.client("iam")
    facts = {}
    for kind in ("role", "group", "user"):
        for found in _all(iam, f"list_{kind}s"):
            facts |= _holder(iam, kind, found[f"{kind.title()}Name"])
    for policy in _all(iam, "list_policies", Scope="Local"):
        facts |= _policy(iam, policy["Arn"])
    for profile in _all(iam, "list_instance_profiles"):
        name = profile["InstanceProfileName"]
        roles = [role["RoleName"] for role in profile["Roles"]]
        facts[f"instance profile {name}"] = {"path": profile["Path"], "roles": roles}
    for provider in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]:
        found = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider["Arn"])
        facts[f"provider {provider['Arn']}"] = {
            "audiences": sorted(found["ClientIDList"]),
            "tags": tags(found.get("Tags", [])),
        }
    for made in account.server.pods.associations.values():
        key = association(made["clusterName"], made["namespace"], made["serviceAccount"])
        facts[key] = {"role": made["roleArn"], "tags": made["tags"]}
    return facts


def _holder(iam, kind, name):
    """A role, group or user, with its policies and memberships."""
    named = {f"{kind.title()}Name": name}
    found = getattr(iam, f"get_{kind}")(**named)[kind.title()]
    fact = {"path": found["Path"], "arn": found["Arn"]}
    if kind == "role":
        fact |= {
            "trust": document(found["AssumeRolePolicyDocument"]),
            "description": found.get("Description", ""),
            "session": found["MaxSessionDuration"],
        }
    if kind != "group":
        fact |= {
            "boundary": found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
            "tags": tags(getattr(iam, f"list_{kind}_tags")(**named)["Tags"]),
        }
    facts = {f"{kind} {name}": fact}
    for policy in getattr(iam, f"list_attached_{kind}_policies")(**named)["AttachedPolicies"]:
        facts[f"{kind} {name} has {policy['PolicyArn']}"] = True
    for inline in getattr(iam, f"list_{kind}_policies")(**named)["PolicyNames"]:
        held = getattr(iam, f"get_{kind}_policy")(**named, PolicyName=inline)
        facts[f"{kind} {name} has inline {inline}"] = document(held["PolicyDocument"])
    if kind == "user":
        for group in iam.list_groups_for_user(UserName=name)["Groups"]:
            facts[member(name, group["GroupName"])] = True
    return facts


def _policy(iam, arn):
    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    version = iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    return {
        f"policy {arn}": {
            "path": policy["Path"],
            "description": policy.get("Description") or "",
            "document": document(version["Document"]),
        }
    }


def _all(iam, operation, **arguments):
    for page in iam.get_paginator(operation).paginate(**arguments):
        yield from page[_PAGES[operation]]


def member(user, group):
    return f"user {user} is in {group}"


def association(cluster, namespace, service_account):
    return f"association {cluster} {namespace} {service_account}"


def tags(pairs):
    return {pair["Key"]: pair["Value"] for pair in pairs}


def document(given):
    """A policy document in one spelling: single values as lists, and lists sorted, each value once."""
    plain = json.loads(unquote(given)) if isinstance(given, str) else given
    assert set(plain) == {"Version", "Statement"}
    return {
        "Version": plain["Version"],
        "Statement": sorted((_statement(s) for s in _list(plain["Statement"])), key=json.dumps),
    }


def _statement(statement):
    fact = {}
    for key, value in sorted(statement.items()):
        if key in ("Sid", "Effect"):
            fact[key] = value
        elif key == "Principal":
            fact[key] = {kind: sorted(set(_list(names))) for kind, names in sorted(value.items())}
        elif key == "Condition":
            fact[key] = {
                operator: {name: sorted(set(_list(values))) for name, values in sorted(keys.items())}
                for operator, keys in sorted(value.items())
            }
        else:
            fact[key] = sorted(set(_list(value)))
    return fact


def _list(value):
    return value if isinstance(value, list) else [value]
