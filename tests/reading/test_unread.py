"""Files that are not read: the reason, and whether a policy may be in them."""

import json

import pytest

from emitter.errors import FormatError
from emitter.reading.files import read_text
from emitter.reading.unread import could_hold_policies, is_unread

STATEMENTS = {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
RECORD = {
    "eventSource": "iam.amazonaws.com",
    "eventName": "PutRolePolicy",
    "requestParameters": {"policyDocument": json.dumps(STATEMENTS)},
}
PROSE = 'kind: Crd\ndescription: |\n  Give it { "Statement": [{"Effect": "Allow"}] } in a policy.\n'


def error_of(text, name):
    with pytest.raises(FormatError) as caught:
        read_text(text, name)
    return caught.value


@pytest.mark.parametrize(
    ("text", "what", "unread"),
    [
        (json.dumps([RECORD]), "holds recorded calls, and no policy; emit replay reads them", False),
        (json.dumps({"Records": [RECORD]}), "holds recorded calls", False),
        (json.dumps(RECORD), "holds recorded calls", False),
        (json.dumps([{"data": RECORD}]), "holds recorded calls", False),
        (json.dumps({"detail": RECORD}), "holds recorded calls", False),
        (json.dumps({"Records": [{"a": RECORD}]}), "has policy statements in a form that is not read", True),
        (json.dumps({"kind": "ClusterConfig", "attachPolicy": STATEMENTS}), "has policy statements", True),
        (json.dumps({"Item": {"S": json.dumps(STATEMENTS)}}), "has policy statements", True),
        (
            json.dumps({"a": 1, "Item": {"Statement": "a"}}),
            "is no CloudFormation, Terraform or policy",
            False,
        ),
        (PROSE, "is no CloudFormation, Terraform or policy document", False),
        ("{% if a %}\nStatement: []\n", "is a template of another program; render it", True),
        ("Resources:\n  {{ name }}:\n    Type: AWS::IAM::Role\n", "is a template of another program", True),
        ("<% if a %>: <% b\nStatement: [", "is a template of another program", True),
        ('{"Statement": [}', "is no ", True),
        ("a: [", "is no YAML", False),
        ("PK\3\4", "is no YAML: control characters are not allowed; fix that line", False),
    ],
)
def test_why_a_file_is_not_read(text, what, unread):
    error = error_of(text, "a.yaml")
    assert f"{error.what}; {error.remedy}".startswith(what)
    assert is_unread(error, text.encode()) == unread


def test_statements_of_utf_16_are_seen():
    assert could_hold_policies('{"Statement": []}'.encode("utf-16"))


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("emit.toml", "[environments.dev]\n", "is TOML, not a template or policy; name the folder out, or"),
        ("infra/a.toml", "a = 1: 2: 3\n", "is TOML, not a template or policy; name a file that holds one"),
        ("README.md", "a: b: c\n", "is Markdown, not a template or policy"),
        ("README.md", "words\n", "is Markdown, not a template or policy"),
        ("a.csv", "a,b\n", "is CSV, not a template or policy"),
        ("notes.txt", "a: b: c\n", "is no YAML"),
        (
            "notes.txt",
            "words\n",
            "is no CloudFormation, Terraform or policy document; it has to be an object",
        ),
        ("a.py", json.dumps([RECORD]), "holds recorded calls"),
        ("a.toml", "{% if a %}: b: c\n", "is a template of another program"),
    ],
)
def test_a_file_of_another_language_is_called_by_its_name(name, text, what):
    error = error_of(text, name)
    assert f"{error.what}; {error.remedy}".startswith(what)


def test_a_policy_is_read_whatever_its_file_is_called():
    assert read_text(json.dumps({"Version": "2012-10-17", **STATEMENTS}), "a.toml").format == "policy"
