"""Statements of a page: levels, the gravest risk of each action, and principals."""

import pytest

from emitter.diff.identities import IdentityKey
from emitter.review.statements import phrase, policy
from tests.support.policy_documents import allow, deny, documents

SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/a/b"


def view(given):
    (document,) = documents(given)
    (found,) = policy(document, IdentityKey("role", "It"), {}).statements
    return found


@pytest.mark.parametrize(
    ("given", "levels", "risk", "wide_read"),
    [
        (allow(Action="*"), ("every level",), "every action", False),
        (allow(NotAction="s3:*"), ("List", "Read", "Write", "Tagging"), "every action", False),
        (allow(Action="iam:*"), ("every level",), "permissions management", False),
        (allow(Action="ecs:NoSuchAction"), ("unknown",), "unknown action", False),
        (
            allow(Action="iam:PutRolePolicy", Resource="arn:aws:iam::1:role/a"),
            None,
            "permissions management",
            False,
        ),
        (allow(Action="iam:PassRole", Resource="arn:aws:iam::1:role/a"), ("Write",), "passes roles", False),
        (
            allow(Action="sts:AssumeRole", Resource="arn:aws:iam::1:role/a"),
            ("Write",),
            "returns credentials",
            False,
        ),
        (allow(Action="s3:GetObject"), ("Read",), "reads data of any resource", True),
        (allow(Action="s3:GetObject", Resource="arn:aws:s3:::b/*"), ("Read",), "", False),
        (allow(Action="ecs:UpdateService"), ("Write",), "writes on any resource", False),
        (allow(Action="ecs:UpdateService", NotResource=SERVICE), ("Write",), "writes on any resource", False),
        (allow(Action="ecs:UpdateService", Resource=SERVICE), ("Write",), "", False),
        (allow(Action="ecs:DescribeServices"), ("Read",), "", True),
        (allow(Action="ecs:DescribeServices", Resource=SERVICE), ("Read",), "", False),
        (allow(Action="ec2:DescribeVpcs"), ("List",), "", True),
        # Of a pattern, what the resources can be of counts.
        (allow(Action="s3:*", Resource="arn:aws:s3:::b/*"), None, "permissions management", False),
        (allow(Action="ecs:*Service", Resource=SERVICE), None, "", False),
        (deny(Action="*"), ("every level",), "", False),
        (deny(Action="ecs:UpdateService"), ("Write",), "", False),
    ],
)
def test_an_action_has_levels_and_a_risk(given, levels, risk, wide_read):
    (found, *_) = view(given).permissions
    assert found.risk == risk
    assert found.wide_read is wide_read
    if levels is not None and "NotAction" not in given["Statement"][0]:
        assert found.levels == levels


@pytest.mark.parametrize(
    ("elements", "principals"),
    [
        ({"Principal": "*"}, ("* *",)),
        ({"Principal": {"AWS": ["1", "2"], "Service": "a"}}, ("AWS 1", "AWS 2", "Service a")),
        ({"NotPrincipal": {"AWS": "1"}}, ("everyone except AWS 1",)),
        ({}, ()),
    ],
)
def test_the_principals_of_a_statement(elements, principals):
    assert view(allow(**elements)).principals == principals


@pytest.mark.parametrize(
    ("elements", "any_resource"),
    [
        ({"Resource": "*"}, True),
        ({"Resource": [SERVICE, "*"]}, True),
        ({"NotResource": SERVICE}, True),
        ({"Resource": SERVICE}, False),
    ],
)
def test_a_statement_that_names_no_resource(elements, any_resource):
    assert view(allow(**elements)).any_resource is any_resource


def test_conditions_and_what_is_open_are_phrases():
    (document,) = documents(allow(Condition={"StringEquals": {"aws:SourceAccount": ["1", "2"]}}))
    (statement,) = document.statements
    assert phrase(statement.conditions[0]) == "aws:SourceAccount StringEquals 1, 2"
    open_ = document._replace(statements=(statement._replace(open=("${var.c}",)),))
    (found,) = policy(open_, IdentityKey("role", "It"), {}).statements
    assert found.conditions == ("aws:SourceAccount StringEquals 1, 2", "open in the file: ${var.c}")


@pytest.mark.parametrize(
    ("attachment", "sort", "quota"),
    [
        ("managed", "role", 6_144),
        ("inline", "role", 10_240),
        ("inline", "user", 2_048),
        ("inline", "group", 5_120),
        ("inline", "", 0),
        ("none", "role", 0),
    ],
)
def test_the_quota_of_a_policy(attachment, sort, quota):
    (document,) = documents(allow())
    found = policy(document._replace(attachment=attachment), IdentityKey(sort, "a.It"), {})
    assert (found.name, found.quota) == ("It", quota)
