"""W714: Amazon Cognito for every identity pool."""

from emitter.lint.rules.trust.w714_cognito_audience import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import COGNITO, EKS, WEB, role, signed_in


@table(
    found=[
        (
            f"trusts every identity pool of {COGNITO}: no condition on aud",
            signed_in(COGNITO, {}, Federated=COGNITO),
        ),
        ("every identity pool", signed_in(COGNITO, {"amr": "authenticated"}, Federated=COGNITO)),
        ("every identity pool", signed_in(COGNITO, {"aud": "*"}, Federated=COGNITO)),
        ("every identity pool", signed_in(COGNITO, {"aud": "eu-west-1:*"}, Federated=COGNITO)),
        (
            "every identity pool",
            signed_in(COGNITO, {"aud": "eu-west-1:1"}, "StringNotEquals", Federated=COGNITO),
        ),
    ],
    passed=[
        signed_in(COGNITO, {"aud": "eu-west-1:1"}, Federated=COGNITO),
        signed_in(COGNITO, {"sub": "eu-west-1:1"}, Federated=COGNITO),
        signed_in(COGNITO, {"aud": {"Ref": "Pool"}}, Federated=COGNITO),
        signed_in(EKS, {}),
        role({"Federated": COGNITO}, WEB, {"Fn::FindInMap": ["A", "B", "C"]}),
    ],
)
def test_w714(expected, text):
    finds(RULE, text, *expected)
