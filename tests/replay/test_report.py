"""What ``emit replay`` reports: every kind, every broken line, how calls ended, and nothing raw."""

import json

import pytest

from tests.support.records import record
from tests.support.replay_reading import ALLOW, BAD, GOOD


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
    assert "is not valid JSON: expecting property name enclosed in double quotes (23 times: " in ran.out
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


def test_a_resource_that_nothing_used_is_reported(emit, tmp_path):
    queues = [f"arn:aws:sqs:eu-west-1:210987654321:{name}" for name in ("q", "never")]
    policy = json.loads(ALLOW % '"sqs:SendMessage"')
    policy["Statement"][0]["Resource"] = queues
    (tmp_path / "p.json").write_text(json.dumps(policy))
    (tmp_path / "calls").write_text(json.dumps({"action": "sqs:SendMessage", "resource": queues[0]}))
    unused = f"granted, and used by nothing:\n  Services, p.json:1: on {queues[1]}\n"
    assert unused in emit("replay", "calls", "--policy", "p.json").out
    (unused,) = json.loads(emit("replay", "calls", "--policy", "p.json", "--json").out)["unused"]
    assert (unused["action"], unused["resource"], unused["sid"]) == (None, queues[1], "Services")


def test_statements_without_a_sid_on_one_line_are_apart(emit, tmp_path):
    queue = "arn:aws:sqs:eu-west-1:210987654321:q"
    statements = [
        {"Effect": "Allow", "Action": action, "Resource": queue}
        for action in ("sqs:SendMessage", "sqs:PurgeQueue", "sqs:DeleteQueue")
    ]
    (tmp_path / "p.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": statements}))
    (tmp_path / "calls").write_text(json.dumps({"action": "sqs:SendMessage", "resource": queue}))
    out = emit("replay", "calls", "--policy", "p.json").out
    assert "  a statement, p.json:1: sqs:PurgeQueue\n  a statement, p.json:1: sqs:DeleteQueue\n" in out


@pytest.mark.parametrize("calls", ["", "\n\n", '{"Records": []}', "[]"])
def test_nothing_to_replay_is_an_error(run, calls):
    ran = run(calls)
    assert ran.status == run(calls, "--json").status == 5
    assert ran.err == (
        "calls.jsonl: nothing was replayed: holds no calls that IAM judges;"
        " name log files of CloudTrail, or a folder of them\n"
    )
    assert "used by nothing" not in ran.out


def test_entries_that_are_skipped_are_not_replayed(run, emit, tmp_path):
    ran = run(json.dumps(record("sts", "GetCallerIdentity")))
    assert (ran.status, "entries skipped: 1;" in ran.err) == (5, True)
    (tmp_path / "empty").mkdir()
    ran = emit("replay", "empty", "--policy", "policy.json")
    assert (ran.status, ran.err.startswith("empty: nothing was replayed")) == (5, True)


def test_how_a_call_ended_is_reported(run):
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
    assert "denied when it was made: 3 calls\n" in ran.out
    assert "denied when it was made, allowed by these policies: ecs:ListClusters (calls.jsonl:3;" in ran.out
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
    assert (totals["denied_then"], totals["allowed_since"], totals["dry_runs"]) == (3, 0, 1)
