"""Policies in resources of which it is not known where they hold one."""

import json

from emitter.reading.files import read_text

POLICY = {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
ROLE = """Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "sts:AssumeRole"}]}
"""


def loose(type_, properties):
    template = {"Resources": {"T": {"Type": type_, "Properties": properties}}}
    return read_text(json.dumps(template), "t.json").loose


def test_a_policy_anywhere_in_a_resource_is_read():
    for properties in (
        {"Inner": [{"Policy": POLICY}]},
        {"Policy": json.dumps(POLICY)},
        {"Policy": {"Fn::Sub": json.dumps(POLICY)}},
    ):
        (document,) = loose("Custom::Thing", properties)
        assert (document.name, document.kind) == ("T", "identity")
        assert document.statements[0].actions[0].text == "s3:*"


def test_statements_that_are_not_of_iam_are_none():
    protection = {"Statement": [{"DataIdentifier": ["a"], "Operation": {"Audit": {}}}]}
    assert loose("AWS::Logs::AccountPolicy", {"PolicyDocument": protection}) == ()


def test_a_template_in_a_template_is_read_at_its_place():
    lines = "\n".join(" " * 8 + line for line in ROLE.splitlines())
    text = f"""Resources:
  S:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: |
{lines}
"""
    (document,) = read_text(text, "t.yaml").loose
    assert (document.name, document.kind, document.holder_sort) == ("S.R", "trust", "role")
    assert document.place.line == 10
    assert text.split("\n")[document.place.line - 1][document.place.column - 1 :].startswith("{Statement")
    role = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": POLICY}}
    for body in (ROLE, json.dumps({"Resources": {"R": role}})):
        (same,) = loose("AWS::CloudFormation::StackSet", {"TemplateBody": body})
        assert (same.name, same.faults, len(same.statements)) == ("T.R", (), 1)
