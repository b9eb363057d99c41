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
    ],
)
def test_why_a_file_is_not_read(text, what, unread):
    error = error_of(text, "a.yaml")
    assert f"{error.what}; {error.remedy}".startswith(what)
    assert is_unread(error, text.encode()) == unread


def test_statements_of_utf_16_are_seen():
    assert could_hold_policies('{"Statement": []}'.encode("utf-16"))
