"""E206."""

from emitter.lint.rules.actions_and_arns.e206_unknown_region import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        (
            "unknown Region 'eu-wst-1'; did you mean 'eu-west-1'?",
            one(Resource="arn:aws:sqs:eu-wst-1:111122223333:orders"),
        ),
        ("pattern matches no Region", one(Resource="arn:aws:sqs:europe-*:111122223333:orders")),
    ],
    passed=[
        one(Resource="arn:aws:sqs:us-isof-east-1:111122223333:orders"),
        one(Resource="arn:aws:sqs:eu-*:111122223333:orders"),
        one(Resource="arn:aws:s3:::releases"),
        one(Resource="arn:aws:sqs:eu-wst-1"),
        one(Resource="urn:aws:sqs:eu-wst-1:111122223333:orders"),
        terraform(resources=["arn:aws:sqs:${var.region}:111122223333:orders"]),
    ],
)
def test_a_region_exists(expected, text):
    finds(RULE, text, *expected)
