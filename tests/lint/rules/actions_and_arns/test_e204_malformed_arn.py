"""E204."""

from emitter.lint.rules.actions_and_arns.e204_malformed_arn import RULE
from tests.support.linting import SERVICE, finds, one, policy, statement, table, template, terraform


@table(
    found=[
        ("has 4 of 6 fields", one(Resource="arn:aws:sqs:eu-west-1")),
        ("has 4 of 6 fields", one(Resource="arn:aws:sqs:zz*")),
        ("'releases' is not * and not an ARN", one(Resource="releases")),
        ("'' is not * and not an ARN", one(Resource="")),
        (
            "'ecs:eu-west-1:111122223333:cluster/a' does not begin with arn:",
            one(Resource="ecs:eu-west-1:111122223333:cluster/a"),
        ),
        (
            "has 5 of 6 fields; write arn:partition:service:region:account:resource",
            one(Resource="arn:aws:s3::releases"),
        ),
        ("has no partition", one(Resource="arn::s3:::releases")),
        ("has no service", one(Resource=None, NotResource="arn:aws::::releases")),
        ("has no resource", one(Resource="arn:aws:s3:::")),
        ("begins or ends with white space", one(Resource=f"{SERVICE} ")),
        ("' ' begins or ends with white space", one(Resource=" ")),
        ("does not begin with arn:", one(Action="execute-api:Invoke", Resource="execute-api:/*")),
    ],
    passed=[
        one(Resource="*"),
        # Amazon API Gateway writes out what its own policy leaves out.
        one(Action="execute-api:Invoke", Principal="*", Resource="execute-api:/prod/GET/*"),
        one(Resource="arn:aws:s3:::releases/a key "),
        one(Resource="arn:aws:ecs:*"),
        one(Resource="arn:aws:ecs:eu-*"),
        one(Resource="*:service/prod/web"),
        terraform(resources=["${var.arn}"]),
        terraform(resources=["${var.arn}/*"]),
        template(policy(statement(Resource={"Ref": "It"}))),
    ],
)
def test_an_arn_is_whole(expected, text):
    finds(RULE, text, *expected)
