"""E111."""

import json

from emitter.lint.rules.structure.e111_malformed_variable import RULE
from tests.support.linting import (
    SERVICE,
    condition,
    finds,
    one,
    plain,
    policy,
    statement,
    table,
    template,
    terraform,
    trusting,
)


@table(
    found=[
        ("policy variable ${aws:username has no closing brace", one(Action="ecs:${aws:username")),
        ("empty policy variable ${}", one(Action=None, NotAction="ecs:${}")),
        (
            "policy variable ${username} is not a condition key; did you mean 'aws:username'?",
            one(Resource=f"{SERVICE}${{username}}"),
        ),
        (
            "the default must be in single quotes",
            one(Resource=None, NotResource=f"{SERVICE}${{aws:username, none}}"),
        ),
        (
            "contains white space",
            json.dumps(trusting({"AWS": "arn:aws:iam::111122223333:user/${aws:user name}"})),
        ),
        ("empty policy variable", plain(statement(NotPrincipal={"AWS": "${}"}, Resource=None))),
        ("empty policy variable", condition("StringEquals", "aws:PrincipalTag/${}", "a")),
        ("empty policy variable", condition("StringEquals", "aws:username", "${}")),
        (
            "${AWS::Region} is a pseudo parameter of CloudFormation, outside of Fn::Sub",
            template(policy(statement(Resource="arn:aws:sqs:${AWS::Region}:111122223333:a"))),
        ),
        (
            "policy variable ${aws:username} is not escaped",
            template(
                policy(statement(Resource={"Fn::Sub": "arn:aws:iam::111122223333:user/${aws:username}"}))
            ),
        ),
        (
            "policy variable ${aws:username} is not escaped",
            terraform(resources=["arn:aws:iam::111122223333:user/${aws:username}"]),
        ),
    ],
    passed=[
        one(Resource=f"{SERVICE}${{aws:username}}"),
        one(Resource=f"{SERVICE}${{aws:PrincipalTag/team, 'none'}}${{*}}${{$}}"),
        template(
            policy(statement(Resource={"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:user/${!aws:username}"}))
        ),
        terraform(resources=["arn:aws:iam::111122223333:user/&{aws:username}"]),
        one(Resource="arn:aws:sqs:${region}:${account_id}:${queue}"),
    ],
)
def test_a_policy_variable_is_valid(expected, text):
    finds(RULE, text, *expected)
