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
