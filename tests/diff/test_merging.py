"""What several changes have in common is printed once."""

import pytest

from emitter.diff.change import Change
from emitter.diff.merging import merged
from emitter.diff.report import text
from tests.support.differences import difference

A, B, C = "arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:s3:::c"
TAG, ORG = "aws:ResourceTag/a StringEquals b", "aws:PrincipalOrgID StringEquals o-1"


def change(old=(), new=(), sort="added", **given):
    return Change(sort, "permission", "Allow", ("s3:GetObject",), old, new, **given)


@pytest.mark.parametrize(
    ("changes", "sides"),
    [
        ([change(new=(A,)), change(new=(B,))], [((), (A, B))]),
        ([change(old=(A,), sort="removed"), change(old=(B,), sort="removed")], [((A, B), ())]),
        ([change((A,), (A,), "widened"), change((B,), (B,), "widened")], [((A, B), (A, B))]),
        ([change(new=(A,)), change(new=(A, B))], [((), (A, B))]),
        # From one resource to another: which became which would be lost.
        ([change((A,), (C,), "widened"), change((B,), (C,), "widened")], [((A,), (C,)), ((B,), (C,))]),
        ([change(new=(A,)), change(new=(B,), conditions_new=(TAG,))], [((), (A,)), ((), (B,))]),
        ([change(new=(A,)), change(new=(B,), sort="widened")], [((), (A,)), ((), (B,))]),
        ([change((A,), (A,), "changed"), change((B,), (), "changed")], [((A,), (A,)), ((B,), ())]),
        (
            [change((A,), (A,), instead=("s3:Get*",)), change((B,), (B,), instead=("s3:Get*",))],
            [((A,), (A,)), ((B,), (B,))],
        ),
    ],
)
def test_changes_that_differ_in_resources_alone_are_one(changes, sides):
    assert [(one.old, one.new) for one in merged(changes)] == sides


def test_changes_without_actions_stay_apart():
    some = [Change("added", "policy", "Allow", (), (), (name,)) for name in (A, B)]
    assert merged(some) == tuple(some)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ((TAG, ORG), (TAG,), f"if {TAG}; before also if {ORG}"),
        ((TAG,), (TAG, ORG), f"if {TAG}; now also if {ORG}"),
        ((TAG, "a"), (TAG, "b"), f"if {TAG}; now if b; before if a"),
        ((), (TAG,), f"if {TAG}; before without a condition"),
        ((TAG,), (ORG,), f"if {ORG}; before if {TAG}"),
        ((TAG,), (), f"without a condition; before if {TAG}"),
        ((TAG,), (TAG,), f"if {TAG}"),
    ],
)
def test_conditions_of_both_sides_are_printed_once(before, now, said):
    one = change((A,), (A,), "changed", conditions_old=before, conditions_new=now)
    lines = text([("role.yaml", difference("Role", one))], ()).splitlines()
    assert lines[1] == f"  changed: s3:GetObject on {A}, {said}"


def test_the_counts_are_of_the_lines():
    lines = text([("x", difference("Role", change(new=(A,)), change(new=(B,))))], ()).splitlines()
    assert lines[1:] == [f"  added: s3:GetObject on {A} and {B}", "", "1 added"]
