"""N602: redundant resources."""

from emitter.lint.rules.redundancy.n602_redundant_resource import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform

S = "arn:aws:s3:::a/b"


@table(
    found=[
        (f"lists {S} next to arn:aws:s3:::a/*, which contains it", one(Resource=["arn:aws:s3:::a/*", S])),
        (f"lists {S} twice", one(Resource=[S, S])),
        ("next to", one(Resource=None, NotResource=["arn:aws:s3:::a/*", S], Effect="Deny")),
        ("next to *", terraform(resources=["*", S])),
    ],
    passed=[
        one(Resource=[S, S.upper()]),
        one(Resource=["arn:aws:s3:::a/*", "arn:aws:s3:::a"]),
        template(policy(statement(Resource=[{"Ref": "A"}, {"Fn::Sub": "${A}/*"}]))),
    ],
)
def test_n602(expected, text):
    finds(RULE, text, *expected)
