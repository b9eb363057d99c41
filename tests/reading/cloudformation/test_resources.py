"""Templates: loops, JSON made of objects, what stands twice, and branches that lint sees apart."""

import json

import pytest

from emitter.lint.linter import lint
from emitter.reading.cloudformation.conditionals import spread
from emitter.reading.files import read_text
from emitter.reading.grammar import CONDITIONAL

STATEMENT = {"Sid": "S", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def policy(sid="S", **elements):
    return {"Version": "2012-10-17", "Statement": [{**STATEMENT, "Sid": sid, **elements}]}


def managed(document):
    return {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}


def documents(resources):
    return read_text(json.dumps({"Resources": resources}), "a.json").documents


def rules(text):
    return {(finding.rule, finding.message) for finding in lint([read_text(text, "a.json")])}


def test_a_loop_is_read_once_with_its_variable_unknown():
    body = {"Policy${Name}": managed(policy(Resource={"Fn::Sub": "arn:aws:s3:::${Name}/*"}))}
    (document,) = documents({"Fn::ForEach::All": ["Name", ["a", "b"], body]})
    (statement,) = document.statements
    assert document.name == "Policy${Name}"
    assert statement.resources[0].shown == "arn:aws:s3:::${Name}/*"
    assert statement.when == ("Fn::ForEach::All",)


def test_a_loop_in_a_loop():
    inner = {"Fn::ForEach::In": ["B", ["c"], {"P${A}${B}": managed(policy())}]}
    (document,) = documents({"Fn::ForEach::Out": ["A", ["a"], inner], "Other": {"Type": "AWS::S3::Bucket"}})
    assert document.statements[0].when == ("Fn::ForEach::Out", "Fn::ForEach::In")


@pytest.mark.parametrize(
    ("key", "inner"), [("Fn::ForEach::All", {"Ref": "x"}), ("Fn::Transform", {"Name": "AWS::Include"})]
)
def test_what_brings_in_resources_and_cannot_be_read_is_open(key, inner):
    first, last = documents({"P": managed(policy()), key: inner})
    assert (first.open, last.open) == ((), (f"what {key} holds",))


@pytest.mark.parametrize("short", [False, True])
def test_an_object_that_becomes_json_is_read(short):
    if short:
        text = (
            "Resources: {P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: !ToJsonString "
            "{Version: 2012-10-17, Statement: [{Sid: S, Effect: Allow, Action: !Ref A, Resource: '*'}]}}}}"
        )
        (document,) = read_text(text, "a.yaml").documents
    else:
        (document,) = documents({"P": managed({"Fn::ToJsonString": policy(Action={"Ref": "A"})})})
    assert (document.faults, document.open) == ((), ())
    assert document.statements[0].actions[0].shown == "${A}"


TWICE = {
    "Resources": ('{"Resources": {"P": %s}, "Resources": {"Q": {"Type": "AWS::S3::Bucket"}}}', "Resources"),
    "a resource": ('{"Resources": {"P": %s, "P": {"Type": "AWS::S3::Bucket"}}}', "P"),
    "Properties": (
        '{"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": %s}, '
        '"Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement": []}}}}}',
        "Properties",
    ),
    "a document": (
        '{"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": %s, '
        '"PolicyDocument": {"Version": "2012-10-17", "Statement": []}}}}}',
        "PolicyDocument",
    ),
    "an argument": ('{"resource": {"aws_iam_policy": {"p": {"policy": %s, "policy": "x"}}}}', "policy"),
}


@pytest.mark.parametrize("name", TWICE)
def test_what_stands_twice_around_a_policy_hides_none(name):
    text, key = TWICE[name]
    whole = name in ("Resources", "a resource")
    document = policy(Action="s3:GetObjekt")
    found = rules(text % json.dumps(managed(document) if whole else document))
    assert ("E107", f"stands in a file that has {key} twice in one place") in found
    assert "E202" in {rule for rule, _ in found}


def test_blocks_of_terraform_may_stand_twice():
    bad = json.dumps(policy(Action="s3:GetObjekt"))
    statement = '{"actions": ["s3:GetObjekt%d"], "resources": ["*"]}'
    text = (
        f'{{"resource": {{"aws_iam_policy": {{"a": {{"policy": {bad}}}}}, "aws_iam_policy": {{"b": {{}}}}}}, '
        f'"data": {{"aws_iam_policy_document": {{"d": '
        f'{{"statement": {statement % 1}, "statement": {statement % 2}}}}}}}, "resource": {{}}}}'
    )
    found = rules(text)
    assert not any(rule == "E107" for rule, _ in found)
    assert sum(rule == "E202" for rule, _ in found) == 3


def test_a_label_that_stands_twice_is_found_where_the_last_hides_the_policy():
    text = '{"resource": {"aws_iam_policy": {"a": {"policy": "{}"}, "a": {}}}}'
    assert ("E107", "stands in a file that has aws_iam_policy.a twice in one place") in rules(text)


def branched(**elements):
    (document,) = documents({"P": managed(policy(**elements))})
    return document


def test_branches_are_read_apart_for_lint_and_are_unknown_for_others():
    either = {"Fn::If": ["C", ["s3:*"], "s3:GetObjekt"]}
    document = branched(Action=[either["Fn::If"][2], either], Resource={"Fn::If": ["C", "*", "b"]})
    (statement,) = document.statements
    assert [value.text for value in statement.actions] == ["s3:GetObjekt", None]
    document = branched(Action=either, Resource={"Fn::If": ["C", "*", "b"]})
    one, other = spread(document).statements
    assert [[v.text for v in (*s.actions, *s.resources)] for s in (one, other)] == [
        ["s3:*", "*"],
        ["s3:GetObjekt", "b"],
    ]
    assert (one.when, other.when) == (("C",), ("not C",))
    assert CONDITIONAL in one.present
    assert one.node is other.node is document.statements[0].node


def test_nothing_comes_of_a_branch_that_is_no_value():
    document = branched(Action=["s3:GetObject", {"Fn::If": ["C", "s3:PutObject", {"Ref": "AWS::NoValue"}]}])
    assert [[v.text for v in s.actions] for s in spread(document).statements] == [
        ["s3:GetObject", "s3:PutObject"],
        ["s3:GetObject"],
    ]


def test_principals_and_effects_are_decided_too():
    document = branched(
        Effect={"Fn::If": ["A", "Allow", "Deny"]},
        Principal={"Fn::If": ["B", {"AWS": "*"}, {"Service": {"Fn::If": ["A", "x", "y"]}}]},
    )
    assert [(s.effect, [(k, v.text) for k, v in s.principals]) for s in spread(document).statements] == [
        ("Allow", [("AWS", "*")]),
        ("Allow", [("Service", "x")]),
        ("Deny", [("AWS", "*")]),
        ("Deny", [("Service", "y")]),
    ]


def test_more_conditions_than_can_be_distinguished_are_left_unknown():
    document = branched(Action=[{"Fn::If": [f"C{n}", "s3:*", "s3:Get*"]} for n in range(4)])
    assert spread(document) == document


def test_what_is_found_in_a_branch_is_found_once():
    text = json.dumps(
        {"Resources": {"P": managed(policy(Action={"Fn::If": ["C", ["s3:GetObjekt"], ["*"]]}))}}
    )
    findings = list(lint([read_text(text, "a.json")]))
    assert sorted(f.rule for f in findings if f.rule in ("E202", "W401")) == ["E202", "W401"]
    assert not any(f.rule in ("E106", "E107", "N605") for f in findings)
