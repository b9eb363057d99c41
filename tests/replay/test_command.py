"""``emit replay``: what it prints, and how it ends."""

import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.cli import main
from tests.support.records import SERVICE, record, sync
from tests.support.replay_reading import ALLOW, BAD, GOOD, zipped

_VALUES = """
    account=210987654321 region=eu-west-1 cluster=prod service=web family=web task_role=web-task
    execution_role=web-exec
"""
VALUES = _VALUES.split()


def test_all_allowed_ends_well(run):
    ran = run(GOOD * 3)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "3 calls: 3 allowed, 0 denied, 0 unknown; 0 entries skipped\n"


def test_a_denial_is_reported_with_its_reason(run):
    ran = run(GOOD + BAD + BAD)
    assert ran.status == 1
    assert "3 calls: 1 allowed, 2 denied" in ran.out
    assert "denied: ecs:CreateCluster on * (2 times, first at calls.jsonl:2)" in ran.out
    assert "Services, policy.json:2" in ran.out


def test_the_data_says_it_all(run):
    ran = run(
        GOOD + BAD + "{broken\n" + '{"action": "ecs:RunTasks"}\n',
        "--json",
        actions=["ecs:List*", "ecs:RunTask"],
    )
    found = json.loads(ran.out)
    assert ran.status == 1
    assert found["allowed"] == 1
    (denied,) = found["denied"]
    assert (denied["index"], denied["source_line"]) == (1, 2)
    assert (denied["action"], denied["resource"]) == ("ecs:CreateCluster", "*")
    assert denied["reasons"][0]["sid"] == "Services"
    assert [(one["sid"], one["action"], one["line"]) for one in found["unused"]] == [
        ("Services", "ecs:RunTask", 2)
    ]
    assert [(one["source_line"], one["index"], one["broken"]) for one in found["skipped"]] == [
        (3, 2, True),
        (4, 3, True),
    ]
    assert "did you mean 'RunTask'?" in found["skipped"][1]["why"]
    assert found["narrower"][0]["used"] == ["ecs:ListClusters"]
    counted = {"calls": 2, "denied": 1, "unknown": 0, "skipped": 2, "broken": 2}
    assert found["totals"] == counted | {
        "denied_then": 0,
        "allowed_since": 0,
        "dry_runs": 0,
        "denied_elsewhere": 0,
    }


def test_what_is_skipped_is_reported(run):
    ran = run(GOOD + "{broken\n" + '{"action": "ecs:RunTasks"}\n')
    assert ran.status == 0
    assert "2 entries skipped, 2 of them broken" in ran.out
    assert "calls.jsonl:2: is not valid JSON" in ran.out
    assert "calls.jsonl:3: unknown action ecs:RunTasks; did you mean 'RunTask'?" in ran.out


def test_nothing_but_broken_lines_is_an_error(run):
    ran = run("rubbish\n" * 3)
    assert (ran.status, "calls.jsonl:1: is not valid JSON" in ran.err) == (5, True)
    assert run("").status == 5


def test_a_target_is_held_against_its_own_records(emit, tmp_path):
    (tmp_path / "calls.json.gz").write_bytes(zipped(json.dumps({"Records": sync()})))
    values = [f"--set={value}" for value in VALUES]
    ran = emit("replay", "calls.json.gz", "--target", "piped-ecs@0.57", *values, "--json")
    assert (ran.status, json.loads(ran.out)["allowed"]) == (0, len(sync()))
    ran = emit("replay", "calls.json.gz", "--target", "piped-ecs@0.49", *values, "--json")
    assert ran.status == 1
    assert {one["action"] for one in json.loads(ran.out)["denied"]} == {"ecs:ListTagsForResource"}


def test_an_environment_is_taken(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "210987654321"\nregion = "eu-west-1"\n'
        "[environments.prod.targets.piped-ecs]\n"
        'values = { cluster = "prod", service = "web", task_role = "t", execution_role = "e" }\n'
    )
    (tmp_path / "calls").write_text(json.dumps({"action": "ecs:UpdateService", "resource": SERVICE}))
    assert emit("replay", "calls", "--target", "piped-ecs", "--env", "prod").status == 0


def test_folders_and_several_files_are_read(emit, tmp_path):
    folder = tmp_path / "logs" / "2026"
    folder.mkdir(parents=True)
    (folder / "b.json.gz").write_bytes(zipped(GOOD))
    (folder / "a.jsonl").write_text(GOOD)
    (folder / "notes.txt").write_text("no calls")
    (tmp_path / "c").write_text(GOOD)
    (tmp_path / "p.json").write_text(ALLOW % '"*"')
    assert "3 calls: 3 allowed" in emit("replay", "logs", "c", "--policy", "p.json").out


