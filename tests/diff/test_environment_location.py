"""Two environments in two places are compared by what their accounts and Regions are, not by which."""

import json

import pytest

from emitter.diff.environment_location import anywhere
from tests.support.diff_policies import read_policies
from tests.support.policy_documents import allow

PLACE = {"account": "111122223333", "region": "eu-west-1", "partition": "aws"}


def shown(place=PLACE, **elements):
    """Every value of a statement, once its place is left open."""
    (document,) = anywhere(read_policies(json.dumps(allow(**elements)), "p.json"), place).documents
    (statement,) = document.statements
    values = (*statement.resources, *statement.not_resources, *(v for _, v in statement.principals))
    more = (*(v for _, v in statement.not_principals), *(v for c in statement.conditions for v in c.values))
    return [value.shown for value in (*values, *more)]


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        (
            "arn:aws:ecs:eu-west-1:111122223333:cluster/a",
            "arn:${partition}:ecs:${region}:${account}:cluster/a",
        ),
        ("arn:aws:s3:::logs-111122223333-eu-west-1", "arn:${partition}:s3:::logs-${account}-eu-west-1"),
        ("111122223333", "${account}"),
        # Longer than an account or a Region, and no partition.
        ("arn:aws-cn:s3:::a1111222233334", "arn:aws-cn:s3:::a1111222233334"),
        ("arn:aws:ecs:eu-west-12:444455556666:x", "arn:${partition}:ecs:eu-west-12:444455556666:x"),
        ("aws", "aws"),
        ("", ""),
    ],
)
def test_account_region_and_partition_are_left_open(text, left_open):
    assert shown(Resource=text) == [left_open]
    assert shown(NotResource=[text, "*"]) == [left_open, "*"]
    assert shown(Condition={"StringEquals": {"aws:SourceArn": text}}) == ["*", left_open]
    assert shown(Principal={"AWS": text}) == ["*", left_open]
    assert shown(NotPrincipal={"AWS": text}) == ["*", left_open]


def test_what_an_environment_leaves_open_stays():
    assert shown({"account": "111122223333"}, Resource="arn:aws:ecs:eu-west-1:111122223333:a") == [
        "arn:aws:ecs:eu-west-1:${account}:a"
    ]
    assert shown({}, Resource="arn:aws:ecs:eu-west-1:111122223333:a") == [
        "arn:aws:ecs:eu-west-1:111122223333:a"
    ]


def test_a_part_that_is_open_already_stays_in_its_place():
    template = {
        "Resources": {
            "P": {
                "Type": "AWS::IAM::ManagedPolicy",
                "Properties": {
                    "ManagedPolicyName": "p",
                    "PolicyDocument": allow(Resource={"Fn::Sub": "arn:aws:s3:::${Name}-111122223333"}),
                    "Roles": ["r"],
                },
            },
            "R": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "AssumeRolePolicyDocument": allow(Principal="*"),
                    "PermissionsBoundary": "arn:aws:iam::111122223333:policy/b",
                    "ManagedPolicyArns": ["arn:aws:iam::111122223333:policy/a"],
                },
            },
        }
    }
    found = anywhere(read_policies(json.dumps(template), "t.json"), PLACE)
    resources = [v.shown for d in found.documents for s in d.statements for v in s.resources]
    assert "arn:${partition}:s3:::${Name}-${account}" in resources
    assert [bound.policy.shown for bound in found.bounds] == ["arn:${partition}:iam::${account}:policy/b"]
    assert [one.policy.shown for one in found.attached] == ["arn:${partition}:iam::${account}:policy/a"]
