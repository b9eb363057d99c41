"""Which actions, resources and principals contain others."""

import pytest

from emitter.diff.containment import (
    action_covers,
    complete,
    disjoint,
    field_covers,
    principal_covers,
    text_covers,
)

OWN = "111122223333"
ROLE = f"arn:aws:iam::{OWN}:role/deploy"
SESSION = f"arn:aws:sts::{OWN}:assumed-role/deploy/nightly"


def test_case_counts_but_in_actions():
    assert action_covers("S3:Get*", "s3:getobject")
    assert not text_covers("S3:Get*", "s3:getobject")
    assert text_covers("s3:get*", "s3:getobject")


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ("arn:aws:s3:::*", "arn:aws:s3:::a/b:c", True),
        ("arn:aws:s3:*:a", "arn:aws:s3:::a", False),
        ("*", "{Arn}", True),
        ("{Arn}", "{Arn}", True),
        ("{Arn}/*", "{Arn}/a:b", True),
        ("{Arn}", "{Other}", False),
        ("arn:aws:s3:::*", "{Arn}", False),
        ("{Arn}", "arn:aws:s3:::a", False),
    ],
)
def test_arns_field_by_field(wide, narrow, covered):
    assert field_covers(wide, narrow) is covered


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ("*", ROLE, True),
        (ROLE, ROLE, True),
        (ROLE, f"{ROLE}er", False),
        # An account contains all that is in it, in either form.
        (OWN, ROLE, True),
        (OWN, f"arn:aws:iam::{OWN}:root", True),
        (f"arn:aws:iam::{OWN}:root", OWN, True),
        (f"arn:aws:iam::{OWN}:root", SESSION, True),
        ("{account}", "arn:aws:iam::{account}:user/ann", True),
        ("{account}", ROLE, False),
        (OWN, "arn:aws:iam::444455556666:role/deploy", False),
        (OWN, f"arn:aws:s3:eu-west-1:{OWN}:x", False),
        (f"arn:aws:iam::{OWN}:user/root", f"arn:aws:iam::{OWN}:user/ann", False),
        (f"arn:aws:s3::{OWN}:root", ROLE, False),
        # A role contains its sessions, whatever its path.
        (ROLE, SESSION, True),
        (f"arn:aws:iam::{OWN}:role/teams/a/deploy", SESSION, True),
        (f"arn:aws:iam::{OWN}:role/deploy/teams", SESSION, False),
        ("arn:aws:iam::444455556666:role/deploy", SESSION, False),
        (f"arn:aws-cn:iam::{OWN}:role/deploy", SESSION, False),
        (f"arn:aws:iam::{OWN}:user/deploy", SESSION, False),
        (SESSION, ROLE, False),
        (ROLE, "ecs-tasks.amazonaws.com", False),
    ],
)
def test_principals(wide, narrow, covered):
    assert principal_covers(wide, narrow) is covered


@pytest.mark.parametrize(
    ("one", "other", "fold", "apart"),
    [
        ("arn:aws:s3:::a*", "arn:aws:s3:::b*", False, True),
        ("arn:aws:s3:::a*", "arn:aws:s3:::ab", False, False),
        ("arn:aws:s3:::{Name}b", "arn:aws:s3:::{Name}c", False, False),
        ("s3:?et", "s3:Put", True, False),
        ("${aws:username}", "a", False, False),
        ("s3:Get*", "S3:get*", True, False),
        ("s3:Get*", "S3:get*", False, True),
        ("s3:Get*", "S3:Put*", True, True),
        ("a", "ab", False, False),
    ],
)
def test_texts_that_begin_in_another_way_have_nothing_in_common(one, other, fold, apart):
    assert disjoint(one, other, fold=fold) is apart
    assert disjoint(other, one, fold=fold) is apart


@pytest.mark.parametrize(
    ("arn", "whole"),
    [
        ("arn:aws:s3:::a", "arn:aws:s3:::a"),
        ("arn:aws:logs:*:*:log-group:a", "arn:aws:logs:*:*:log-group:a"),
        ("arn:aws:s3:*", "arn:aws:s3:*:*:*"),
        ("arn:aws:sqs", "arn:aws:sqs:*:*:*"),
        ("arn:*", "arn:*:*:*:*:*"),
        # A slash stands in the last field alone, so that the star before it is several.
        ("arn:aws:ecs:*:cluster/*", "arn:aws:ecs:*:*:cluster/*"),
        ("arn:aws:ecs:*:*/a", "arn:aws:ecs:*:*:*/a"),
        # It could be either star.
        ("arn:*:ecs:*:a", "arn:*:ecs:*:a"),
        ("*", "*"),
        ("a:b*", "a:b*"),
    ],
)
def test_an_arn_that_ends_early_has_all_its_fields(arn, whole):
    assert complete(arn) == whole
