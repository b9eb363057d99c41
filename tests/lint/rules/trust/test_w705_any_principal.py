"""W705: roles that anyone can assume."""

from emitter.lint.rules.trust.w705_any_principal import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EXTERNAL, document, role


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
