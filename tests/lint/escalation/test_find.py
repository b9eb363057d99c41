"""Ways to more rights: every one that is known is found, and conditions that say nothing hide none."""

import json
import tomllib

import pytest

from emitter.aws.service_reference import action
from emitter.lint.escalation.find import PASSING, PATHS, alone, escalations, name_of, unbounded
from emitter.lint.linter import lint
from emitter.reading.files import read_text
from emitter.reading.values import PARTITION, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support import ROOT
from tests.support.policy_documents import documents

# What cloudsplaining lists; and what of it is no method: a pipeline without a definition runs nothing.
METHODS = tomllib.loads((ROOT / "tests" / "data" / "cloudsplaining.toml").read_text(encoding="utf-8"))
NONE = ("PassExistingRoleToNewDataPipeline",)

ACCOUNT = "111122223333"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
LIMITS = f"arn:aws:iam::{ACCOUNT}:policy/limits"


def allow(*actions, on="*", **conditions):
    return {"Effect": "Allow", "Action": list(actions), "Resource": on} | (
        {"Condition": conditions} if conditions else {}
    )


def passing(to, on="*"):
    return allow(PASSING, on=on, StringEquals={"iam:PassedToService": to})


def findings(*statements):
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return list(lint([read_text(text, "policy.json")]))


def said(*statements):
    """Rule and message of what is said of ways to more rights."""
    return [f"{one.rule} {one.message}" for one in findings(*statements) if one.rule in ("W506", "N507")]


def ways():
    """Each path by each of the actions that would do for one of its needs."""
    for path in PATHS:
        for number, need in enumerate(path.needs):
            for name in need.split("|"):
                needs = [other.partition("|")[0] for other in path.needs]
                yield pytest.param(
                    path, (*needs[:number], name, *needs[number + 1 :]), id=f"{path.to}:{name}"
                )


@pytest.mark.parametrize(("path", "needs"), list(ways()))
def test_every_path_is_found_on_everything(path, needs):
    found = said(allow(*needs), *([passing(path.to)] if path.to else []))
    assert found
    assert all(one.startswith("W506") for one in found)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.to}:{path.needs[0]}")
def test_a_path_is_of_actions_and_resources_that_there_are(path):
    for name in (name for need in path.needs for name in need.split("|")):
        known = action(name)
        assert known is not None, name
        assert known.name == name
    assert path.source.startswith("https://")
    assert bool(path.to) != bool(path.kinds)
    # A word for what an action without resources reaches is no type of that action.
    types = {type_.name for name in path.needs[0].split("|") for type_ in action(name).resources}
    assert not types or types & set(path.kinds) or path.to


def test_there_are_no_two_of_a_path():
    assert len({(path.to, path.needs) for path in PATHS}) == len(PATHS)


def test_cloudsplaining_lists_as_many_as_it_did():
    assert len(METHODS) == 59


@pytest.mark.parametrize("name", METHODS)
def test_a_method_of_cloudsplaining_is_found(name):
    found = [one for one in said(allow(*METHODS[name])) if one.startswith("W506")]
    assert bool(found) == (name not in NONE)


def test_a_service_as_a_whole_holds_its_paths():
    assert said(allow("codedeploy:*")) == [
        "W506 codedeploy:CreateDeployment and codedeploy:RegisterApplicationRevision:"
        " runs scripts of its own on the instances of any deployment group, with their role"
    ]


