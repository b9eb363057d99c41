"""E207."""

from emitter.lint.rules.actions_and_arns.e207_invalid_account import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        ("invalid account ID '1111222233334'", one(Resource="arn:aws:sqs:eu-west-1:1111222233334:orders")),
        ("invalid account ID '1111-2222-3333'", one(Resource="arn:aws:sqs:eu-west-1:1111-2222-3333:orders")),
        ("no account ID contains 'abc'", one(Resource="arn:aws:sqs:eu-west-1:abc*:orders")),
        (
            "no account ID contains '1111222233334'",
            one(Resource="arn:aws:sqs:eu-west-1:1111222233334*:orders"),
        ),
        ("invalid account ID '11112222333x'", one(Resource="arn:aws:sqs:eu-west-1:11112222333x:orders")),
        # Digits of another script.
        (
            "invalid account ID '\u0661",
            one(Resource="arn:aws:sqs:eu-west-1:" + "\u0661" * 12 + ":orders"),
        ),
    ],
    passed=[
        one(Resource="arn:aws:sqs:eu-west-1:111122223333:orders"),
        one(Resource="arn:aws:iam::aws:policy/ReadOnlyAccess"),
        one(Resource="arn:aws:sqs:eu-west-1:1111*:orders"),
        one(Resource="arn:aws:iam::aw*:policy/ReadOnlyAccess"),
        one(Resource="arn:aws:s3:::releases"),
        one(Resource="arn:aws:sqs:eu-west-1:abc"),
        terraform(resources=["arn:aws:sqs:eu-west-1:${var.account}:orders"]),
        *(
            one(Resource=f"arn:aws:sqs:eu-west-1:{owner}:orders")
            for owner in (
                "aws",
                "amazon",
                "aws-marketplace",
                "cloudfront",
                "offering",
                "partner",
                "third-party",
            )
        ),
        one(Resource="arn:aws:sqs:eu-west-1:111122223333*:orders"),
    ],
)
def test_an_account_has_twelve_digits(expected, text):
    finds(RULE, text, *expected)
