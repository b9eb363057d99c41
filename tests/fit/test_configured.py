"""A target as an environment has it."""

from emitter.fit.configured import configuration

CONFIG = """\
[defaults.targets.piped-lambda]
version = "0.57"

[environments.base]
region = "eu-west-1"

[environments.base.targets.piped-lambda]
without = ["live-state"]
values = { function = "thumbnails", function_role = "thumbnails" }

[environments.prod]
extends = "base"
account = "111122223333"

[environments.prod.targets.piped-lambda.values]
function = "video"
"""


def test_what_is_extended_is_inherited(tmp_path):
    file = tmp_path / "emit.toml"
    file.write_text(CONFIG)
    found = configuration("piped-lambda", "prod", str(file))
    assert found.own == {"values": {"function": "video"}}
    assert found.inherited == {
        "version": "0.57",
        "without": ["live-state"],
        "values": {"function": "thumbnails", "function_role": "thumbnails"},
    }
    assert (found.version, found.place.account, found.place.region) == ("0.57", "111122223333", "eu-west-1")
