"""The index is true, and listing imports no target."""

import json
import subprocess
import sys
from datetime import date

import pytest

from emitter.catalogue.describe import permissions
from emitter.catalogue.index import GRANTS, grants_texts, index, mentions, permissions_with, summaries, text
from emitter.catalogue.model import Release
from emitter.catalogue.targets import load_target, names
from emitter.catalogue.versions import matching, numbers
from tests.support import ROOT


def test_the_index_is_as_the_targets_are():
    file = ROOT / "emitter" / "catalogue" / "targets" / "index.json"
    assert file.read_text(encoding="utf-8") == text(), "run make pages"


def test_the_grants_beside_the_index_are_as_the_targets_are():
    found = {path.name: path.read_text(encoding="utf-8") for path in GRANTS.iterdir()}
    assert found == grants_texts(), "run make pages"


@pytest.mark.parametrize("name", names())
def test_a_target_states_the_release_up_to_which_it_was_read(name):
    target = load_target(name)
    assert isinstance(target.read, Release)
    assert date.fromisoformat(target.read.day).isoformat() == target.read.day
    # It is a release of the newest version that the target lists.
    assert target.versions[-1] == matching(target.read.version, target.versions)
    assert numbers(target.read.version) >= numbers(target.versions[-1])
    assert index()[name]["summary"]["read"] == {"version": target.read.version, "day": target.read.day}


def test_every_target_that_comes_with_emit_is_in_it():
    assert [summary["name"] for summary in summaries()] == list(names())
    assert list(index()) == sorted(index())


@pytest.mark.parametrize("action", ["ecs:RunTask", "ECS:runtask", "s3:GetObject", "iam:PassRole"])
def test_the_targets_with_an_action_are_those_that_grant_or_document_it(action):
    found = dict(permissions_with(action))
    granting = {
        name: [
            one for one in permissions(load_target(name))["grants"] if one["action"].lower() == action.lower()
        ]
        for name in names()
    }
    assert any(granting.values())
    assert {name for name, grants in granting.items() if grants} <= set(found)
    assert set(found) == {name for name in names() if mentions(index()[name], action)}
    for name, known in found.items():
        assert known["grants"] == granting[name]
        assert known["documented"] == permissions(load_target(name))["documented"]


def test_a_documented_wildcard_mentions_what_it_matches():
    assert mentions({"actions": ["ecs:*"]}, "ecs:RunTask")
    assert not mentions({"actions": ["ecs:*"]}, "ecr:PutImage")


@pytest.mark.parametrize("command", ["['targets']", "['targets', '--json']", "['explain', 'iam:PassRole']"])
def test_listing_imports_no_target(command):
    program = (
        "import json, sys; from emitter.cli import main;"
        f"status = main({command});"
        "prefix = 'emitter.catalogue.targets.';"
        "loaded = [name for name in sys.modules if name.startswith(prefix) or name == 'awacs'];"
        "print(json.dumps(loaded), file=sys.stderr);"
        "sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stderr.splitlines()[-1]) == []
