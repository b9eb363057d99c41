"""The fingerprint changes with access, and with nothing else."""

import json

import pytest

from emitter.errors import FormatError
from emitter.review.fingerprint import META, compared, signed_before, together
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


EXCLUDING = statement(
    Sid=None,
    Action=None,
    NotAction=["ecs:RunTask", "ecs:StopTask"],
    Resource=None,
    NotResource=["arn:aws:s3:::a", "arn:aws:s3:::b"],
    Condition={"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:username": "a"}},
)


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"NotAction": ["ecs:stoptask", "ECS:RunTask"]}, True),
        ({"NotResource": ["arn:aws:s3:::b", "arn:aws:s3:::a"]}, True),
        (
            {"Condition": {"StringEquals": {"aws:username": "a"}, "Bool": {"aws:SecureTransport": "true"}}},
            True,
        ),
        ({"NotAction": ["ecs:RunTask"]}, False),
        ({"NotResource": ["arn:aws:s3:::a"]}, False),
        # Case counts in the name of a resource.
        ({"NotResource": ["arn:aws:s3:::A", "arn:aws:s3:::b"]}, False),
    ],
)
def test_the_order_of_what_is_excluded_does_not_count(changed, same):
    assert (print_of({**EXCLUDING, **changed}) == print_of(EXCLUDING)) is same


def test_the_order_of_principals_and_of_policies_does_not_count():
    one, other = {"Service": ["a.amazonaws.com", "b.amazonaws.com"]}, {"AWS": "*"}
    trusts = [
        template(trusting(principal), "AWS::IAM::Role", ManagedPolicyArns=arns)
        for principal, arns in (
            ({**one, **other}, ["arn:a", "arn:b"]),
            ({**other, "Service": ["b.amazonaws.com", "a.amazonaws.com"]}, ["arn:b", "arn:a"]),
        )
    ]
    first, second = (reviewed(text).identities[0].fingerprint for text in trusts)
    assert first == second
    assert together([("a", first), ("b", "x")]) == together([("b", "x"), ("a", first)])
    assert together([("a", first)]) != together([("b", first)])


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


def test_only_the_metadata_of_a_page_is_read():
    one, two = "1" * 64, "2" * 64
    page = (
        f"<meta name='{META}' content='sha256:{one}'><meta name='{META}' content='a b: Role sha256:{two}'>"
        f"<meta name='other' content='x sha256:{two}'><meta name='{META}'>"
        f"<p name='{META}' content='y sha256:{two}'>"
    )
    assert signed_before(page, "x.html") == {"": one, "a b: Role": two}


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
