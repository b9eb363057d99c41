"""``emit fit --json``: all that is otherwise printed, as documented."""

import json
import re

import pytest

from tests.support import ROOT
from tests.support.records import ACCOUNT, REGION, arn, record, sync

PAGE = (ROOT / "docs" / "how-to" / "fit.md").read_text(encoding="utf-8")
BOTH = {"widened", "skipped", "totals"}


def documented(head):
    """The keys in the table of the page whose first column is called ``head``."""
    (table,) = re.findall(rf"\| {re.escape(head)} \| holds \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE)
    return {key for line in table.splitlines() for key in re.findall("`([a-z_]+)`", line.split("|")[1])}


@pytest.fixture
def calls(tmp_path):
    """A file with calls of piped, of another tool, denied ones, and a line that is no record."""
    denied = record("ecs", "UpdateService", {"cluster": "prod", "service": "api"}, errorCode="AccessDenied")
    several = [*sync(), record("sqs", "CreateQueue", {"queueName": "q"}), denied]
    lines = [json.dumps(one) for one in several]
    (tmp_path / "calls.jsonl").write_text("\n".join([*lines, "{broken"]))
    return "calls.jsonl"


def test_a_target_is_data(emit, calls):
    ran = emit("fit", calls, "--target", "piped-ecs", "--json")
    assert ran.status == 1
    assert ran.err.splitlines() == [
        line for line in ran.err.splitlines() if line.startswith("note: calls.jsonl:14")
    ]
    made = json.loads(ran.out)
    assert set(made) == documented("with `--target`") | BOTH
    assert (made["target"], made["version"]) == ("piped-ecs", "0.57")
    assert made["features"] == made["restricting"] == ["tag-conditions"]
    assert made["values"]["service"] == ["api", "web"]
    assert made["environment"] == {"name": None, "account": ACCOUNT, "partition": "aws", "region": REGION}
    assert made["uncovered"] == [
        {
            "index": 11,
            "source": "calls.jsonl",
            "source_line": 12,
            "action": "sqs:CreateQueue",
            "resource": arn("sqs", "q"),
            "implied": False,
            "count": 1,
            "denied_then": 0,
        }
    ]
    assert made["totals"] == {"calls": 13, "denied_then": 1, "broken": 1}
    assert made["newest"] is None
    (broken,) = made["skipped"]
    assert broken["source_line"] == 14


def test_what_is_written_is_data_too(emit, calls, tmp_path):
    table = f'[environments.prod]\naccount = "{ACCOUNT}"\nregion = "{REGION}"\n'
    (tmp_path / "emit.toml").write_text(table)
    options = ("--target", "piped-ecs", "--env", "prod", "--write", "--json")
    assert json.loads(emit("fit", calls, *options).out)["environment"]["name"] == "prod"
    assert "piped-ecs" in (tmp_path / "emit.toml").read_text()


def test_a_policy_is_data(emit, calls):
    plain = emit("fit", calls, "--format", "policy")
    made = json.loads(emit("fit", calls, "--format", "policy", "--json").out)
    assert set(made) == documented("with `--format`") | BOTH
    assert made["text"] == plain.out
    assert {action["action"] for one in made["statements"] for action in one["actions"]} == {
        action for one in json.loads(plain.out)["Statement"] for action in one["Action"]
    }
    (passed,) = [one for one in made["statements"] if one["actions"][0]["action"] == "iam:PassRole"]
    assert passed["conditions"] == {"StringEquals": {"iam:PassedToService": ["ecs-tasks.amazonaws.com"]}}
    assert passed["actions"][0]["count"] == 2
    assert made["totals"] == {"calls": 13, "left_out": 1, "denied_elsewhere": 0}


@pytest.mark.parametrize("options", [("--target", "piped-ecs"), ("--format", "policy")])
def test_an_error_prints_no_data(emit, tmp_path, options):
    (tmp_path / "calls").write_text("")
    ran = emit("fit", "calls", *options, "--json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
