"""Every argument and attribute that emit writes is one of version 6 of the AWS provider."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import emitter
from tests.support import provider_arguments

_PROVIDER = provider_arguments.read()
_REFERENCE = re.compile(r"(data\.)?(aws_[a-z0-9_]+)\.[a-z0-9_]+\.([a-z0-9_]+)")
# Every kind of identity, with every setting.
_IDENTITIES = Path(__file__).parents[2] / "e2e" / "identities.toml"


def _modules(tmp_path):
    for name in emitter.target_names():
        yield json.loads(emitter.emit(name, "terraform").text)
    config = replace(emitter.read_config(_IDENTITIES), out=tmp_path, formats=("terraform",))
    emitter.build(config)
    yield from (json.loads(path.read_text()) for path in tmp_path.rglob("*.tf.json"))


def _faults(body, known, where):
    """What of ``body``, a resource, data source or block, the provider does not take or misses."""
    written = body.keys() - provider_arguments.META
    yield from (f"{where}.{name}" for name in written - {*known["required"], *known["optional"]})
    yield from (f"{where} without {name}" for name in known["required"] if name not in written)
    for name, block in known["blocks"].items():
        for each in body.get(name, ()):
            yield from _faults(each, block, f"{where}.{name}")


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return list(_modules(tmp_path_factory.mktemp("out")))


def test_the_provider_takes_every_argument(modules):
    faults = {
        fault
        for module in modules
        for block in ("resource", "data")
        for kind, bodies in module.get(block, {}).items()
        for body in bodies.values()
        for fault in _faults(body, _PROVIDER[block][kind], kind)
    }
    assert faults == set()
    written = {kind for module in modules for kind in module["resource"]}
    assert written == _PROVIDER["resource"].keys()


def test_the_provider_has_every_attribute(modules):
    referred = {
        ("data" if data else "resource", kind, attribute)
        for module in modules
        for data, kind, attribute in _REFERENCE.findall(json.dumps(module))
    }
    unknown = {one for one in referred if one[2] not in _PROVIDER[one[0]][one[1]]["attributes"]}
    assert unknown == set()
    assert len(referred) > 10


def test_an_argument_that_the_provider_does_not_have_is_seen():
    known = _PROVIDER["data"]["aws_iam_policy_document"]
    body = {"statement": [{"condition": [{"test": "Bool", "variable": "x", "value": "true"}]}], "verson": "1"}
    where = "d.statement.condition"
    assert set(_faults(body, known, "d")) == {"d.verson", f"{where}.value", f"{where} without values"}
    assert int(_PROVIDER["provider"].split(".")[0]) == 6
