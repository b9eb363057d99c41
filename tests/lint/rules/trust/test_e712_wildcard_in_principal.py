"""E712: wildcards in principals."""

from emitter.lint.rules.trust.e712_wildcard_in_principal import RULE
from tests.support.linting import finds, one, table
from tests.support.trust_policies import ECS, document, role, terraform_role


@table(
    found=[
        (
            "names 'arn:aws:iam::111122223333:role/deploy-*'; a principal cannot contain a wildcard",
            role({"AWS": "arn:aws:iam::111122223333:role/deploy-*"}),
        ),
        ("names '*'", role({"Service": "*"})),
        ("names 'ecs*.amazonaws.com'", document(({"Service": "ecs*.amazonaws.com"},))),
        (
            "cannot contain a wildcard",
            role({"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/deploy-?"}}),
        ),
        ("cannot contain a wildcard", terraform_role("AWS", "arn:aws:iam::${var.account}:role/*")),
    ],
    passed=[
        role(ECS),
        role({"AWS": "*"}),
        role("*"),
        role({"AWS": {"Ref": "Other"}}),
        one(
            Principal={"AWS": "arn:aws:iam::111122223333:role/deploy-*"},
            Action="s3:GetObject",
            Resource="arn:aws:s3:::it/*",
        ),
    ],
)
def test_e712(expected, text):
    finds(RULE, text, *expected)
