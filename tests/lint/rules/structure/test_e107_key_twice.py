"""E107."""

import json

from emitter.lint.rules.structure.e107_key_twice import RULE
from tests.support.linting import condition, finds, one, plain, policy, statement, table, template, trusting

SECURE = condition("Bool", "aws:SecureTransport", "false")
NOT_PRINCIPAL = json.dumps(policy(statement(NotPrincipal={"AWS": "111122223333"}, Resource=None))).replace(
    '"AWS"', '"AWS": "111122223333", "AWS"'
)
_IT = template(policy(statement()))
DOUBLE_RESOURCE = _IT.replace('"It": ', '"It": {"Type": "AWS::SNS::Topic"}, "It": ')


@table(
    found=[
        ("stands in a file that has It twice in one place", DOUBLE_RESOURCE),
        ("has Version twice", one().replace('"Version"', '"Version": "2012-10-17", "Version"')),
        (
            "has version and Version, which differ in case only",
            one().replace('"Statement"', '"version": "2012-10-17", "Statement"', 1),
        ),
        ("has Action twice", one().replace('"Action"', '"Action": "*", "Action"')),
        (
            "has AWS twice",
            json.dumps(trusting({"AWS": "111122223333"})).replace('"AWS"', '"AWS": "*", "AWS"'),
        ),
        ("has AWS twice", NOT_PRINCIPAL),
        ("has Bool twice", SECURE.replace('"Bool"', '"Bool": {}, "Bool"')),
        (
            "has aws:securetransport and aws:SecureTransport",
            SECURE.replace('"aws:S', '"aws:SecureTransport": "true", "aws:S').replace(
                'aws:SecureTransport": "false', 'aws:securetransport": "false'
            ),
        ),
    ],
    passed=[
        SECURE,
        one(Sid="Version"),
        one(
            Condition={
                "Bool": {"aws:SecureTransport": "true"},
                "BoolIfExists": {"aws:SecureTransport": "true"},
            }
        ),
        template(
            policy(
                statement(
                    Condition={
                        "Fn::If": [
                            "C",
                            {"Bool": {"aws:SecureTransport": "true"}},
                            {"Bool": {"aws:SecureTransport": "true"}},
                        ]
                    }
                )
            )
        ),
        plain(statement(), statement()),
    ],
)
def test_nothing_is_there_twice(expected, text):
    finds(RULE, text, *expected)