# Who may give these permissions only, or within a boundary, does not give every permission.
@pytest.mark.parametrize(
    ("name", "conditions"),
    [
        ("iam:AttachUserPolicy", {"ArnEquals": {"iam:PolicyARN": READ_ONLY}}),
        # No policy is called so.
        ("iam:AttachUserPolicy", {"StringEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/*"}}),
        ("iam:AttachUserPolicy", {"StringEqualsIfExists": {"iam:PolicyARN": READ_ONLY}}),
        ("iam:AttachRolePolicy", {"ArnLike": {"iam:PolicyARN": f"arn:aws:iam::{ACCOUNT}:policy/web/*"}}),
        ("iam:AttachRolePolicy", {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::aws:policy/*ReadOnly*"}}),
        ("iam:PutUserPolicy", {"StringEquals": {"iam:PermissionsBoundary": LIMITS}}),
        ("iam:PutRolePolicy", {"ArnLike": {"iam:PermissionsBoundary": f"{LIMITS}*"}}),
        ("iam:PutUserPermissionsBoundary", {"StringEquals": {"iam:PermissionsBoundary": LIMITS}}),
        ("iam:PutRolePermissionsBoundary", {"StringEquals": {"iam:PermissionsBoundary": [LIMITS]}}),
    ],
)
def test_a_condition_that_bounds_leaves_no_path(name, conditions):
    assert said(allow(name, **conditions)) == []


@pytest.mark.parametrize(
    ("name", "conditions"),
    [
        ("iam:AttachUserPolicy", {"StringLike": {"iam:PolicyARN": "*"}}),
        ("iam:AttachUserPolicy", {"ArnLike": {"iam:PolicyARN": [READ_ONLY, "*"]}}),
        ("iam:AttachUserPolicy", {"ArnNotEquals": {"iam:PolicyARN": READ_ONLY}}),
        ("iam:AttachRolePolicy", {"ArnEquals": {"iam:PolicyARN": ADMINISTRATOR}}),
        ("iam:AttachRolePolicy", {"StringEquals": {"iam:PolicyARN": [READ_ONLY, ADMINISTRATOR]}}),
        ("iam:AttachRolePolicy", {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::aws:policy/*"}}),
        ("iam:AttachRolePolicy", {"ArnLike": {"iam:PolicyARN": "arn:*:iam::*:policy/*"}}),
        ("iam:AttachRolePolicy", {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::aws:policy/IAM*"}}),
        (
            "iam:AttachGroupPolicy",
            {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/PowerUserAccess"}},
        ),
        ("iam:PutUserPolicy", {"Null": {"iam:PermissionsBoundary": "true"}}),
        ("iam:PutUserPolicy", {"StringLike": {"iam:PermissionsBoundary": "*"}}),
        ("iam:PutUserPolicy", {"StringEqualsIfExists": {"iam:PermissionsBoundary": LIMITS}}),
        ("iam:PutRolePolicy", {"StringNotEquals": {"iam:PermissionsBoundary": LIMITS}}),
        ("iam:PutUserPermissionsBoundary", {"StringEquals": {"iam:PermissionsBoundary": ADMINISTRATOR}}),
        ("iam:CreateAccessKey", {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}),
        ("ssm:SendCommand", {"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}),
        ("ssm:SendCommand", {"ForAnyValue:StringLike": {"aws:ResourceOrgPaths": "o-abcdefghij/r-ab12/*"}}),
    ],
)
def test_a_condition_that_admits_what_matters_hides_no_path(name, conditions):
    assert [one[:4] for one in said(allow(name, **conditions))] == ["W506"]


@pytest.mark.parametrize(
    ("name", "conditions"),
    [
        ("iam:PutUserPolicy", {"StringEquals": {"iam:ResourceTag/team": "web"}}),
        ("iam:PutUserPolicy", {"Null": {"iam:PermissionsBoundary": "false"}}),
        ("iam:DeleteUserPermissionsBoundary", {"StringEquals": {"iam:PermissionsBoundary": LIMITS}}),
        ("ssm:SendCommand", {"StringEquals": {"ssm:resourceTag/team": "web"}}),
        ("ssm:SendCommand", {"StringLike": {"ssm:resourceTag/team": "*"}}),
        (
            "emr-containers:StartJobRun",
            {"ArnEquals": {"emr-containers:ExecutionRoleArn": "arn:aws:iam::1:role/it"}},
        ),
    ],
)
def test_a_condition_that_says_whom_makes_it_a_note(name, conditions):
    assert [one[:4] for one in said(allow(name, **conditions))] == ["N507"]


@pytest.mark.parametrize(
    ("name", "resource"),
    [
        ("ssm:ResumeSession", "arn:aws:ssm:*:*:session/${aws:username}-*"),
        ("ssm:ResumeSession", "arn:aws:ssm:*:*:session/${aws:userid}-*"),
        ("iam:CreateAccessKey", f"arn:aws:iam::{ACCOUNT}:user/${{aws:username}}"),
        (
            "iam:AttachRolePolicy",
            "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
        ),
        ("bedrock-agentcore:StartBrowserSession", "arn:aws:bedrock-agentcore:eu-west-1:aws:browser/*"),
    ],
)
def test_what_is_its_own_or_has_no_role_is_no_path(name, resource):
    assert said(allow(name, "bedrock-agentcore:ConnectBrowserAutomationStream", on=resource)) == []


def test_resources_that_are_named_are_named():
    queue, job = (
        f"arn:aws:batch:eu-west-1:{ACCOUNT}:{name}" for name in ("job-queue/it", "job-definition/it:*")
    )
    assert said(allow("batch:SubmitJob", on=[queue, job])) == [
        "N507 batch:SubmitJob: runs another command with the role of the job definition it:*"
    ]


def test_a_condition_that_admits_everything_leaves_other_risks_as_they_are():
    own = {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}
    every = {"StringLike": {"s3:prefix": "*"}}
    tagged = {"StringLike": {"aws:ResourceTag/team": "*"}}
    assert "W410" in [one.rule for one in findings(allow("secretsmanager:GetSecretValue", **own))]
    assert "W404" in [one.rule for one in findings(allow("sqs:DeleteQueue", **own))]
    assert "N405" in [one.rule for one in findings(allow("s3:ListBucket", **every))]
    assert "W410" not in [one.rule for one in findings(allow("secretsmanager:GetSecretValue", **tagged))]


QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
LAMBDA = passing("lambda.amazonaws.com")


@pytest.mark.parametrize(
    "statement",
    [
        allow("lambda:CreateFunction", "lambda:InvokeFunction", on=QUEUE),
        allow("lambda:CreateFunction", "lambda:InvokeFunction", StringEquals={"ecs:cluster": QUEUE}),
    ],
)
def test_what_a_statement_never_allows_is_part_of_no_path(statement):
    assert said(LAMBDA, statement) == []


def test_one_resource_of_the_action_is_enough():
    function = "arn:aws:lambda:eu-west-1:111122223333:function:it"
    needs = allow("lambda:CreateFunction", "lambda:InvokeFunction", on=[QUEUE, function])
    assert [one[:4] for one in said(LAMBDA, needs)] == ["W506"]


# AWS lists no types of resources for it, and may come to: E2xx speak of the ARN.
def test_an_action_without_resource_types_counts_on_any_resource():
    needs = allow("glue:CreateDevEndpoint", on=f"arn:aws:glue:eu-west-1:{ACCOUNT}:devEndpoint/it")
    assert [one[:4] for one in said(passing("glue.amazonaws.com"), needs)] == ["W506"]


def test_all_but_some_resources_hold_a_path():
    needs = {"Effect": "Allow", "Action": "iam:CreateAccessKey", "NotResource": QUEUE}
    assert [one[:4] for one in said(needs)] == ["W506"]


def test_names_of_several_actions_are_a_phrase():
    (found,) = said(allow("lambda:CreateFunction", "lambda:InvokeFunction", "lambda:AddPermission"), LAMBDA)
    assert found.startswith(
        "W506 iam:PassRole to lambda.amazonaws.com, lambda:CreateFunction and"
        " (lambda:InvokeFunction or lambda:AddPermission): "
    )
    needs = ("lambda:InvokeFunction", "lambda:AddPermission", "lambda:CreateFunctionUrlConfig")
    (found,) = said(allow("lambda:CreateFunction", *needs), LAMBDA)
    assert "lambda:CreateFunction and lambda:InvokeFunction (or 2 others)" in found


@pytest.mark.parametrize(
    ("name", "is_alone"),
    [
        ("iam:createaccesskey", True),
        ("sso-directory:addmembertogroup", True),
        # It needs a role to pass, or another action.
        ("glue:createdevendpoint", False),
        ("eks:createaccessentry", False),
        ("iam:passrole", False),
    ],
)
def test_an_action_that_is_a_path_by_itself(name, is_alone):
    assert (name in alone()) is is_alone


def paths(*statements, **changed):
    """The actions of each path of a policy, of whose statements something is ``changed``."""
    (document,) = documents({"Version": "2012-10-17", "Statement": list(statements)})
    made = document._replace(statements=tuple(one._replace(**changed) for one in document.statements))
    return [(found.actions, found.wide) for found in escalations([made])]


@pytest.mark.parametrize(
    ("passed", "found"),
    [("iam:PassRole", True), ("iam:Pass*", True), ("iam:*", False), ("iam:**", False)],
)
def test_iam_as_a_whole_passes_no_role_besides_what_it_gives_itself(passed, found):
    glue = (f"{PASSING} to glue.amazonaws.com, glue:CreateDevEndpoint", True)
    assert (glue in paths(allow(passed), allow("glue:CreateDevEndpoint"))) is found


def test_two_paths_that_share_an_action_are_both_reported():
    shared = ("bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:InvokeAgentRuntimeCommand")
    found = said(
        passing("bedrock-agentcore.amazonaws.com"), allow(*shared, "bedrock-agentcore:CreateHarness")
    )
    assert [one.rpartition(": ")[2] for one in found] == [
        "runs an agent with any role",
        "runs commands with any role",
    ]


def test_a_statement_that_is_bounded_hides_no_other():
    bounded = allow("iam:AttachUserPolicy", ArnEquals={"iam:PolicyARN": READ_ONLY})
    tagged = allow("iam:AttachUserPolicy", StringEquals={"iam:ResourceTag/team": "web"})
    assert [one[:4] for one in said(bounded, tagged)] == ["N507"]
    assert [one[:4] for one in said(bounded, tagged, allow("iam:AttachUserPolicy"))] == ["W506"]


@pytest.mark.parametrize(
    ("name", "kind", "names", "which"),
    [
        ("iam:CreatePolicyVersion", "policy", "a", "changes what the policy a grants"),
        ("iam:CreatePolicyVersion", "policy", "ab", "changes what the policies a and b grants"),
        ("iam:CreateAccessKey", "user", "aba", "creates access keys of the users a and b"),
        ("iam:UpdateSAMLProvider", "saml-provider", "a", "assumes the roles that trust the SAML provider a"),
    ],
)
def test_the_resources_of_a_path_are_named_by_kind(name, kind, names, which):
    (found,) = said(allow(name, on=[f"arn:aws:iam::{ACCOUNT}:{kind}/{one}" for one in names]))
    assert found == f"N507 {name}: {which}"


def test_conditions_that_a_file_leaves_open_may_bound_a_path():
    keys = allow("iam:CreateAccessKey")
    assert paths(keys) == [("iam:CreateAccessKey", True)]
    assert paths(keys, open=("${var.conditions}",)) == [("iam:CreateAccessKey", False)]


@pytest.mark.parametrize(
    ("parts", "policy"),
    [
        ((ADMINISTRATOR,), "AdministratorAccess"),
        (("arn:aws-cn:iam::aws:policy/Power*",), "PowerUserAccess"),
        (("*",), "AdministratorAccess"),
        ((READ_ONLY,), None),
        ((LIMITS,), None),
        (
            ("arn:", Unknown("${AWS::Partition}", PARTITION), ":iam::aws:policy/IAMFullAccess"),
            "IAMFullAccess",
        ),
        # Which policy a parameter or a variable names is not known.
        ((Unknown("${Policy}"),), None),
        (("arn:aws:iam::aws:policy/${aws:PrincipalTag/policy}",), None),
    ],
)
def test_a_policy_that_holds_nobody_to_anything(parts, policy):
    assert unbounded(Value(parts, Place("f"))) == policy


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ((f"arn:aws:iam::{ACCOUNT}:role/web/deploy",), "web/deploy"),
        ((f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:web:live",), "web:live"),
        ((f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:/aws/web",), "/aws/web"),
        (("arn:aws:s3:::bucket",), "bucket"),
        (("arn:aws:s3",), "arn:aws:s3"),
        (("a:b:c:d:e:f/g",), "a:b:c:d:e:f/g"),
        # A colon of an expression is no colon of the ARN.
        ((f"arn:aws:iam::{ACCOUNT}:role/", Unknown("${AWS::StackName}")), "${AWS::StackName}"),
        ((Unknown("${Role.Arn}"),), "${Role.Arn}"),
        (("arn:aws:iam::", Unknown("${AWS::AccountId}"), ":user/${aws:username}"), "${aws:username}"),
    ],
)
def test_a_resource_is_named_as_a_person_does(parts, name):
    assert name_of(Value(parts, Place("f"))) == name
