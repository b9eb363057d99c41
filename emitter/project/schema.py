"""The JSON Schema of ``emit.toml``, made from the catalogue, so that an editor knows every name in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..aws.regions import PARTITION_OF, PARTITIONS
from ..catalogue import syntax
from ..catalogue.identities import kinds, load_kind, settings_of
from ..catalogue.model import PERMISSIONS, Kind, Parameter, Target
from ..catalogue.targets import load_target, names
from ..lint.acceptance import known_ids
from ..template.formats import NAMES, load_format
from .environments import NUMBERS, SWITCHES

_Schema = dict[str, Any]

# Drops what the defaults, or the environment that is extended, have.
DROPPED: _Schema = {"const": False}


def schema() -> _Schema:
    """Return the schema, draft 2020-12, as plain data."""
    written = [name for name in NAMES if load_format(name).SUFFIX]
    identities = {name: _identity(load_kind(name)) for name in kinds()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "emit.toml",
        **_object(
            {
                "required_version": _text(
                    "versions of emit that the file is for, as a PEP 440 specifier", examples=[">=0.2"]
                ),
                "out": _text("folder that emit build fills, next to this file", default="out"),
                "formats": _list(_one_of(written), "what each target is written as"),
                "defaults": {"$ref": "#/$defs/environment", "description": "under every environment"},
                "environments": {
                    "type": "object",
                    "description": "by name, which is also the name of a folder",
                    "propertyNames": {"pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"},
                    "additionalProperties": {"$ref": "#/$defs/environment"},
                },
                "accept": _list({"$ref": "#/$defs/accept"}, "findings of emit lint that are accepted"),
            }
        ),
        "$defs": {
            "accept": _accept(),
            "stack_set": _stack_set(),
            "environment": _environment(),
            **{f"identity-{name}": table for name, table in identities.items()},
            **{f"target-{name}": _target(load_target(name)) for name in names()},
        },
    }


def _accept() -> _Schema:
    wanted = _object(
        {
            "rule": _one_of(known_ids(), "the rule, by its id"),
            "where": _text(
                "file, document, Sid, file:document or file:Sid, or a pattern of one", minLength=1
            ),
            "why": _text("why it is accepted", minLength=1),
            "until": {
                "type": "string",
                "format": "date",
                "description": "last day on which it counts, a date of TOML",
            },
        }
    )
    return wanted | {"required": ["rule", "where", "why"]}


def _environment() -> _Schema:
    return _droppable(
        {
            "account": _pattern(syntax.ACCOUNT.pattern, "the AWS account, twelve digits"),
            "region": _region() | {"description": "the Region"},
            "partition": _one_of(PARTITIONS, "follows from the region, unless that is newer than emit"),
            "permissions_boundary": _text("managed policy that bounds every role and user, by name or ARN"),
            "permissions": _one_of(PERMISSIONS, "for every target that says nothing else"),
            "exclusive": _flag("a policy that somebody else gave an identity is drift", default=True),
            "open": _flag("leave what is not given to the deployment, as parameters and variables"),
            "tags": _tags(),
            "extends": _text("environment that this one is laid over"),
            "accounts": _text(
                "CSV file next to this one: accounts and their values, for one open template", minLength=1
            ),
            "git_sync": _text("folder of this file in its repository (. for the root): deployment files"),
            "stack_set": {"$ref": "#/$defs/stack_set"},
            "targets": _droppable(
                {
                    name: {"$ref": f"#/$defs/target-{name}", "description": load_target(name).title}
                    for name in names()
                }
            ),
        }
    )


def _droppable(properties: Mapping[str, _Schema], description: str = "") -> _Schema:
    """Return a table of ``properties``, each of which ``false`` drops, unless it is true or false itself."""
    wrapped = {
        name: one if one.get("type") == "boolean" else _or_false(one) for name, one in properties.items()
    }
    return _object(wrapped, description)


def _or_false(one: _Schema) -> _Schema:
    kept = {key: value for key, value in one.items() if key != "description"}
    kinds_of = kept["anyOf"] if kept.keys() == {"anyOf"} else [kept]
    described = {key: value for key, value in one.items() if key == "description"}
    return {"anyOf": [*kinds_of, DROPPED], **described}


def _stack_set() -> _Schema:
    made = _droppable(
        {
            "organizational_units": _list({"type": "string"}, "ids of organizational units, or of the root"),
            "regions": _list(_region(), "Regions of the stacks: one, unless names have {region}"),
            "auto_deployment": _flag("an account that joins gets its stack", default=True),
            "retain_stacks": _flag("an account that leaves keeps its stack"),
            "delegated_admin": _flag("deployed by a delegated administrator, not the management account"),
            "name": _text("what the stack sets are called, before the target; else the environment"),
        },
        "templates that make stack sets, with the permissions that AWS Organizations has",
    )
    return made | {"required": ["organizational_units", "regions"]}


def _target(target: Target) -> _Schema:
    kinds_of = [name for name in target.identities if name in kinds()]
    return _droppable(
        {
            "version": _text(f"version of {target.deployer}", examples=list(target.versions)),
            "permissions": _one_of(PERMISSIONS),
            "features": _list(_one_of(target.feature), "turned on in addition to the defaults"),
            "without": _list(_one_of(target.feature), "turned off"),
            "policy_name": _pattern(syntax.POLICY_NAME.pattern, "name of the policy"),
            "newest": _flag("take the newest version known for one that is newer"),
            "any_name": _flag("let values that need a name, as the roles to pass, match everything"),
            "values": _droppable(
                {p.name: _value(p) for p in target.parameters} | {"region": _many(_region())}
            ),
            "identity": {
                "anyOf": [
                    {
                        "enum": [name for name in names() if name != target.name],
                        "description": "shared with that target",
                    },
                    *({"$ref": f"#/$defs/identity-{name}"} for name in kinds_of),
                ]
            },
        },
        target.title,
    )


def _identity(kind: Kind) -> _Schema:
    settings = {name: _value(setting) for name, setting in settings_of(kind).items()}
    return _droppable({"kind": {"const": kind.name}, "tags": _tags()} | settings, kind.summary)


def _region() -> _Schema:
    """Return the Regions that are known, for an editor to offer, and the form of one that is newer."""
    return {"anyOf": [_one_of(PARTITION_OF), {"type": "string", "pattern": f"^({syntax.REGION.pattern})$"}]}


def _value(parameter: Parameter) -> _Schema:
    if parameter.name in SWITCHES:
        return _flag(parameter.summary, default=parameter.default == "true")
    one = {"type": ["string", "integer"] if parameter.name in NUMBERS else "string"}
    return (_many(one) if parameter.many else one) | {"description": parameter.summary}


def _many(one: _Schema) -> _Schema:
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}


def _tags() -> _Schema:
    return {
        "type": "object",
        "additionalProperties": _or_false({"type": "string"}),
        "description": "on every role and user",
    }


def _object(properties: Mapping[str, _Schema], description: str = "") -> _Schema:
    described: _Schema = {"description": description} if description else {}
    return {"type": "object", **described, "properties": dict(properties), "additionalProperties": False}


def _list(items: _Schema, description: str) -> _Schema:
    return {"type": "array", "minItems": 1, "items": items, "description": description}


def _one_of(values: Iterable[str], description: str = "") -> _Schema:
    return {"enum": list(values)} | ({"description": description} if description else {})


def _pattern(pattern: str, description: str) -> _Schema:
    return {"type": "string", "pattern": f"^({pattern})$", "description": description}


def _flag(description: str, *, default: bool = False) -> _Schema:
    return {"type": "boolean", "default": default, "description": description}


def _text(description: str, **more: Any) -> _Schema:
    return {"type": "string", "description": description, **more}
