"""README says what is so."""

import json
import re
from pathlib import Path

import pytest

from emitter import load_target, target_names
from emitter.cli.root import COMMANDS
from tests.docs.documented import readme

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_first_screen_has_the_one_liner_and_the_two_commands():
    screen = "\n".join(README.splitlines()[:50])
    assert "emit --format terraform --target piped-ecs > iam.tf.json" in screen
    assert "make build" in screen
    assert "make test" in screen


def test_the_statement_that_is_shown_is_one_that_is_written():
    shown = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])
    written = json.loads((Path(__file__).parents[1] / "out" / "prod" / "piped-ecs.tf.json").read_text())
    assert shown in written["data"]["aws_iam_policy_document"]["piped_ecs"]["statement"]


def test_the_counts_of_actions_are_those_of_the_catalogue():
    assert readme(README) == README, "run make pages"


@pytest.mark.parametrize("name", target_names())
def test_every_target_is_listed_with_its_versions(name):
    (line,) = [line for line in README.splitlines() if line.startswith(f"| `{name}` |")]
    versions = load_target(name).versions
    assert versions[0] in line
    assert versions[-1] in line


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(command):
    assert f"emit {command}" in README
