"""The index is true, and listing imports no target."""

import json
import subprocess
import sys

import pytest

from emitter.catalogue.index import index, mentions, summaries, targets_with, text
from emitter.catalogue.targets import load_target, names
from tests.support import ROOT


def test_the_index_is_as_the_targets_are():
    file = ROOT / "emitter" / "catalogue" / "targets" / "index.json"
    assert file.read_text(encoding="utf-8") == text(), "run make pages"


def test_every_target_that_comes_with_emit_is_in_it():
    assert [summary["name"] for summary in summaries()] == list(names())
    assert list(index()) == sorted(index())


@pytest.mark.parametrize("action", ["ecs:RunTask", "ECS:runtask", "s3:GetObject", "iam:PassRole"])
def test_the_targets_with_an_action_are_those_that_grant_or_document_it(action):
    found = {target.name for target in targets_with(action)}
    granting = {
        name
        for name in names()
        if any(g.action.JSONrepr().lower() == action.lower() for g in load_target(name).grants)
    }
    assert granting
    assert granting <= found
    assert found == {name for name in names() if mentions(index()[name], action)}


def test_a_documented_wildcard_mentions_what_it_matches():
    assert mentions({"actions": ["ecs:*"]}, "ecs:RunTask")
    assert not mentions({"actions": ["ecs:*"]}, "ecr:PutImage")


@pytest.mark.parametrize("command", ["['targets']", "['targets', '--json']"])
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
