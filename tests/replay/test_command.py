"""``emit replay``: what it prints, and how it ends."""

import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.cli import main
from tests.replay.reading import zipped
from tests.replay.records import SERVICE, record, sync

ALLOW = (
    '{"Version": "2012-10-17", "Statement": [\n'
    '{"Sid": "Services", "Effect": "Allow",\n"Action": %s, "Resource": "*"}]}'
)
GOOD = '{"action": "ecs:ListClusters"}\n'
BAD = '{"action": "ecs:CreateCluster", "resource": "*"}\n'
_VALUES = """
    account=210987654321 region=eu-west-1 cluster=prod service=web family=web task_role=web-task
    task_execution_role=web-exec
"""
VALUES = _VALUES.split()


@pytest.fixture
def run(emit, tmp_path):
    """Run ``emit replay`` on a file of calls, against a policy that allows ``actions``."""

    def replay(calls, *more, actions=("ecs:ListClusters",), name="calls.jsonl"):
        data = calls if isinstance(calls, bytes) else calls.encode()
        (tmp_path / name).write_bytes(data)
        (tmp_path / "policy.json").write_text(ALLOW % json.dumps(list(actions)))
        return emit("replay", name, "--policy", "policy.json", *more)

    return replay


def test_all_allowed_ends_well(run):
    ran = run(GOOD * 3)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "3 calls: 3 allowed, 0 denied, 0 unknown; 0 entries skipped\n"


def test_a_denial_is_told_with_its_reason(run):
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
    assert found["totals"] == counted | {"denied_then": 0, "allowed_since": 0, "dry_runs": 0}


def test_what_is_skipped_is_told(run):
    ran = run(GOOD + "{broken\n" + '{"action": "ecs:RunTasks"}\n')
    assert ran.status == 0
    assert "2 entries skipped, 2 of them broken" in ran.out
    assert "calls.jsonl:2: is no JSON" in ran.out
    assert "calls.jsonl:3: ecs has no action 'RunTasks'; did you mean 'RunTask'?" in ran.out


def test_nothing_but_broken_lines_is_an_error(run):
    ran = run("rubbish\n" * 3)
    assert (ran.status, "calls.jsonl:1: is no JSON" in ran.err) == (5, True)
    assert run("").status == 0


def test_many_of_one_kind_hide_no_other(run):
    many = '{"action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:210987654321:q"}\n' * 10_001
    objects = "".join(f'{{"action": "s3:GetObject", "resource": "arn:aws:s3:::b/{n}"}}\n' for n in range(30))
    ran = run(many + objects + '{"action": "iam:CreateUser", "resource": "*"}\n')
    assert (
        "denied: sqs:SendMessage on arn:aws:sqs:eu-west-1:210987654321:q (10,001 times, first at" in ran.out
    )
    assert "denied: iam:CreateUser on * (calls.jsonl:10032)" in ran.out
    assert "denied: and 12 more; --json lists them" in ran.out
    found = json.loads(run(many + objects + BAD, "--json").out)
    assert [
        (one["index"], one["action"], one["count"]) for one in (found["denied"][0], found["denied"][-1])
    ] == [
        (0, "sqs:SendMessage", 10_001),
        (10_031, "ecs:CreateCluster", 1),
    ]
    assert len(found["denied"]) == 32
    assert found["totals"]["denied"] == 10_032


def test_every_broken_line_is_named(run):
    ran = run(GOOD + "{broken\n" * 3 + GOOD + '{"action": "ecs:RunTasks"}\n' * 2 + "{broken\n" * 20)
    assert ran.err == "note: 25 of 27 entries could not be read and were not replayed\n"
    assert "broken, and not replayed:" in ran.out
    assert "is no JSON: expecting property name enclosed in double quotes (23 times: " in ran.out
    assert "calls.jsonl:2,3,4,8,9,10,11,12,13,14 and 13 more)" in ran.out
    assert "did you mean 'RunTask'? (2 times: calls.jsonl:6,7)" in ran.out
    (broken, unknown) = json.loads(run(GOOD + "{broken\n" * 30 + '{"action": "ecs:RunTasks"}', "--json").out)[
        "skipped"
    ]
    assert (broken["count"], [one["source_line"] for one in broken["places"]]) == (30, list(range(2, 32)))
    assert (unknown["count"], unknown["source_line"]) == (1, 32)


