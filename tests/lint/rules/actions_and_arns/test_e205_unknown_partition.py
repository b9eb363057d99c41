"""E205."""

from emitter.lint.rules.actions_and_arns.e205_unknown_partition import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        ("unknown partition 'aws-nc'; did you mean 'aws-cn'?", one(Resource="arn:aws-nc:s3:::releases")),
        ("pattern matches no partition", one(Resource="arn:eu*:s3:::releases")),
    ],
    passed=[
        one(Resource="arn:aws-eusc:s3:::releases"),
        one(Resource="arn:aws*:s3:::releases"),
        one(Resource="arn::s3:::releases"),
        one(Resource="urn:aws-nc:s3:::releases"),
        template(policy(statement(Resource={"Fn::Sub": "arn:${AWS::Partition}:s3:::a"}))),
    ],
)
def test_a_partition_exists(expected, text):
    finds(RULE, text, *expected)
