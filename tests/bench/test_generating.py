"""The policies that are compared: what is counted as named, and the program that stands for the records."""

import ast
import json

from emitter.reading.files import read_text
from tests.bench import autopilot, generating, replaying


def test_what_fit_makes_of_the_compared_records_denies_none(tmp_path):
    path = tmp_path / "calls.json"
    path.write_text(json.dumps({"Records": generating.records()}))
    found = replaying.tally(generating.own_policy(path), path)
    assert (found.allowed, found.calls_denied) == (25, 0)


def test_a_whole_type_of_resource_is_not_a_named_one():
    statements = [
        {"Effect": "Allow", "Action": action, "Resource": resource}
        for action, resource in (
            ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:210987654321:jobs"),
            ("iam:GetRole", "arn:aws:iam::210987654321:role/*"),
            ("s3:GetObject", ["arn:aws:s3:::artifacts/*", "arn:aws:s3:::*/*"]),
            ("s3:PutObject", "arn:aws:s3:::artifacts/*"),
            ("ecs:ListServices", "*"),
        )
    ]
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    everywhere, named = generating.granted(read_text(text, "policy").documents)
    assert everywhere == {"iam:GetRole", "s3:GetObject", "ecs:ListServices"}
    assert named == {"sqs:SendMessage", "s3:PutObject"}


def test_the_program_makes_the_calls_of_the_records():
    tree = ast.parse(autopilot.source(generating.records()))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {
        call.func.attr: {one.arg for one in call.keywords}
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr != "client"
    }
    assert len(named) == len({one["eventName"] for one in generating.records()})
    assert named["get_bucket_versioning"] == {"Bucket"}
    # CloudTrail leaves the code out, and boto3 requires it.
    assert named["create_function"] == {"Code", "FunctionName", "Role"}
