"""What a change gives, next to the evaluation of both sides: nothing new is allowed unannounced."""

import json
from random import Random

import pytest

from emitter.diff.change import WIDENING
from emitter.diff.changes import compare
from emitter.evaluate import compile_policies
from tests.support.access_pairs import pair, request
from tests.support.diff_policies import read_policies
from tests.support.policy_documents import documents

_PAIRS = range(400)
_DENIED = ("explicitly-denied", "implicitly-denied")


def _unannounced(number):
    """Return a request that the second policy of pair ``number`` allows anew, where no change says so."""
    random = Random(number)
    old, new = pair(random)
    before, after = (compile_policies(documents(one)) for one in (old, new))
    asked = (request(random) for _ in range(40))
    newly = next(
        (o for o in asked if before.decide(o).verdict in _DENIED and after.decide(o).verdict == "allowed"),
        None,
    )
    if newly is None:
        return None, False
    compared = compare(*(read_policies(json.dumps(one), "policy.json") for one in (old, new)))
    widens = any(change.sort in WIDENING for one in compared for change in one.changes)
    return (None, True) if widens else ((old, new, newly), True)


def test_a_variable_in_what_is_left_out_may_be_any_text():
    """``NotResource`` with ``${aws:username}`` leaves out ``toys/ann/a`` for one user."""
    every = {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::toys/${aws:username}/*"}
    more = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::toys/ann/a"}
    old, new = (
        read_policies(json.dumps({"Version": "2012-10-17", "Statement": one}), "policy.json")
        for one in ([every], [every, more])
    )
    assert [c.sort for one in compare(old, new) for c in one.changes] == ["added"]


@pytest.mark.no_cover
def test_nothing_is_newly_allowed_by_a_change_that_does_not_widen():
    found = [_unannounced(number) for number in _PAIRS]
    assert [case for case, _ in found if case] == []
    # Most pairs would prove nothing where nothing was allowed anew.
    assert sum(new for _, new in found) > len(_PAIRS) / 5
