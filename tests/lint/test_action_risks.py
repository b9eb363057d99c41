"""Which rule speaks of an action that is allowed on everything, and that none does of what is denied."""

import json

import pytest

from emitter.aws.service_reference import action
from emitter.lint.action_risks import is_read, rule_for_broad_action
from emitter.lint.linter import lint
from emitter.reading.files import read_text

DENIED = {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}
PASSED = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}


def rules(*statements):
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return {one.rule: one.message for one in lint([read_text(text, "policy.json")])}


def allow(*actions, on="*"):
    return {"Effect": "Allow", "Action": list(actions), "Resource": on}


# There is no resource to name, and whoever holds it still changes what others may do.
@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("W409", "lakeformation:PutDataLakeSettings"),
        ("W409", "lakeformation:RevokePermissions"),
        ("W409", "sso-directory:CreateBearerToken"),
        ("W409", "sso-directory:UpdateExternalIdPConfigurationForDirectory"),
        ("W412", "ec2:DisableSnapshotBlockPublicAccess"),
        ("W412", "ecr:PutRegistryPolicy"),
        ("W412", "events:PutPermission"),
        ("W412", "lakeformation:GrantPermissions"),
        ("W412", "logs:PutResourcePolicy"),
        ("W412", "ram:EnableSharingWithAwsOrganization"),
        ("W412", "s3:PutAccountPublicAccessBlock"),
        ("W506", "sso-directory:AddMemberToGroup"),
        ("W506", "sso-directory:UpdatePassword"),
        ("W411", "iam:UploadSSHPublicKey"),
    ],
)
def test_an_action_that_names_no_resource_has_its_rule(rule, name):
    assert rule == "W411" or not action(name).resources
    found = rules(allow(name))
    assert list(found) == [rule]
    assert "every resource" not in found[rule]


@pytest.mark.parametrize(
    "name", ["dynamodb:GetRecords", "kinesis:GetRecords", "logs:FilterLogEvents", "logs:GetLogEvents"]
)
def test_what_passes_through_is_data_too(name):
    assert "W410" in rules(allow(name))


@pytest.mark.parametrize(
    "name", ["glue:UseGlueStudio", "xray:PutEncryptionConfig", "ecr:GetAuthorizationToken"]
)
def test_what_changes_nothing_for_others_has_none(name):
    assert rules(allow(name)) == {}


@pytest.mark.parametrize("statement", [DENIED, {"Effect": "Deny", "NotAction": "iam:Get*", "Resource": "*"}])
def test_what_the_document_denies_wholly_is_not_allowed(statement):
    assert {"W501", "W502"} <= rules(PASSED).keys()
    assert {"W501", "W502"}.isdisjoint(rules(PASSED, statement))


def test_what_a_pattern_denies_is_left_out_of_what_a_pattern_allows():
    found = rules(allow("ssm:GetP*"), {"Effect": "Deny", "Action": "ssm:GetParameter?", "Resource": "*"})
    assert "GetParametersByPath" in found["W410"]
    assert "GetParameters " not in found["W410"]


@pytest.mark.parametrize(
    "statement",
    [
        DENIED | {"Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}},
        DENIED | {"Resource": "arn:aws:iam::111122223333:role/web"},
        DENIED | {"Action": "iam:GetRole"},
        {"Effect": "Deny", "NotAction": ["iam:*"], "Resource": "*"},
    ],
)
def test_what_is_denied_now_and_then_is_allowed(statement):
    assert {"W501", "W502"} <= rules(PASSED, statement).keys()


def test_a_denial_that_may_not_be_there_denies_nothing():
    text = """
Conditions: {Strict: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Action: 'iam:PassRole', Resource: '*'}
          - !If [Strict, {Effect: Deny, Action: 'iam:PassRole', Resource: '*'}, !Ref AWS::NoValue]
"""
    assert {"W501", "W502"} <= {one.rule for one in lint([read_text(text, "it.yaml")])}


def test_conditions_that_are_open_are_not_guessed():
    text = """
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Action: 'ssm:GetParameter', Resource: '*', Condition: !FindInMap [A, B, C]}
          - {Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: !Ref Names}}
          - {Effect: Allow, Action: 'iam:PutUserPolicy', Resource: '*', Condition: !FindInMap [A, B, C]}
          - {Effect: Allow, Action: 'ecs:RunTask', Resource: 'arn:aws:ecs:*:*:task-definition/it:*'}
"""
    found = [f"{one.rule} {one.message}" for one in lint([read_text(text, "it.yaml")])]
    assert found == [
        "W502 passes any role: *",
        "N507 iam:PutUserPolicy: gives any user that the conditions admit every permission",
    ]


@pytest.mark.parametrize(
    ("name", "rule", "reads"),
    [
        ("iam:PassRole", "W502", False),
        ("iam:CreateAccessKey", "W506", False),
        ("iam:PutRolePolicy", "W506", False),
        ("sts:AssumeRole", "W411", False),
        ("s3:GetObject", "W410", True),
        ("ram:CreateResourceShare", "W412", False),
        ("events:PutPermission", "W412", False),
        # What shares a resource, by its name; a policy of IAM's own shares nothing.
        ("s3:PutBucketPolicy", "W412", False),
        ("sqs:AddPermission", "W412", False),
        ("kms:CreateGrant", "W412", False),
        ("s3:DeleteBucketPolicy", "W409", False),
        ("iam:CreatePolicy", "W409", False),
        ("organizations:AttachPolicy", "W409", False),
        ("lakeformation:RevokePermissions", "W409", False),
        # Listed as permissions management, and about copies of a function.
        ("lambda:EnableReplication", "W404", False),
        ("ecs:UpdateService", "W404", False),
        ("ec2:CreateTags", "W404", False),
        ("ecs:DescribeServices", "N405", True),
        ("ec2:DescribeVpcs", "N405", True),
        # Listed as permissions management, and changes nothing.
        ("fsx:GetResourcePolicy", "N405", True),
    ],
)
def test_one_rule_speaks_of_an_action_on_everything(name, rule, reads):
    found = action(name)
    assert found is not None
    assert rule_for_broad_action(found) == rule
    assert is_read(found) is reads
