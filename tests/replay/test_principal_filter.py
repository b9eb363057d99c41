"""Calls of one principal among those of many."""

import pytest

from emitter.replay.call import Call, Skipped, Where
from emitter.replay.principal_filter import Chosen, names

OWN = "111122223333"
ROLE, DEEP = f"arn:aws:iam::{OWN}:role/deploy", f"arn:aws:iam::{OWN}:role/teams/deploy"
ANY_SESSION = f"arn:aws:sts::{OWN}:assumed-role/deploy"
SESSION = f"{ANY_SESSION}/nightly"
USER = f"arn:aws:iam::{OWN}:user/teams/ann"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((ROLE,), (ROLE, ANY_SESSION)),
        # A name is unique in an account whatever its path is.
        ((DEEP,), (DEEP, ROLE, ANY_SESSION)),
        ((SESSION,), (SESSION, ROLE, ANY_SESSION)),
        ((DEEP, SESSION), (DEEP, SESSION, ROLE, ANY_SESSION)),
        ((USER,), (USER, f"arn:aws:iam::{OWN}:user/ann")),
        ((f"arn:aws:iam::{OWN}:root",), (f"arn:aws:iam::{OWN}:root",)),
        ((), ()),
    ],
)
def test_the_arns_by_which_one_is_named(given, found):
    assert names(*given) == found


WHERE = Where("f", 1, 0)
CALLS = [Call(WHERE, (), who) for who in ((DEEP, SESSION), (USER,), ())]
NOTE = Skipped(WHERE, "it is no call")


@pytest.mark.parametrize(
    ("principal", "stay"),
    [
        (None, [0, 1, 2]),
        (ROLE, [0, 2]),
        (DEEP, [0, 2]),
        (ANY_SESSION, [0, 2]),
        (USER, [1, 2]),
        ("*/ann", [1, 2]),
        ("*", [0, 1, 2]),
        (f"{ROLE}er", [2]),
    ],
)
def test_the_calls_of_one_principal(principal, stay):
    chosen = Chosen([*CALLS, NOTE], principal)
    assert list(chosen) == [*(CALLS[number] for number in stay), NOTE]
    # Who does not say whose call it is stays, and what is no call is no call.
    assert (chosen.matched, chosen.left_out) == (len(stay), 3 - len(stay))
    assert list(chosen.others) == [CALLS[n].who[0] for n in range(3) if n not in stay]