def test_standard_input_is_read(emit, tmp_path, monkeypatch):
    (tmp_path / "p.json").write_text(ALLOW % '"*"')
    for name in ((), ("-",)):
        stream = io.TextIOWrapper(io.BytesIO(GOOD.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert "1 call: 1 allowed" in emit("replay", *name, "--policy", "p.json").out


def test_a_principal_is_chosen(run, tmp_path):
    other = record("ecs", "CreateCluster", {"clusterName": "x"})
    other["userIdentity"] = {
        "type": "IAMUser",
        "arn": "arn:aws:iam::210987654321:user/tung",
        "userName": "tung",
    }
    calls = "\n".join(map(json.dumps, [record("ecs", "ListClusters"), other]))
    assert run(calls).status == 1
    assert run(calls, "--principal", "*:role/piped").status == 0
    assert run(calls, "--principal", "*:user/*").status == 1


ROLE = """
Parameters: {Name: {Type: String}}
Resources:
  Piped:
    Type: AWS::IAM::Role
    Properties:
      RoleName: %s
      AssumeRolePolicyDocument: {Statement: []}
      Policies:
        - PolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "ecs:ListClusters", Resource: "*"}]
"""
ATTACHED = """
resource "aws_iam_role_policy" "p" {
  role   = "%s"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:ListClusters", Resource = "*" }] })
}
"""


def of_two(tmp_path):
    """Calls of the role ``piped``, one of them denied, and of a user."""
    other = record("ecs", "CreateCluster", {"clusterName": "x"})
    other["userIdentity"] = {"type": "IAMUser", "arn": "arn:aws:iam::210987654321:user/tung"}
    calls = "\n".join(map(json.dumps, [record("ecs", "ListClusters"), other]))
    (tmp_path / "calls.jsonl").write_text(calls)


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("a.yaml", ROLE % "piped", True),
        ("a.tf", ATTACHED % "piped", True),
        ("a.yaml", ROLE % "{Ref: Name}", False),
        ("a.tf", ATTACHED % "${var.role}", False),
        ("a.json", ALLOW % '"ecs:ListClusters"', False),
    ],
)
def test_without_a_principal_it_is_the_one_that_the_file_names(emit, tmp_path, name, text, is_named):
    of_two(tmp_path)
    (tmp_path / name).write_text(text)
    ran = emit("replay", "calls.jsonl", "--policy", name)
    note = "note: left out: 1 call of others than role/piped; --principal '*' replays all\n"
    assert (ran.status, ran.err) == ((0, note) if is_named else (1, ""))
    assert emit("replay", "calls.jsonl", "--policy", name, "--principal", "*").status == 1


def test_the_identity_of_the_file_made_no_call(emit, tmp_path):
    of_two(tmp_path)
    (tmp_path / "a.yaml").write_text(ROLE % "web")
    ran = emit("replay", "calls.jsonl", "--policy", "a.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "--principal: role/web made none of the 2 calls; they are of arn:aws:iam::210987654321:role/piped, "
        "arn:aws:iam::210987654321:user/tung; name one of them, or '*' for all\n"
    )


@pytest.mark.parametrize(
    ("pattern", "status"),
    [
        ("*:role/piped", 0),
        ("*:role/deployers/piped", 0),
        ("arn:aws:iam::210987654321:role/piped", 0),
        ("*:assumed-role/piped", 0),
        ("*:assumed-role/piped/*", 0),
        ("arn:aws:sts::210987654321:assumed-role/piped/session", 0),
        ("*:user/piped", 2),
        ("*:role/other/piped", 2),
        ("*:assumed-role/piped/another", 2),
        ("piped", 2),
    ],
)
def test_a_role_is_named_with_its_path_or_without(run, pattern, status):
    with_path = record("ecs", "ListClusters")
    issuer = with_path["userIdentity"]["sessionContext"]["sessionIssuer"]
    issuer["arn"] = "arn:aws:iam::210987654321:role/deployers/piped"
    ran = run(json.dumps(with_path), "--principal", pattern)
    assert ran.status == status
    if status == 0:
        assert ran.out.startswith("1 call: 1 allowed")
    else:
        assert ran.out == ""
        assert ran.err == (f"--principal: {pattern!r} made none of the 1 call; they are of {issuer['arn']}\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere", "--policy", "p.json"], 6, "nowhere: no such file"),
        (["calls"], 2, "--target: required"),
        (["-", "--policy", "-"], 2, "--policy: is standard input"),
        (["calls", "--policy", "p.json", "--target", "toy"], 2, "--policy"),
    ],
)
def test_what_cannot_be_is_one_line(emit, tmp_path, arguments, status, said):
    (tmp_path / "p.json").write_text(ALLOW % '"*"')
    (tmp_path / "calls").write_text(GOOD)
    ran = emit("replay", *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert said in ran.err


def test_progress_is_for_a_terminal(run, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    shown = Terminal()
    monkeypatch.setattr("emitter.cli.calls._LOOK", 1)
    monkeypatch.setattr("emitter.cli.calls._EVERY", 0)
    assert run(GOOD * 5).err == ""
    monkeypatch.setattr(sys, "stderr", shown)
    run(GOOD * 5)
    assert "calls.jsonl: 5 entries, 100%" in shown.getvalue()


_PIECES = [
    b'{"action": "ecs:ListClusters"}\n',
    b'{"Records":[',
    b"]}",
    b"\n",
    b",",
    b"eventsource,eventname\n",
    b"\x1f\x8b",
    zipped(GOOD),
    zipped(GOOD)[:20],
    b"\xff\xfe",
    json.dumps(record("ecs", "RunTask", {"cluster": "prod"})).encode(),
    b'{"eventSource":"s3.amazonaws.com","eventName":"GetObject","resources":[{"ARN":"arn:"}]}',
    b'{"action": "\\ud800:x", "resource": "arn:aws:\\ud800:::x"}\n',
]


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary() | st.lists(st.sampled_from(_PIECES) | st.binary(max_size=20), max_size=8).map(b"".join)
)
def test_no_bytes_can_hurt(data, tmp_path, capsys):
    (tmp_path / "calls").write_bytes(data)
    (tmp_path / "p.json").write_text(ALLOW % '"*"')
    for more in ((), ("--json",)):
        status = main(["replay", str(tmp_path / "calls"), "--policy", str(tmp_path / "p.json"), *more])
        shown = capsys.readouterr()
        assert status in (0, 1, 5), shown.err
        assert "a bug" not in shown.err
