"""The fingerprint changes with access, and with nothing else."""

import json

import pytest

from emitter.errors import FormatError
from emitter.review.fingerprint import compared, signed_before
from tests.support.linting import plain, policy, statement, template, terraform, trusting
from tests.support.review_page import printed, reviewed

BASE = statement(
    Sid="One",
    Action=["ecs:DescribeServices", "ecs:UpdateService"],
    Condition={"StringEquals": {"aws:PrincipalTag/team": ["a", "b"]}},
)
SECOND = statement(Sid="Two", Action="s3:GetObject", Resource="arn:aws:s3:::b/*")


def print_of(*statements):
    (one,) = reviewed(plain(*statements)).identities
    return one.fingerprint


@pytest.mark.parametrize(
    "same",
    [
        (SECOND, BASE),
        ({**BASE, "Sid": "Other"}, SECOND),
        ({**BASE, "Action": list(reversed(BASE["Action"]))}, SECOND),
        ({**BASE, "Action": [name.lower() for name in BASE["Action"]]}, SECOND),
        ({**BASE, "Condition": {"stringequals": {"AWS:PrincipalTag/team": ["b", "a"]}}}, SECOND),
    ],
)
def test_order_names_and_case_do_not_count(same):
    assert print_of(*same) == print_of(BASE, SECOND)


@pytest.mark.parametrize(
    "other",
    [
        (BASE,),
        ({**BASE, "Effect": "Deny"}, SECOND),
        ({**BASE, "Action": BASE["Action"][:1]}, SECOND),
        ({**BASE, "Resource": "*"}, SECOND),
        ({**BASE, "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["a"]}}}, SECOND),
        ({**BASE, "Condition": {"StringLike": {"aws:PrincipalTag/team": ["a", "b"]}}}, SECOND),
        ({**BASE, "Condition": {"StringEquals": {"aws:PrincipalTag/Team2": ["a", "b"]}}}, SECOND),
        ({key: value for key, value in BASE.items() if key != "Condition"}, SECOND),
    ],
)
def test_access_counts(other):
    assert print_of(*other) != print_of(BASE, SECOND)


def test_trust_and_what_is_attached_count():
    def role(**properties):
        text = template(trusting(), "AWS::IAM::Role", **properties)
        return reviewed(text).identities[0].fingerprint

    prints = {
        role(),
        role(PermissionsBoundary="arn:aws:iam::111122223333:policy/limits"),
        role(ManagedPolicyArns=["arn:aws:iam::aws:policy/ReadOnlyAccess"]),
        reviewed(template(trusting({"AWS": "*"}), "AWS::IAM::Role")).identities[0].fingerprint,
    }
    assert len(prints) == 4


def test_a_page_carries_what_a_later_one_is_held_against():
    first = printed(plain(BASE), name="a.json")
    signed = signed_before(first, "review.html")
    assert reviewed(plain(BASE), name="a.json", signed=signed).signed == "same"
    later = reviewed(plain(SECOND), name="a.json", signed=signed)
    assert (later.signed, [one.signed for one in later.identities]) == ("changed", ["changed"])
    other = reviewed(plain(BASE), name="b.json", signed=signed)
    assert [one.signed for one in other.identities] == ["new"]


def test_what_has_no_fingerprint_is_no_page():
    with pytest.raises(FormatError, match="has no fingerprint"):
        signed_before("<html><meta name='emit-fingerprint' content='sha256:12'></html>", "x.html")


def test_nothing_signed_says_nothing():
    assert compared("a", "1", None) == ""


def test_both_formats_of_one_policy_have_one_fingerprint():
    made = policy(statement(), Version="2012-10-17")
    prints = {
        reviewed(text, name=name).identities[0].fingerprint
        for text, name in (
            (template(made), "a.json"),
            (terraform(), "a.tf.json"),
            (json.dumps(made), "p.json"),
        )
    }
    assert len(prints) == 1
