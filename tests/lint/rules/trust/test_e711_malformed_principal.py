"""E711: principals that IAM cannot read."""

from emitter.lint.rules.trust.e711_malformed_principal import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, document, role


@table(
    found=[
        ("has the Principal *, which a trust policy cannot contain", role("*")),
        (
            "has a CanonicalUser, which only Amazon S3 supports",
            role({"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}),
        ),
        ("names 'role/deploy', which is not an account", role({"AWS": "role/deploy"})),
        ("names '11112222333'", role({"AWS": "11112222333"})),
        (
            "names 'arn:aws:iam::111122223333:group/people'",
            document(({"AWS": "arn:aws:iam::111122223333:group/people"},)),
        ),
    ],
    passed=[
        role("everybody"),
        role(ECS),
        role({"AWS": "*"}),
        role({"AWS": "111122223333"}),
        role({"AWS": "arn:aws:iam::111122223333:root"}),
        role({"AWS": "arn:aws:iam::111122223333:role/a/b"}),
        role({"AWS": "arn:aws-cn:iam::111122223333:user/a"}),
        role({"AWS": "arn:aws:sts::111122223333:assumed-role/a/b"}),
        role({"AWS": "AROAEXAMPLE1234567890"}),
        role({"AWS": {"Fn::GetAtt": ["Other", "Arn"]}}),
        role({"AWS": "arn:aws:iam::111122223333:role/deploy-*"}),
    ],
)
def test_e711(expected, text):
    finds(RULE, text, *expected)
