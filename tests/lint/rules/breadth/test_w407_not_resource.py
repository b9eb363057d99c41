"""W407: NotResource with Allow."""

from emitter.lint.rules.breadth.w407_not_resource import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "allows its actions on every resource except arn:aws:s3:::payroll/*",
            one(Action="s3:PutObject", Resource=None, NotResource="arn:aws:s3:::payroll/*"),
        ),
        (
            "every resource except",
            template(policy(statement(Resource=None, NotResource=[{"Ref": "Bucket"}]))),
        ),
    ],
    passed=[
        one(Resource=None, NotResource="arn:aws:s3:::payroll/*", Effect="Deny"),
        one(Resource="arn:aws:s3:::payroll/*"),
    ],
)
def test_w407(expected, text):
    finds(RULE, text, *expected)
