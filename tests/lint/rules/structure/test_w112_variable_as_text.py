"""W112."""

import json

from emitter.lint.rules.structure.w112_variable_as_text import RULE
from tests.support.linting import condition, finds, one, plain, statement, table, trusting

USER = "arn:aws:iam::111122223333:user/${aws:username}"
OWN = {"StringEquals": {"aws:PrincipalTag/user": "${aws:username}"}}


@table(
    found=[
        ("policy variable ${*} in an action is plain text", one(Action="ecs:${*}")),
        ("policy variable ${aws:username} in an action is plain text", one(Action="ecs:${aws:username}")),
        ("in an action is", one(Action=None, NotAction="ecs:${aws:username}")),
        (
            "in a principal is plain text",
            json.dumps(trusting({"AWS": "arn:aws:iam::111122223333:user/${aws:username}"})),
        ),
        ("in a principal is", plain(statement(NotPrincipal={"AWS": "${aws:username}"}, Resource=None))),
        ("in a policy without version 2012-10-17 is", plain(statement(Resource=USER), Version="2008-10-17")),
        (
            "in a policy without version 2012-10-17 is",
            plain(statement(Resource=None, NotResource=USER), Version=None),
        ),
        (
            "before the resource part of an ARN is",
            one(Resource="arn:aws:iam::${aws:PrincipalAccount}:user/a"),
        ),
        ("in a condition key is", condition("StringEquals", "aws:PrincipalTag/${aws:username}", "a")),
        ("in a policy without version 2012-10-17 is", plain(statement(Condition=OWN), Version="2008-10-17")),
        (
            "policy variable ${aws:MultiFactorAuthAge} under NumericLessThanIfExists is",
            condition("NumericLessThanIfExists", "s3:max-keys", "${aws:MultiFactorAuthAge}"),
        ),
        (
            "under ForAnyValue:Bool is",
            condition("ForAnyValue:Bool", "aws:SecureTransport", "${aws:PrincipalTag/tls}"),
        ),
    ],
    passed=[
        one(Resource=USER),
        one(Condition=OWN),
        condition("ArnLikeIfExists", "aws:PrincipalArn", USER),
        one(Resource="arn:aws:iam::*:user/${aws:username}"),
        plain(statement(Resource="arn:aws:s3:::${self:custom.bucket}"), Version="2008-10-17"),
    ],
)
def test_a_policy_variable_is_where_iam_replaces_it(expected, text):
    finds(RULE, text, *expected)
