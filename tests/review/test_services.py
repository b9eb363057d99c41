"""Permissions by service: the gravest first, and none lost."""

import json

import pytest

from emitter import emit
from emitter.catalogue.targets import names
from emitter.review.services import EVERY_SERVICE, by_service
from tests.support.linting import one, plain, policy, statement, trusting
from tests.support.review_page import reviewed

ECS = "arn:aws:ecs:eu-west-1:111122223333:service/prod/web"


def services(text, **given):
    """The services of the one identity in ``text``."""
    (view,) = reviewed(text, **given).identities
    return by_service(view.policies, view.reach)


def risks(**elements):
    """The risks of a policy with one statement, by service."""
    return {one.name: [risk for risk, _ in one.risks] for one in services(one(**elements)) if one.actions}


@pytest.mark.parametrize(
    ("action", "resource", "risk"),
    [
        ("iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/x", ["permissions management"]),
        ("s3:PutBucketPolicy", "arn:aws:s3:::b", ["permissions management"]),
        ("iam:PassRole", "arn:aws:iam::111122223333:role/x", ["passes roles"]),
        ("ecs:DeleteService", "*", ["writes on any resource"]),
        ("ecs:DeleteService", "arn:aws:ecs:*:*:service/*", ["writes on any resource"]),
        ("ecs:DeregisterTaskDefinition", "*", ["writes on any resource"]),
        ("ecs:TagResource", "*", ["writes on any resource"]),
        ("ecs:DeleteService", ECS, []),
        ("ecs:DescribeServices", "*", []),
        # AWS lists it as management of permissions, and it reads them.
        ("s3:GetBucketPolicy", "*", []),
        ("secretsmanager:GetSecretValue", "*", ["reads data of any resource"]),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:111122223333:secret:a-*", []),
        ("sts:AssumeRole", "arn:aws:iam::111122223333:role/x", ["returns credentials"]),
        ("ecs:*", ECS, []),
        ("ecs:*", "*", ["permissions management"]),
        ("ecs:NoSuchAction", ECS, ["unknown action"]),
    ],
)
def test_the_risk_of_an_action(action, resource, risk):
    assert risks(Action=action, Resource=resource) == {action.partition(":")[0]: risk}


@pytest.mark.parametrize(
    "elements",
    [{"Action": "*", "Resource": "*"}, {"Action": None, "NotAction": ["s3:*", "iam:*"], "Resource": "*"}],
)
def test_every_action_is_of_every_service(elements):
    assert risks(**elements) == {EVERY_SERVICE: ["every action"]}


def test_a_deny_has_no_risk_and_comes_last():
    text = plain(
        statement(Action="s3:PutBucketPolicy", Effect="Deny", Resource="*"),
        statement(Action="s3:GetObject", Resource="arn:aws:s3:::b/*"),
    )
    (found,) = services(text)
    assert (found.risks, found.denies) == ((), 1)
    assert [scope.terms.effect for scope in found.scopes] == ["Allow", "Deny"]


def test_a_permissions_boundary_limits_and_has_no_risk():
    own = {"PolicyName": "own", "PolicyDocument": policy(statement())}
    limits = {"PolicyDocument": policy(statement(Action="*", Resource="*"))}
    role = {
        "AssumeRolePolicyDocument": trusting(),
        "PermissionsBoundary": {"Ref": "Limits"},
        "Policies": [own],
    }
    resources = {
        "Limits": {"Type": "AWS::IAM::ManagedPolicy", "Properties": limits},
        "It": {"Type": "AWS::IAM::Role", "Properties": role},
    }
    (view,) = reviewed(json.dumps({"Resources": resources})).identities
    (boundary,) = [one for one in view.policies if one.kind == "boundary"]
    (found,) = by_service([boundary], ())
    assert (found.name, found.risks) == (EVERY_SERVICE, ())


def test_services_scopes_and_rows_begin_with_the_gravest():
    text = plain(
        statement(Action=["ecs:DescribeServices", "ecs:TagResource", "ecs:UpdateService"], Resource=ECS),
        statement(Action=["ecs:DeleteCluster"], Resource="*"),
        statement(Action="iam:PassRole", Resource="arn:aws:iam::111122223333:role/x"),
        statement(Action="iam:PutRolePolicy", Resource="arn:aws:iam::111122223333:role/x"),
        statement(Action="sqs:SendMessage", Resource="arn:aws:sqs:eu-west-1:111122223333:q"),
    )
    found = services(text)
    assert [one.name for one in found] == ["iam", "ecs", "sqs"]
    assert [row.actions for one in found[1].scopes for row in one.rows] == [
        ("ecs:DeleteCluster",),
        ("ecs:UpdateService",),
        ("ecs:TagResource",),
        ("ecs:DescribeServices",),
    ]


def test_reads_of_any_resource_are_folded_and_reads_of_data_are_not():
    text = plain(
        statement(Sid="A", Action=["ssm:DescribeParameters", "ssm:GetParameter"], Resource="*"),
        statement(Sid="B", Action="ssm:ListDocuments", Resource="*"),
    )
    (found,) = services(text)
    assert [row.actions for one in found.scopes for row in one.rows] == [("ssm:GetParameter",)]
    assert [one.statements for one in found.scopes] == [(("policy", "A"),)]
    (reads,) = found.reads
    # Two statements with the same terms stand together, and alike permissions in one row.
    assert reads.statements == (("policy", "A"), ("policy", "B"))
    assert [row.actions for row in reads.rows] == [("ssm:DescribeParameters", "ssm:ListDocuments")]


def test_a_statement_with_another_condition_stands_apart():
    narrow = {"Condition": {"Bool": {"aws:SecureTransport": "true"}}}
    (found,) = services(plain(statement(), statement(**narrow)))
    assert len(found.scopes) == 2


def test_a_statement_without_actions_is_shown():
    (found,) = services(one(Action=[]))
    assert [row.actions for one in found.scopes for row in one.rows] == [("(no action)",)]


@pytest.mark.parametrize("target", names())
def test_nothing_is_lost(target):
    (view, *_) = reviewed(emit(target).text, name="made.yaml").identities
    written = [
        (permission.action, said.resources, said.conditions)
        for policy in view.policies
        for said in policy.statements
        for permission in said.permissions
    ]
    shown = [
        (action, scope.terms.resources, scope.terms.conditions)
        for service in by_service(view.policies, view.reach)
        for scope in (*service.scopes, *service.reads)
        for row in scope.rows
        for action in row.actions
    ]
    assert sorted(shown) == sorted(set(written))
