"""``emit fit --write``: the table of a target changes, and nothing else of the file."""

import json
import tomllib

import pytest

from emitter.errors import ConfigurationError
from emitter.fit.edit import edited
from tests.support.records import ACCOUNT, REGION, sync

CONFIG = f"""\
# At the top.
formats = ["terraform"]  # one

[defaults]
tags = {{ team = "x" }}

[environments.prod]  # for real
account = "{ACCOUNT}"
region = "{REGION}"

# The deployer.
[environments.prod.targets.piped-ecs]
version = "0.57"      # pinned
features = [
  "tag-conditions",   # strict
  "assign",
]
identity = {{ name = "piped" }}

[environments.prod.targets.piped-ecs.values]
service = ["web", "api"]  # both
load_balancer = "web"

[[accept]]
rule = "W404"
where = "*"
why = "so"
"""
SETTINGS = {
    "version": "0.57",
    "features": ["tag-conditions"],
    "without": ["canary"],
    "values": {"service": ["api", "web"], "cluster": "prod"},
}


def test_comments_order_and_all_else_stay():
    made = edited(CONFIG, "emit.toml", "prod", "piped-ecs", SETTINGS)
    expected = CONFIG.replace('  "assign",\n', "").replace('load_balancer = "web"\n', 'cluster = "prod"\n')
    changed = set(made.splitlines()) ^ set(expected.splitlines())
    assert changed == {'without = ["canary"]'}
    table = tomllib.loads(made)["environments"]["prod"]["targets"]["piped-ecs"]
    assert table["features"] == ["tag-conditions"]
    assert table["identity"] == {"name": "piped"}
    assert edited(made, "emit.toml", "prod", "piped-ecs", SETTINGS) == made


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "before",
    [
        "[environments.prod]\naccount = '1'\n",
        "[environments.prod]\naccount = '1'\n[environments.prod.targets]\n",
        "environments.prod = { account = '1' }\n",
        "[environments]\nprod.account = '1'\n",
        "[environments.prod.targets.piped-ecs]\n[environments.prod]\naccount = '1'\n",
        "[environments.prod]\ntargets.piped-ecs.values.cluster = 'a' # x\n",
        "[environments.prod]\ntargets = { piped-ecs = { features = ['a'], values = { cluster = ['a'] } } }\n",
        "[environments.prod.targets.ufo]\nversion = '6'\n[environments.dev]\n"
        "[environments.prod.targets.piped-ecs]\n",
    ],
)
def test_every_way_to_write_it_is_changed_in_place_or_refused(before, ending):
    before = before.replace("\n", ending)
    try:
        made = edited(before, "emit.toml", "prod", "piped-ecs", SETTINGS)
    except ConfigurationError as error:
        refused = str(error)
    else:
        refused = ""
    if refused:
        assert "cannot be changed in place; leave --write out" in refused
        return
    assert tomllib.loads(made)["environments"]["prod"]["targets"]["piped-ecs"]["version"] == "0.57"
    assert ending in made
    for comment in ("# x",):
        assert (comment in made) or comment not in before


def test_the_command_writes_what_it_else_prints(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG)
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    (tmp_path / "emit.toml").write_text(CONFIG.replace("assign", "authenticate-cognito"))
    arguments = ("fit", "calls.json", "--target", "piped-ecs", "--env", "prod")
    printed = emit(*arguments)
    ran = emit(*arguments, "--write")
    assert (ran.status, ran.out) == (0, "")
    table = tomllib.loads((tmp_path / "emit.toml").read_text())["environments"]["prod"]["targets"]
    wanted = tomllib.loads(printed.out)["environments"]["prod"]["targets"]
    wanted["piped-ecs"]["values"]["service"] = ["web"]  # The array that is there stays one.
    assert table == wanted
    assert "# both" in (tmp_path / "emit.toml").read_text()
    assert "no call needs any more: features authenticate-cognito" in ran.err
    assert "no call needs any more: values.load_balancer web" in ran.err
    assert emit("replay", "calls.json", "--target", "piped-ecs", "--env", "prod").status == 0


def test_a_target_that_is_not_there_yet_is_added(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(f'[environments.prod]\naccount = "{ACCOUNT}"\nregion = "{REGION}"\n')
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    assert emit("fit", "calls.json", "--target", "piped-ecs", "--env", "prod", "--write").status == 0
    assert emit("build").status == 0


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_ends_of_lines_and_the_mark_of_the_byte_order_stay(emit, tmp_path, mark, ending):
    text = f'[environments.prod] # p\naccount = "{ACCOUNT}"\nregion = "{REGION}"\n'.replace("\n", ending)
    (tmp_path / "emit.toml").write_bytes(mark + text.encode())
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    assert emit("fit", "calls.json", "--target", "piped-ecs", "--env", "prod", "--write").status == 0
    written = (tmp_path / "emit.toml").read_bytes()
    assert written.startswith(mark + text.encode())
    assert written.count(b"\r\n") == (written.count(b"\n") if ending == "\r\n" else 0)


def test_an_inline_table_is_spaced_as_one():
    before = '[environments.prod]\ntargets = { piped-ecs = { values = { cluster = "x" } } }\n'
    values = {"cluster": "y", "family": "web", "service": "web"}
    made = edited(before, "emit.toml", "prod", "piped-ecs", {"values": values})
    assert '{cluster = "y", family = "web", service = "web"}' in made


def test_a_target_that_the_environment_drops_is_not_written(emit, tmp_path):
    text = (
        f'[environments.base.targets.piped-ecs]\n[environments.prod]\nextends = "base"\n'
        f'account = "{ACCOUNT}"\nregion = "{REGION}"\n[environments.prod.targets]\npiped-ecs = false\n'
    )
    (tmp_path / "emit.toml").write_text(text)
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs", "--env", "prod", "--write")
    assert (ran.status, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "cannot be changed in place; leave --write out" in ran.err
    assert (tmp_path / "emit.toml").read_text() == text
