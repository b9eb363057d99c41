"""Reads a CloudFormation template back: YAML with short intrinsic functions, or JSON."""

import json
import re

import yaml

from emitter.catalogue.patterns import Hole, join
from emitter.template.assembly import PSEUDO
from tests.support.said import Said, document_lines, policy_text

_PSEUDO = {name: pseudo for pseudo, name in PSEUDO.items()}


class _Loader(yaml.SafeLoader):
    """Short intrinsic functions become long ones."""


def _tagged(loader, tag, node):
    text = loader.construct_scalar(node)
    if tag == "GetAtt":
        return {"Fn::GetAtt": text.split(".")}
    return {"Ref" if tag == "Ref" else f"Fn::{tag}": text}


_Loader.add_multi_constructor("!", _tagged)


def load_yaml(text):
    """The YAML ``text`` as plain data."""
    return yaml.load(text, _Loader)


def load_json(text):
    """The JSON ``text`` as plain data."""
    return json.loads(text)


def read(template):
    """What ``template``, as plain data, says."""
    resources = template["Resources"]
    kinds = {}
    for title, resource in resources.items():
        kinds.setdefault(resource["Type"].rpartition("::")[2], []).append((title, resource["Properties"]))
    holder, properties = _holder(kinds)
    policies = kinds["ManagedPolicy"]
    attached = [p.get("Roles") or p.get("Groups") or p.get("Users") for _, p in policies]
    assert all(names == [{"Ref": holder}] for names in attached if holder)
    return Said(
        name=next(
            (text(properties[key]) for key in ("RoleName", "GroupName", "UserName") if key in properties),
            None,
        ),
        statements=tuple(line for _, p in policies for line in document_lines(p["PolicyDocument"], text)),
        trust=document_lines(properties["AssumeRolePolicyDocument"], text)
        if "AssumeRolePolicyDocument" in properties
        else (),
        path=properties.get("Path"),
        description=properties.get("Description"),
        boundary=text(properties["PermissionsBoundary"]) if "PermissionsBoundary" in properties else None,
        duration=properties.get("MaxSessionDuration"),
        tags=frozenset((tag["Key"], tag["Value"]) for tag in properties.get("Tags", ())),
        users=frozenset(
            p["UserName"] for _, p in kinds.get("User", ()) if p.get("Groups") == [{"Ref": holder}]
        ),
        members=frozenset(
            name
            for _, p in kinds.get("UserToGroupAddition", ())
            for name in p["Users"]
            if p["GroupName"] == {"Ref": holder}
        ),
    )


def _holder(kinds):
    for kind in ("Role", "Group", "User"):
        if kind in kinds:
            return kinds[kind][0]
    return None, {}


def text(value):
    """A property's value as parts: CloudFormation fills ``${Name}``, IAM what is left of ``${!key}``."""
    if isinstance(value, str):
        return policy_text(value)
    ((function, argument),) = value.items()
    if function == "Ref":
        return (_hole(argument),)
    assert function == "Fn::Sub"
    pieces = re.split(r"\$\{([^}]*)\}", argument)
    return join(
        part
        for n, piece in enumerate(pieces)
        for part in ((_substituted(piece),) if n % 2 else policy_text(piece))
    )


def _substituted(name):
    return Hole("variable", name[1:]) if name.startswith("!") else _hole(name)


def _hole(name):
    return Hole("pseudo", _PSEUDO[name]) if name in _PSEUDO else Hole("parameter", name)
