"""The cases are ones that emit can judge, and are made small without becoming another; needs no simulator."""

from tests.oracle.answers import ours
from tests.oracle.cases import Case, case
from tests.oracle.shrink import kind, smallest

_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["*"], "NotResource": ["arn:aws:s3:::a"]},
        {
            "Effect": "Deny",
            "Action": ["s3:PutObject", "s3:GetObject"],
            "Resource": ["*"],
            "Condition": {"ForAnyValue:StringLikeIfExists": {"AWS:CalledVia": ["a", "b"]}},
        },
    ],
}


def test_emit_judges_every_case_the_same_each_time():
    found = [ours(case(number)) for number in range(100)]
    assert found == [ours(case(number)) for number in range(100)]
    assert {"allowed", "explicitly-denied", "implicitly-denied"} <= set(found)


def test_a_case_is_made_small_while_it_differs():
    asked = Case("p", "s3:GetObject", "arn:aws:s3:::b/k", {"aws:CalledVia": ["a"], "aws:x": ["1"]}, [_POLICY])
    small = smallest(asked, lambda one: ours(one) == "explicitly-denied")
    assert small.policies[0]["Statement"] == [{"Effect": "Deny", "Action": ["*"], "Resource": ["*"]}]
    assert (small.context, kind(small)) == ({}, "Deny")