def test_nothing_of_a_call_reaches_the_terminal_as_it_is(run):
    hostile = "arn:aws:s3:::b/\x1b[2Jx\nallowed: fake\r\x9b1m\u202e"
    event = record("s3", "Nothing\x1b[2J\nallowed: fake")
    calls = [{"action": "s3:GetObject", "resource": hostile}, event, {"action": "s3:\x1b[2J"}]
    ran = run("\n".join(map(json.dumps, calls)))
    assert r"on arn:aws:s3:::b/\x1b[2Jx\nallowed: fake\r\x9b1m\u202e (calls" in ran.out
    assert ran.out.replace("\n", "").isprintable()
    assert not any(line.startswith("allowed") for line in ran.out.splitlines())


def test_a_resource_that_nothing_used_is_told(emit, tmp_path):
    queues = [f"arn:aws:sqs:eu-west-1:210987654321:{name}" for name in ("q", "never")]
    policy = json.loads(ALLOW % '"sqs:SendMessage"')
    policy["Statement"][0]["Resource"] = queues
    (tmp_path / "p.json").write_text(json.dumps(policy))
    (tmp_path / "calls").write_text(json.dumps({"action": "sqs:SendMessage", "resource": queues[0]}))
    told = f"granted, and used by nothing:\n  Services, p.json:1: on {queues[1]}\n"
    assert told in emit("replay", "calls", "--policy", "p.json").out
    (unused,) = json.loads(emit("replay", "calls", "--policy", "p.json", "--json").out)["unused"]
    assert (unused["action"], unused["resource"], unused["sid"]) == (None, queues[1], "Services")


@pytest.mark.parametrize("calls", ["", "\n\n", '{"Records": []}', "[]"])
def test_nothing_to_replay_is_told(run, calls):
    ran = run(calls)
    assert ran.status == 0
    assert ran.err == "note: nothing was replayed: calls.jsonl holds no calls\n"
    assert run(calls, "--json").status == 0


def test_what_is_skipped_alone_is_told_as_nothing(run, emit, tmp_path):
    one = record("sts", "GetCallerIdentity")
    assert run(json.dumps(one)).err == "note: nothing was replayed: calls.jsonl holds no calls to judge\n"
    (tmp_path / "empty").mkdir()
    ran = emit("replay", "empty", "--policy", "policy.json")
    assert (ran.status, ran.err) == (0, "note: nothing was replayed: empty holds no calls\n")


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
        'values = { cluster = "prod", service = "web", task_role = "t", task_execution_role = "e" }\n'
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
    if status:
        assert ran.out == ""
        assert ran.err == (
            f"--principal: {pattern!r} made none of the 1 calls; they are of {issuer['arn']}\n"
        )


def test_how_a_call_ended_is_told(run):
    calls = [
        record("s3", "PutObject", {"bucketName": "b", "key": "k"}, errorCode="AccessDenied"),
        record("s3", "PutObject", {"bucketName": "b", "key": "k"}),
        record("ecs", "ListClusters", errorCode="AccessDeniedException"),
        record("ec2", "CreateVpc", errorCode="Client.UnauthorizedOperation"),
        record("ec2", "RunInstances", errorCode="Client.DryRunOperation"),
        record("ecs", "CreateCluster", errorCode="InvalidParameterException"),
    ]
    text = "\n".join(map(json.dumps, calls))
    ran = run(text)
    assert "denied when it was made: 3 calls; 1 of them would be allowed\n" in ran.out
    assert "only a dry run: 1 call\n" in ran.out
    assert "on arn:aws:s3:::b/k (2 times, first at calls.jsonl:1; 1 of them denied then too)" in ran.out
    assert "(calls.jsonl:4; denied then too)" in ran.out
    assert "(calls.jsonl:5; a dry run)" in ran.out
    found = json.loads(run(text, "--json").out)
    assert {
        (one["action"], one["count"], one["denied_then"], one["dry_runs"]) for one in found["denied"]
    } == {
        ("s3:PutObject", 2, 1, 0),
        ("ec2:CreateVpc", 1, 1, 0),
        ("ec2:RunInstances", 1, 0, 1),
        ("ecs:CreateCluster", 1, 0, 0),
    }
    totals = found["totals"]
    assert (totals["denied_then"], totals["allowed_since"], totals["dry_runs"]) == (3, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere", "--policy", "p.json"], 6, "nowhere: no such file"),
        (["calls"], 2, "--target: missing"),
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
    monkeypatch.setattr("emitter.cli.replay._LOOK", 1)
    monkeypatch.setattr("emitter.cli.replay._EVERY", 0)
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
