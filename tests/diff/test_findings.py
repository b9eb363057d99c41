"""Which findings of the linter a change brings."""

import json

from emitter.diff.files import differ, new_findings
from emitter.diff.side import Side
from emitter.reading.files import read_text


def folder(**policies):
    """A folder with a policy by each name, of statements that allow some actions on everything."""
    read = {}
    for name, several in policies.items():
        statements = [{"Effect": "Allow", "Action": actions, "Resource": "*"} for actions in several]
        whole = {"Version": "2012-10-17", "Statement": statements}
        read[name] = read_text(json.dumps(whole), name)
    return Side(read, kind="folder")


def rules(old, new):
    return [line.split()[1] for line in new_findings(differ(old, new))]


def test_what_was_there_is_not_new():
    assert rules(folder(a=["*"]), folder(a=["*"])) == []
    assert rules(folder(), folder(a=["*"])) == ["W401"]


def test_the_same_once_more_is_new():
    assert rules(folder(a=["*"]), folder(a=["*", "*"])) == ["W401"]
    assert rules(folder(a=["*"]), folder(a=["*"], b=["*"])) == ["W401"]


def test_less_of_a_finding_is_no_new_one():
    both, one = ["sqs:DeleteQueue", "sqs:PurgeQueue"], ["sqs:PurgeQueue"]
    assert rules(folder(a=[both]), folder(a=[one])) == []
    # More of it is, and so is what another rule says of what is left.
    assert rules(folder(a=[one]), folder(a=[both])) == ["W404"]
    assert "W410" in rules(folder(a=["*"]), folder(a=["s3:GetObject"]))
