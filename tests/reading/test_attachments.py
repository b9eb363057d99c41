"""What a file attaches by ARN, and does not hold: who is an administrator by it, and what stays unknown."""

import json

import pytest

from emitter.lint.linter import lint
from emitter.reading.files import read_text

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
OF_PARTITION = {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess"}
CALLS = {"Effect": "Allow", "Action": "codedeploy:CreateDeploymentGroup", "Resource": "*"}


def template(*arns, statements=(), **more):
    policies = [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}]
    properties = {"ManagedPolicyArns": list(arns)} | ({"Policies": policies} if statements else {})
    return {"Resources": {"It": {"Type": "AWS::IAM::Role", "Properties": properties}, **more}}


def attachment(arn, kind="role"):
    attach = {f"aws_iam_{kind}_policy_attachment": {"it": {kind: "web", "policy_arn": arn}}}
    return {"resource": attach}


def findings(file):
    return list(lint([read_text(json.dumps(file), "it.json")]))


@pytest.mark.parametrize(
    ("file", "holder", "name"),
    [
        (template(ADMINISTRATOR), "It", "AdministratorAccess"),
        (template(OF_PARTITION), "It", "IAMFullAccess"),
        (template(ADMINISTRATOR.replace("arn:aws:", "arn:aws-us-gov:")), "It", "AdministratorAccess"),
        (attachment(ADMINISTRATOR), "web", "AdministratorAccess"),
        (attachment("arn:aws:iam::aws:policy/PowerUserAccess", "group"), "web", "PowerUserAccess"),
        (
            attachment("arn:${data.aws_partition.it.partition}:iam::aws:policy/IAMFullAccess"),
            "web",
            "IAMFullAccess",
        ),
    ],
)
def test_whoever_has_every_permission_by_arn_is_named(file, holder, name):
    (found,) = findings(file)
    assert (found.rule, found.document) == ("W413", holder)
    assert found.message.startswith(f"attaches {name}: ")
    assert found.line == 1
    assert found.column > 1


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::111122223333:policy/AdministratorAccess",
        "arn:aws:iam::aws:policy/AdministratorAccess-Amplify",
    ],
)
def test_other_policies_are_none_of_these(arn):
    assert findings(template(arn)) == []
    assert findings(attachment(arn)) == []


@pytest.mark.parametrize("file", [template({"Ref": "Arn"}), attachment("${var.arn}")])
def test_what_is_attached_is_not_guessed(file):
    assert findings(file) == []


def test_a_finding_stands_where_a_policy_of_the_same_role_has_others():
    file = template(ADMINISTRATOR, statements=[CALLS | {"Action": "sqs:SendMessage"}])
    assert [(one.rule, one.document) for one in findings(file)] == [("W413", "It"), ("W404", "It")]


def test_a_partner_may_be_in_what_was_not_read():
    own = template(statements=[CALLS])
    more = template("arn:aws:iam::111122223333:policy/passes", statements=[CALLS])
    assert "W508" in [one.rule for one in findings(own)]
    assert "W508" not in [one.rule for one in findings(more)]
    # A policy of this template is read, whatever refers to it.
    document = {"Version": "2012-10-17", "Statement": [CALLS | {"Action": "codedeploy:ListApplications"}]}
    other = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}
    assert "W508" in [
        one.rule for one in findings(template({"Ref": "Other"}, statements=[CALLS], Other=other))
    ]


def test_what_is_attached_counts_among_ten():
    document = {"Version": "2012-10-17", "Statement": [CALLS | {"Action": "codedeploy:ListApplications"}]}
    other = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}
    arns = [f"arn:aws:iam::111122223333:policy/number-{number}" for number in range(10)]
    file = template({"Ref": "Other"}, *arns, Other=other)
    assert [one.message for one in findings(file) if one.rule == "W110"] == [
        "is one of 11 managed policies of It; the default quota of a role is 10"
    ]
    file = template({"Ref": "Other"}, *arns[1:], Other=other)
    assert [one.rule for one in findings(file) if one.rule == "W110"] == []
