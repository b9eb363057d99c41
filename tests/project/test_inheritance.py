"""An environment over what it extends: every key from the nearest table that has it."""

import pytest

from emitter.errors import ConfigurationError
from emitter.project.config import read_config
from emitter.project.inheritance import layers


@pytest.fixture
def read(tmp_path):
    def run(text):
        file = tmp_path / "emit.toml"
        file.write_text(text)
        return read_config(file)

    return run


_CHAIN = """
[defaults]
region = "eu-west-1"
tags = { team = "a", stage = "none" }
targets.toy.version = "2"
targets.toy-other = {}

[environments.base]
account = "111122223333"
tags.stage = "base"
targets.toy.values = { bucket = "lego" }
targets.toy-other = false

[environments.middle]
extends = "base"
partition = "aws"

[environments.prod]
extends = "middle"
account = "444455556666"
tags.stage = "prod"
targets.toy.values.folder = "/wood"
"""


def test_a_chain_is_merged_from_outside_in(read):
    config = read(_CHAIN)
    table = config.environment("prod")
    assert (table.account, table.region, table.partition) == ("444455556666", "eu-west-1", "aws")
    assert table.tags == {"team": "a", "stage": "prod"}
    assert table.targets == {"toy": {"version": "2", "values": {"bucket": "lego", "folder": "/wood"}}}
    assert config.environment("base").targets == {"toy": {"version": "2", "values": {"bucket": "lego"}}}


def test_a_key_is_located_where_it_is_written(read):
    config = read(_CHAIN)
    assert config.located("prod", "tags.stage").endswith(":21: environments.prod.tags.stage")
    assert config.located("prod", "targets.toy.values.bucket").endswith(
        ":11: environments.base.targets.toy.values.bucket"
    )
    assert config.located("prod", "targets.toy.version").endswith(":5: defaults.targets.toy.version")
    assert config.located("prod", "partition").endswith(":16: environments.middle.partition")
    assert config.located("prod", "nothing").endswith(": environments.prod.nothing")


def test_a_target_that_was_dropped_can_come_back(read):
    config = read(_CHAIN + "targets.toy-other.version = '1.0'\n")
    assert config.environment("prod").targets["toy-other"] == {"version": "1.0"}


_DROPS = """
[defaults]
open = true
tags = { team = "a", stage = "none" }
permissions_boundary = "deployers"
[defaults.targets.toy]
version = "2"
features = ["play"]
without = ["count"]
values = { bucket = "lego", folder = "/wood" }
identity = { kind = "group", name = "G" }

[environments.base]
%s

[environments.prod]
extends = "base"
targets.toy.values.role = "builder"
"""


@pytest.mark.parametrize(
    ("drops", "left"),
    [
        ("targets.toy.without = false", {"without": None}),
        ("targets.toy.features = false", {"features": None}),
        ("targets.toy.version = false", {"version": None}),
        ("targets.toy.identity = false", {"identity": None}),
        ("targets.toy.identity.name = false", {"identity": {"kind": "group"}}),
        ("targets.toy.values.folder = false", {"values": {"bucket": "lego", "role": "builder"}}),
        ("targets.toy.values = false", {"values": {"role": "builder"}}),
    ],
)
def test_what_the_defaults_have_can_be_dropped(read, drops, left):
    whole = read(_DROPS % "").environment("prod").targets["toy"]
    table = read(_DROPS % drops).environment("prod").targets["toy"]
    assert table == {key: value for key, value in (whole | left).items() if value is not None}


def test_keys_of_an_environment_can_be_dropped_and_those_that_are_true_or_false_take_it(read):
    found = read(_DROPS % "permissions_boundary = false\ntags.stage = false\nopen = false").environment(
        "prod"
    )
    assert (found.permissions_boundary, found.tags, found.open) == (None, {"team": "a"}, False)


def test_what_is_dropped_is_not_inherited(read):
    config = read(_DROPS % "" + "targets.toy.without = false\n")
    own, inherited = config.written("prod", "toy")
    assert own == {"values": {"role": "builder"}}
    assert "without" not in inherited
    assert inherited["features"] == ["play"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[environments.a]\nextends = 'a'\n", "environments.a.extends: leads back to itself: a → a"),
        (
            "[environments.a]\nextends = 'b'\n[environments.b]\nextends = 'c'\n"
            "[environments.c]\nextends = 'b'\n",
            "environments.c.extends: leads back to itself: b → c → b; extend an environment that ends",
        ),
        (
            "[environments.base]\n[environments.a]\nextends = 'bsae'\n",
            "environments.a.extends: unknown environment 'bsae'; did you mean 'base'?",
        ),
        ("[environments.a]\nextends = ['b']\n", "environments.a.extends: is an array, not a string"),
        (
            "[defaults]\ntargets.toy = {}\n[environments.a]\ntargets.tyo = false\n",
            "environments.a.targets.tyo: is not there to be dropped; did you mean 'toy'?",
        ),
        (
            "[defaults]\ntargets.toy = {}\n[environments.a]\ntargets.toy = true\n",
            "environments.a.targets.toy: is a boolean, not a table",
        ),
    ],
)
def test_what_is_wrong_is_named(read, text, said):
    with pytest.raises(ConfigurationError) as caught:
        read(text).environment("a")
    assert said in str(caught.value)


def test_no_chain_is_followed_for_ever():
    environments = {str(n): {"extends": str((n + 1) % 1000)} for n in range(1000)}
    found = layers(environments, {}, "0")
    assert len(found.layers) == 1001
    assert len(found.faults) == 1
