"""N719: principals of what may be another account."""

from emitter.lint.rules.trust.n719_maybe_another_account import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, EXTERNAL, OF_ACCOUNT, ROLE, document, role

VENDOR = {"AWS": "arn:aws:iam::999999999999:root"}
PERSON = {"AWS": "arn:aws:iam::999999999999:role/it"}
ANY = {"StringLike": {"sts:ExternalId": "*"}}
OWN = (ECS, ROLE, OF_ACCOUNT)


@table(
    found=[
        (
            "trusts every principal of account 999999999999 without a condition, possibly in another account",
            document((VENDOR, ROLE)),
        ),
        ("trusts every principal of account 999999999999", document((VENDOR, ROLE, ANY))),
        (
            "trusts arn:aws:iam::999999999999:role/it without a condition, possibly in another account",
            role(PERSON),
        ),
        (
            "trusts arn:aws:iam::999999999999:role/it without a condition, in another account",
            document((PERSON, ROLE, ANY), OWN),
        ),
    ],
    passed=[
        document((VENDOR, ROLE), OWN),
        document((VENDOR, ROLE, EXTERNAL)),
        document((PERSON, ROLE, ANY)),
        document((PERSON, ROLE, EXTERNAL), OWN),
        role({"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}),
        role({"AWS": {"Ref": "Other"}}),
        document(({"AWS": "111122223333"}, ROLE), OWN),
    ],
)
def test_n719(expected, text):
    finds(RULE, text, *expected)
