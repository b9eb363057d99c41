"""Conditions of a template, decided by the values of its parameters."""

import json

import pytest

from emitter.evaluate.template_conditions import decided
from emitter.evaluate.template_values import declared, with_conditions
from emitter.reading.files import read_text

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Env: {Type: String, Default: dev}, Zone: {Type: String}}
Mappings: {Stages: {prod: {Kept: 'yes'}, dev: {Kept: 'no'}}}
Conditions:
  Prod: !Equals [!Ref Env, prod]
  Swapped: {"Fn::Equals": [prod, {Ref: Env}]}
  Dev: !Not [!Condition Prod]
  Here: !Equals [!Ref "AWS::Region", eu-west-1]
  Both: !And [!Condition Prod, !Condition Here]
  One: !Or [{Condition: Prod}, {Condition: Here}]
  Joined: !Equals [!Sub "${Env}-x", prod-x]
  Mapped: !Equals [!FindInMap [Stages, !Ref Env, Kept], "yes"]
  Same: !Equals [a, a]
  Other: !Equals [a, b]
  Case: !Equals [!Ref Env, PROD]
  Round: !Not [!Condition Round]
  Odd: !Equals [!Select [0, !Ref Zone], a]
  Nobody: !Not [!Condition Missing]
Resources: {}
"""


def truths(values, given=None):
    """What is decided of the template."""

    def text_of(found):
        text = "".join(
            part if isinstance(part, str) else values.get(part.expression, "\0") for part in found.parts
        )
        return None if "\0" in text else text

    return decided(read_text(TEMPLATE, "t.yaml").tree, text_of, given or {})


CONSTANT = {"Same": True, "Other": False}
OF_PROD = {
    "Prod": True,
    "Swapped": True,
    "Dev": False,
    "One": True,
    "Joined": True,
    "Mapped": True,
    "Case": False,
}


@pytest.mark.parametrize(
    ("values", "given", "expected"),
    [
        ({}, {}, CONSTANT),
        ({"${Env}": "prod"}, {}, CONSTANT | OF_PROD),
        (
            {"${Env}": "prod", "${AWS::Region}": "eu-west-1"},
            {},
            CONSTANT | OF_PROD | {"Here": True, "Both": True},
        ),
        (
            {"${Env}": "prod", "${AWS::Region}": "us-east-1"},
            {},
            CONSTANT | OF_PROD | {"Here": False, "Both": False},
        ),
        (
            {"${Env}": "dev"},
            {},
            CONSTANT | dict.fromkeys(OF_PROD, False) | {"Dev": True, "Both": False} | {"One": None},
        ),
        # A condition that is given decides others, and no parameter decides against it.
        ({}, {"Prod": True}, CONSTANT | {"Prod": True, "Dev": False, "One": True}),
        (
            {"${AWS::Region}": "eu-west-1"},
            {"Prod": False},
            CONSTANT | {"Prod": False, "Dev": True, "Here": True, "Both": False, "One": True},
        ),
    ],
)
def test_what_values_decide(values, given, expected):
    assert truths(values, given) == {name: truth for name, truth in expected.items() if truth is not None}


def test_a_template_is_what_its_conditions_leave_of_it():
    statements = """
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Condition: Same
    Properties:
      Roles: [!Ref R]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: A
            Effect: Allow
            Action: s3:GetObject
            Resource: !If [Prod, "arn:aws:s3:::prod/*", "arn:aws:s3:::dev/*"]
          - !If [Prod, {Sid: B, Effect: Allow, Action: "s3:PutObject", Resource: "*"}, !Ref "AWS::NoValue"]
          - !If [Here, {Sid: C, Effect: Allow, Action: "s3:PutObject", Resource: "*"}, !Ref "AWS::NoValue"]
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      ManagedPolicyArns: [!If [Prod, "arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"]]
  Gone:
    Type: AWS::IAM::ManagedPolicy
    Condition: Other
    Properties: {PolicyDocument: {Statement: [{Sid: G, Effect: Allow, Action: "*", Resource: "*"}]}}
"""
    source = read_text(TEMPLATE.replace("Resources: {}", statements), "t.yaml")
    found, used = with_conditions(source, {"Env": "prod"})
    left = [
        (s.sid, [v.text for v in s.resources], s.when)
        for d in found.documents
        if d.kind == "identity"
        for s in d.statements
    ]
    assert left == [("A", ["arn:aws:s3:::prod/*"], ()), ("B", ["*"], ()), ("C", ["*"], ("Here",))]
    assert [one.policy.text for one in found.attached] == ["arn:aws:iam::aws:policy/A"]
    assert used == {"Env"}
    assert {"Env", "Zone", "Prod", "Nobody"} <= set(declared(source))


def test_a_file_without_conditions_stays_as_it_is():
    source = read_text('{"Version": "2012-10-17", "Statement": []}', "p.json")
    assert with_conditions(source, {"Env": "prod"}) == (source, set())


@pytest.mark.parametrize(("function", "times"), [("Not", 1), ("And", 2), ("Or", 3)])
def test_conditions_on_conditions_take_little_work(function, times):
    """Sixty that each name the one before; named twice, there would be more ways than can be walked."""
    written = {"C0": {"Fn::Equals": ["a", "a"]}}
    for number in range(1, 60):
        written[f"C{number}"] = {f"Fn::{function}": [{"Condition": f"C{number - 1}"}] * times}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Conditions": written}
    found = decided(read_text(json.dumps(template), "t.json").tree, lambda value: value.text, {})
    assert found == {f"C{number}": function != "Not" or number % 2 == 0 for number in range(60)}
