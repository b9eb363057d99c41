"""The JSON Schema of ``emit.toml`` says what the reader of that file says."""

import json
import tomllib

import jsonschema
import pytest

from emitter.catalogue.identities import kinds, load_kind, settings_of
from emitter.catalogue.targets import load_target, names
from emitter.project.config import ConfigFile, EnvironmentTable, TargetTable
from emitter.project.inheritance import FLAGS
from emitter.project.schema import DROPPED, schema
from emitter.project.starter import STARTER
from tests.support import ROOT

SCHEMA = schema()
_BAD = ROOT / "tests" / "cli" / "bad_config.toml"
CASES = tomllib.loads(_BAD.read_text(encoding="utf-8"))["case"]

# What a schema has no way to say, by a phrase of what emit says.
_BEYOND = (
    "invalid TOML",
    "is missing",
    "values.role: missing",
    "stands twice",
    "is not a folder",
    "is not below the folder",
    "unknown placeholder",
    "declare the same",
    "has no value",
    "is not >=99",
    "is not a version specifier",
    "in case only",
    "region cn-north-1 is in aws-cn",
    "is not in partition",
    "too new",
    "unknown version",
    "cannot go without",
    "is not valid",
    "is no other target",
    "has no identity of its own",
    "cannot be 'group'",
    "begins with aws:",
    "2 values given, only one is allowed",
    "is not there to be dropped",
    "without: is a boolean",
)


def _validator():
    return jsonschema.Draft202012Validator(SCHEMA)


def _toys(text):
    """``text`` with targets of the real catalogue in place of the toys, which the schema does not know."""
    return tomllib.loads(
        text.replace("toy-other", "piped-lambda").replace("toy", "piped-ecs").replace("toi", "uof")
    )


def test_it_is_a_schema_and_plain_data():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert schema() == SCHEMA


@pytest.mark.parametrize("text", [STARTER, "", (ROOT / "emit.toml").read_text(encoding="utf-8")])
def test_what_emit_takes_is_admitted(text):
    assert list(_validator().iter_errors(tomllib.loads(text))) == []


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not any(phrase in case["says"] for phrase in _BEYOND)],
    ids=lambda case: case["says"],
)
def test_what_emit_refuses_is_refused(case):
    assert list(_validator().iter_errors(_toys(case["file"])))


def _properties(table):
    return set(SCHEMA["$defs"][table]["properties"])


def _flags(table):
    """Yield the keys of ``table`` and below it that are true or false."""
    for name, one in table.get("properties", {}).items():
        for form in one.get("anyOf", (one,)):
            if form.get("type") == "boolean":
                yield name
            yield from _flags(form)


def test_false_drops_every_key_but_those_that_are_true_or_false():
    assert {name for table in SCHEMA["$defs"].values() for name in _flags(table)} == FLAGS
    for table in ("environment", "stack_set", "target-ufo", "identity-group"):
        properties = SCHEMA["$defs"][table]["properties"]
        assert {
            name for name, one in properties.items() if DROPPED in one.get("anyOf", ())
        } == properties.keys() - FLAGS


def test_every_key_of_the_reader_is_there_and_no_other():
    assert set(SCHEMA["properties"]) == set(ConfigFile.__struct_fields__)
    assert _properties("environment") == set(EnvironmentTable.__struct_fields__)
    for name in names():
        assert _properties(f"target-{name}") == set(TargetTable.__struct_fields__)
        values = SCHEMA["$defs"][f"target-{name}"]["properties"]["values"]["anyOf"][0]["properties"]
        assert set(values) == {*load_target(name).parameter, "region"}
    for name in kinds():
        assert _properties(f"identity-{name}") == {"kind", "tags", *settings_of(load_kind(name))}


def test_every_table_is_closed():
    tables = [SCHEMA, *SCHEMA["$defs"].values()]
    assert all(table["additionalProperties"] is False for table in tables if "properties" in table)


@pytest.mark.parametrize("name", names())
def test_every_identity_that_a_target_can_have_is_offered(name):
    offered = SCHEMA["$defs"][f"target-{name}"]["properties"]["identity"]["anyOf"]
    refs = {entry["$ref"].rpartition("/")[2] for entry in offered if "$ref" in entry}
    assert refs == {f"identity-{kind}" for kind in load_target(name).identities}


@pytest.mark.parametrize("value", [7200, "7200"])
def test_a_duration_may_be_a_number_or_a_text(value):
    identity = {"kind": "ecs-task-role", "max_session_duration": value}
    targets = {"piped-ecs": {"identity": identity}}
    assert list(_validator().iter_errors({"environments": {"prod": {"targets": targets}}})) == []
