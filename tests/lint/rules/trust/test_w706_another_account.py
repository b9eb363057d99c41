"""W706: other accounts as a whole, without a condition."""

import pytest

from emitter.lint.rules.trust.w706_another_account import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, EKS, EXTERNAL, OF_ACCOUNT, ROLE, WEB, document, provider, rules

VENDOR = {"AWS": "arn:aws:iam::999999999999:root"}
OWN = (ECS, ROLE, OF_ACCOUNT)


@table(
    found=[
        (
            "trusts every principal of account 999999999999, without a condition",
            document((VENDOR, ROLE), OWN),
        ),
        (
            "every principal of account 999999999999",
            document(({"AWS": "999999999999"}, ROLE, {"StringLike": {"sts:ExternalId": "*"}}), OWN),
        ),
        (
            "every principal of account 999999999999",
            document((VENDOR, ROLE), (provider(EKS), WEB, {"StringEquals": {f"{EKS}:sub": "a"}})),
        ),
        (
            "every principal of account 999999999999",
            document(
                (VENDOR, ROLE),
                (ECS, ROLE, {"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}}),
            ),
        ),
    ],
    passed=[
        document((VENDOR, ROLE)),
        document((VENDOR, ROLE, EXTERNAL), OWN),
        document(({"AWS": "arn:aws:iam::999999999999:role/it"}, ROLE), OWN),
        document(({"AWS": "111122223333"}, ROLE), OWN),
        document(({"AWS": {"Ref": "AWS::AccountId"}}, ROLE), OWN),
    ],
)
def test_w706(expected, text):
    finds(RULE, text, *expected)


ANY_EXTERNAL = {"StringLike": {"sts:ExternalId": "*"}}
SOURCE = (ECS, ROLE, {"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}})
ROOT = "arn:aws:iam::999999999999:root"


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(
    ("principal", "condition", "known", "unknown"),
    [
        (ROOT, None, "W706", "N719"),
        (ROOT, ANY_EXTERNAL, "W706", "N719"),
        (ROOT, EXTERNAL, "", ""),
        ("999999999999", None, "W706", "N719"),
        ("arn:aws:iam::999999999999:role/vendor", None, "N719", "N719"),
        ("arn:aws:iam::999999999999:user/vendor", None, "N719", "N719"),
        ("arn:aws:iam::999999999999:role/vendor", ANY_EXTERNAL, "N719", ""),
        ("arn:aws:iam::999999999999:role/vendor", EXTERNAL, "", ""),
        ("arn:aws:iam::111122223333:role/own", None, "", "N719"),
    ],
)
def test_another_account_takes_an_external_id(principal, condition, known, unknown, own):
    trusted = ({"AWS": principal}, ROLE, *([condition] if condition else []))
    text = document(trusted, *([SOURCE] if own else []))
    found = set(rules(text)) & {"W706", "N719"}
    assert found == {known if own else unknown} - {""}
