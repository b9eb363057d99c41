"""W705: roles that anyone can assume."""

import pytest

from emitter.lint.rules.trust.w705_any_principal import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EXTERNAL, document, role, rules


@table(
    found=[
        ("trusts every AWS account", role({"AWS": "*"})),
        ("trusts every AWS account", role({"AWS": "*"}, condition=EXTERNAL)),
        ("trusts every AWS account", document(({"AWS": ["*", "111122223333"]},))),
        (
            "trusts every AWS account",
            role({"AWS": "*"}, condition={"StringLike": {"aws:PrincipalOrgID": "o-*"}}),
        ),
        (
            "trusts every AWS account",
            role({"AWS": "*"}, condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        ),
    ],
    passed=[
        role({"AWS": "*"}, condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        role({"AWS": "*"}, condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}),
        role({"AWS": "*"}, condition={"StringEquals": {"aws:SourceVpce": {"Ref": "Endpoint"}}}),
        role({"AWS": "*"}, condition={"Fn::FindInMap": ["A", "B", "C"]}),
        role({"AWS": "111122223333"}),
        role({"AWS": "*"}, Effect="Deny"),
    ],
)
def test_w705(expected, text):
    finds(RULE, text, *expected)


@pytest.mark.parametrize(
    ("operator", "key", "value", "anybody"),
    [
        ("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5", False),
        ("StringLike", "aws:PrincipalOrgID", "*", True),
        ("StringLike", "aws:PrincipalOrgID", "o-*", True),
        ("StringLike", "aws:PrincipalOrgID", ["o-a1b2c3d4e5", "*"], True),
        ("StringLike", "aws:PrincipalOrgID", "o-a1b2c3*", False),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/*", False),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*", True),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*", True),
        ("ArnLike", "aws:PrincipalArn", "*", True),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy", True),
        ("ArnLike", "aws:PrincipalArn", "arn:*:iam::????????????:role/deploy", True),
        ("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy", True),
        ("StringLike", "aws:PrincipalArn", "arn:aws:iam::*", True),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/deploy*", False),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:ResourceAccount}:role/deploy", False),
        ("StringLike", "aws:PrincipalAccount", "????????????", True),
        ("StringLike", "aws:SourceVpc", "vpc-*", True),
        ("StringLike", "aws:userid", "*:deploy", True),
        ("StringLike", "aws:userid", "AROAEXAMPLEID:*", False),
        # To the letter: W307 tells of that.
        ("StringEquals", "aws:PrincipalOrgID", "*", False),
    ],
)
def test_a_value_that_lets_in_everybody_is_no_condition(operator, key, value, anybody):
    text = role({"AWS": "*"}, condition={operator: {key: value}})
    assert ("W705" in rules(text)) == anybody
