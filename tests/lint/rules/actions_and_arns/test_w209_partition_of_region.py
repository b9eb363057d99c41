"""W209."""

from emitter.lint.rules.actions_and_arns.w209_partition_of_region import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "cn-north-1 is in the partition aws-cn, not in aws",
            one(Resource="arn:aws:sqs:cn-north-1:111122223333:orders"),
        ),
        (
            "its Region is in the partition aws-us-gov, not in aws",
            one(Resource="arn:aws:sqs:us-gov-*:111122223333:orders"),
        ),
        (
            "eu-west-1 is in the partition aws, not in the given one",
            one(Resource="arn:aws-*:sqs:eu-west-1:111122223333:orders"),
        ),
    ],
    passed=[
        one(Resource="arn:aws-cn:sqs:cn-north-1:111122223333:orders"),
        one(Resource="arn:aws*:sqs:cn-north-1:111122223333:orders"),
        one(Resource="arn:aws-eusc:sqs:eusc-de-east-1:111122223333:orders"),
        one(Resource="arn:aws:sqs:*:111122223333:orders"),
        one(Resource="arn:aws-nc:sqs:cn-north-1:111122223333:orders"),
        one(Resource="arn:aws:sqs:nowhere-1:111122223333:orders"),
        template(
            policy(statement(Resource={"Fn::Sub": "arn:${AWS::Partition}:sqs:cn-north-1:111122223333:a"}))
        ),
        one(Resource="urn:aws:sqs:cn-north-1:111122223333:orders"),
        one(Resource="arn:aws:s3:::orders"),
        one(Resource="arn::sqs:cn-north-1:111122223333:orders"),
    ],
)
def test_the_partition_contains_the_region(expected, text):
    finds(RULE, text, *expected)
