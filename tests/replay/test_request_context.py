"""The condition keys that a record holds: as the request had them, absent, or not known."""

import pytest

from emitter.replay.request_context import caller, caller_arns, enclosing, request, tagging
from emitter.replay.resource import CallPlace

PLACE = CallPlace("eu-west-1", "111122223333")
ECS = "arn:aws:ecs:eu-west-1:111122223333"
ROLE = "arn:aws:iam::111122223333:role/deploy"
SESSION = "arn:aws:sts::111122223333:assumed-role/deploy/it"
ASSUMED = {"type": "AssumedRole", "arn": SESSION, "sessionContext": {"sessionIssuer": {"arn": ROLE}}}


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ({}, {"aws:requestedregion": ("eu-west-1",), "aws:sourceip": None, "aws:securetransport": None}),
        ({"userIdentity": ASSUMED}, {"aws:principalarn": (ROLE,), "aws:principaltype": ("AssumedRole",)}),
        # A session has no user name, and a user has one.
        ({"userIdentity": {**ASSUMED, "userName": "x"}}, {"aws:username": ()}),
        (
            {"userIdentity": {"type": "IAMUser", "userName": "ann", "arn": "arn:u", "accountId": "1"}},
            {"aws:username": ("ann",), "aws:principalarn": ("arn:u",), "aws:principalaccount": ("1",)},
        ),
        ({"userIdentity": {"type": "Unheard"}}, {"aws:principaltype": None}),
        # A host name is no address.
        ({"sourceIPAddress": "198.51.100.7"}, {"aws:sourceip": ("198.51.100.7",)}),
        ({"sourceIPAddress": "2001:db8::1"}, {"aws:sourceip": ("2001:db8::1",)}),
        ({"sourceIPAddress": "cloudformation.amazonaws.com"}, {"aws:sourceip": None}),
        ({"tlsDetails": {"tlsVersion": "TLSv1.3"}}, {"aws:securetransport": ("true",)}),
        # Through nothing, through a service, and through one that is not named.
        ({}, {"aws:calledvia": (), "aws:viaawsservice": ("false",)}),
        (
            {"userIdentity": {"invokedBy": "cloudformation.amazonaws.com"}},
            {"aws:calledvia": ("cloudformation.amazonaws.com",), "aws:viaawsservice": ("true",)},
        ),
        (
            {"userIdentity": {"invokedBy": "AWS Internal"}},
            {"aws:calledvia": None, "aws:viaawsservice": None},
        ),
        (
            {"userIdentity": {"sessionContext": {"attributes": {"mfaAuthenticated": "true"}}}},
            {"aws:multifactorauthpresent": ("true",)},
        ),
        ({"userIdentity": "none", "eventTime": 5}, {"aws:principalarn": None, "aws:currenttime": None}),
    ],
)
def test_the_keys_of_who_called(record, keys):
    found = caller(record, PLACE)
    assert {key: found.get(key) for key in keys} == keys


@pytest.mark.parametrize(
    ("who", "arns"),
    [(ASSUMED, (ROLE, SESSION)), ({"arn": "arn:u"}, ("arn:u",)), ({"arn": ""}, ()), ({"arn": 1}, ())],
)
def test_the_role_of_a_session_names_its_caller_first(who, arns):
    assert caller_arns(who) == arns


@pytest.mark.parametrize(
    ("action", "resource", "asked", "keys"),
    [
        (
            "iam:CreateRole",
            None,
            {"rolename": ("a",)},
            {"iam:permissionsboundary": (), "iam:createaction": ()},
        ),
        (
            "iam:CreateRole",
            None,
            {"permissionsboundary": ("arn:b",)},
            {"iam:permissionsboundary": ("arn:b",)},
        ),
        ("iam:CreateRole", None, {}, {"iam:permissionsboundary": None}),
        ("iam:AttachRolePolicy", None, {"policyarn": ("arn:p",)}, {"iam:policyarn": ("arn:p",)}),
        (
            "iam:CreateServiceLinkedRole",
            "arn:aws:iam::1:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
            {},
            {"iam:awsservicename": ("ecs.amazonaws.com",)},
        ),
        ("iam:GetRole", ROLE, {}, {"iam:awsservicename": None}),
        ("s3:ListBucket", None, {"prefix": ("a/", "b")}, {"s3:prefix": ("a/",), "s3:delimiter": None}),
        ("ec2:RunInstances", None, {}, {"ec2:region": ("eu-west-1",)}),
        ("kms:Decrypt", None, {}, {"kms:viaservice": None}),
        (
            "ecs:UpdateService",
            f"{ECS}:service/prod/web",
            {"cluster": ("prod",), "service": ("web",)},
            {"ecs:cluster": (f"{ECS}:cluster/prod",)},
        ),
        # Without a cluster it is the default one.
        (
            "ecs:UpdateService",
            f"{ECS}:service/default/web",
            {"service": ("web",)},
            {"ecs:cluster": (f"{ECS}:cluster/default",)},
        ),
        (
            "ecs:UpdateService",
            f"{ECS}:service/x/web",
            {"cluster": (f"{ECS}:cluster/x",)},
            {"ecs:cluster": (f"{ECS}:cluster/x",)},
        ),
        ("ecs:UpdateService", f"{ECS}:service/x/web", {}, {"ecs:cluster": None}),
    ],
)
def test_the_keys_of_what_was_asked(action, resource, asked, keys):
    found = request(action, resource, asked, PLACE, None)
    assert {key: found.get(key) for key in keys} == keys


def test_a_key_of_kms_is_used_through_a_service():
    found = request("kms:Decrypt", None, {}, PLACE, "secretsmanager.amazonaws.com")
    assert found["kms:viaservice"] == ("secretsmanager.eu-west-1.amazonaws.com",)


@pytest.mark.parametrize(
    ("source", "event", "key"),
    [
        (
            "dynamodb.amazonaws.com",
            "TransactWriteItems",
            {"dynamodb:enclosingoperation": ("TransactWriteItems",)},
        ),
        ("dynamodb.amazonaws.com", "PutItem", {"dynamodb:enclosingoperation": ()}),
        ("s3.amazonaws.com", "PutObject", {}),
    ],
)
def test_items_are_part_of_a_transaction_or_of_none(source, event, key):
    assert enclosing(source, event) == key


def test_the_tags_of_a_request_are_keys():
    assert tagging(None) == {}
    assert tagging({}) == {"aws:tagkeys": ()}
    assert tagging({"Team": "web"}) == {"aws:requesttag/team": ("web",), "aws:tagkeys": ("Team",)}
