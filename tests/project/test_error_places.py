"""A fault of a request is named by the option or the key that caused it."""

import pytest

from emitter.errors import MissingValueError, RequestError
from emitter.project.config import read_config
from emitter.project.error_places import on_config, on_options, option_of

CONFIG = """\
[environments.prod]
account = "111122223333"
permissions_boundary = "limit"
tags = { team = "web" }

[environments.prod.targets.ufo]
features = ["ship"]
identity = { kind = "group", name = "Ufo", tags = { env = "prod" } }
"""


@pytest.mark.parametrize(
    ("key", "option"),
    [
        ("target", "--target"),
        ("version", "--target"),
        ("identity.kind", "--identity"),
        ("features", "--feature"),
        ("values.cluster", "--set cluster"),
        ("identity.name", "--set identity.name"),
        ("tags", "--set identity.tags"),
        ("tags.team", "--set identity.tags.team"),
    ],
)
def test_the_option_that_gives_a_key(key, option):
    assert option_of(key) == option


def test_a_value_that_is_missing_names_its_target():
    error = RequestError("values.cluster", "'a b' is not valid", "give a name")
    assert str(on_options(error)) == "--set cluster: 'a b' is not valid; give a name"
    missing = MissingValueError("values.cluster", "has no value", "give a name")
    missing.target = "ufo"
    assert str(on_options(missing)) == "--set cluster: required for ufo; give a name"


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("account", "emit.toml:2: environments.prod.account"),
        ("features", "emit.toml:7: environments.prod.targets.ufo.features"),
        # Of the target where it has them, else of the environment.
        ("tags.env", "emit.toml:8: environments.prod.targets.ufo.identity.tags.env"),
        ("tags.team", "emit.toml:4: environments.prod.tags.team"),
        ("identity.permissions_boundary", "emit.toml:3: environments.prod.permissions_boundary"),
        ("identity.name", "emit.toml:8: environments.prod.targets.ufo.identity.name"),
    ],
)
def test_the_key_of_an_environment(tmp_path, monkeypatch, key, place):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "emit.toml").write_text(CONFIG)
    error = on_config(
        RequestError(key, "is wrong", "use --newest, or --any-name"), read_config("emit.toml"), "prod", "ufo"
    )
    assert str(error) == f"{place}: is wrong; use newest = true, or any_name = true"
