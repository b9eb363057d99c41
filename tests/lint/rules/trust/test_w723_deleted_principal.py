"""W723: principals that were deleted."""

import pytest

from emitter.lint.rules.trust.w723_deleted_principal import RULE
from tests.support.linting import finds, one, table
from tests.support.trust_policies import ROLE, document, role, rules


@table(
    found=[
        ("names AIDAEXAMPLE1234567890, the id of a deleted user", role({"AWS": "AIDAEXAMPLE1234567890"})),
        ("the id of a deleted role", document(({"AWS": ["111122223333", "AROAEXAMPLE1234567890"]}, ROLE))),
        (
            "the id of a deleted role",
            one(
                Principal={"AWS": "AROAEXAMPLE1234567890"},
                Action="s3:GetObject",
                Resource="arn:aws:s3:::it/*",
            ),
        ),
    ],
    passed=[
        role({"AWS": "arn:aws:iam::111122223333:role/AROAEXAMPLE1234567890"}),
        role({"AWS": "111122223333"}),
        role({"Service": "AROAEXAMPLE1234567890"}),
        role({"AWS": {"Ref": "Other"}}),
    ],
)
def test_w723(expected, text):
    finds(RULE, text, *expected)


@pytest.mark.parametrize(
    ("principal", "deleted"),
    [
        ("AIDAEXAMPLE1234567890", True),
        ("AROAEXAMPLE1234567890", True),
        ("arn:aws:iam::111122223333:role/AROAEXAMPLE1234567890", False),
        ("111122223333", False),
    ],
)
def test_a_principal_that_was_deleted_is_an_id(principal, deleted):
    assert ("W723" in rules(role({"AWS": principal}))) == deleted
