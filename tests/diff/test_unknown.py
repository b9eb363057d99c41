"""What a file does not spell out, or names and does not hold, is part of access too."""

import json

import pytest

from emitter.diff.change import WIDENING
from emitter.diff.changes import compare
from tests.support.diff_policies import read_policies

READS = "arn:aws:iam::aws:policy/ReadOnlyAccess"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
RIGHTS = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def role(*statements, arns=(), **more):
    properties = {
        "ManagedPolicyArns": list(arns),
        "Policies": [
            {"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": list(statements)}}
        ],
        **more,
    }
    return read_policies(
        json.dumps({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}}), "r"
    )


def module(arn):
    attachment = {"role": "${aws_iam_role.r.name}", "policy_arn": arn}
    resources = {"aws_iam_role": {"r": {}}, "aws_iam_role_policy_attachment": {"a": attachment}}
    return read_policies(json.dumps({"resource": resources}), "r.tf.json")


def changes(old, new):
    return [(c.sort, c.about, c.old, c.new) for each in compare(old, new) for c in each.changes]


def test_a_policy_that_is_attached_is_added():
    one, two = role(RIGHTS, arns=[READS]), role(RIGHTS, arns=[READS, ADMIN])
    assert changes(one, one) == []
    assert changes(one, two) == [("added", "policy", (), (ADMIN,))]
    assert changes(two, one) == [("removed", "policy", (ADMIN,), ())]
    assert changes(module(READS), module(ADMIN)) == [
        ("added", "policy", (), (ADMIN,)),
        ("removed", "policy", (READS,), ()),
    ]
    assert "added" in WIDENING


def test_a_role_of_nothing_but_attached_policies():
    one, two = (role(arns=arns, Policies=[]) for arns in ([READS], [READS, ADMIN]))
    assert changes(one, two) == [("added", "policy", (), (ADMIN,))]


def test_a_document_that_is_not_known_is_named():
    assert changes(role(RIGHTS), role(RIGHTS, {"Ref": "More"})) == [("added", "policy", (), ("${More}",))]


WHEN = {"Fn::If": ["IsProd", RIGHTS, {"Ref": "AWS::NoValue"}]}
UNLESS = {"Fn::If": ["IsProd", {"Ref": "AWS::NoValue"}, RIGHTS]}


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        (WHEN, RIGHTS, "widened"),
        (RIGHTS, WHEN, "narrowed"),
        (WHEN, UNLESS, "changed"),
        (RIGHTS, {**RIGHTS, "Condition": {"Ref": "Conditions"}}, "narrowed"),
    ],
)
def test_what_decides_on_a_statement_is_a_condition(old, new, sort):
    assert changes(role(old), role(old)) == []
    assert changes(role(old), role(new)) == [(sort, "permission", ("*",), ("*",))]
    (difference,) = compare(role(old), role(new))
    said = {*difference.changes[0].conditions_old, *difference.changes[0].conditions_new}
    assert said <= {"condition IsProd Bool true", "condition IsProd Bool false", "${Conditions} Bool true"}
