"""E101."""

import json

from emitter.lint.rules.structure.e101_policy_grammar import RULE
from tests.support.linting import (
    EC2,
    SERVICE,
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
        (
            "has a Resource, which is not valid in a trust policy",
            template(policy(statement(Principal=EC2, Action="*")), "AWS::IAM::Role"),
        ),
        ("has an empty Action", one(Action=[])),
        ("has no Statement", json.dumps({"Version": "2012-10-17"})),
        (
            "has a Principal, which is valid only in a resource policy",
            template(policy(statement(Principal="*"))),
        ),
        (
            "has a NotPrincipal, which is valid only in a resource policy",
            template(policy(statement(NotPrincipal={"AWS": "*"}))),
        ),
        ("has neither Resource nor NotResource", one(Resource=None)),
        (
            "has neither Principal nor NotPrincipal",
            template(policy(statement(Action="sts:AssumeRole", Resource=None)), "AWS::IAM::Role"),
        ),
        (
            "has a Resource, which is not valid in a trust policy",
            template(
                trusting() | {"Statement": [statement(Principal=EC2, Action="sts:AssumeRole")]},
                "AWS::IAM::Role",
            ),
        ),
        (
            "has a NotResource, which is not valid in a trust policy",
            plain(statement(Principal=EC2, Action="sts:AssumeRole", Resource=None, NotResource="*")),
        ),
        (
            "has an Action that is a list within a list",
            template(policy(statement(Action=[{"Fn::If": ["C", ["ecs:ListTasks"], "ecs:ListTasks"]}]))),
        ),
        (
            "has a Resource that is a list within a list",
            template(policy(statement(Resource=[{"Fn::Split": [",", "a,b"]}, "*"]))),
        ),
        ("has an Action that is a list within a list", one(Action=[["ecs:ListTasks"]])),
        ("has an unknown element 'Resources'; did you mean 'Resource'?", one(Resources="*")),
        ("has an unknown element 'actoins'", terraform(actoins=["ecs:ListTasks"])),
    ],
    passed=[
        # The policy of a queue, and of a role in an organization, name resources.
        json.dumps(policy(statement(Principal=EC2, Action="sqs:SendMessage"))),
        json.dumps(policy(statement(Effect="Deny", Principal="*", Action="sts:AssumeRole", Resource="*"))),
        one(),
        one(Resource=None, NotResource=SERVICE),
        json.dumps(trusting()),
        template(trusting(), "AWS::IAM::Role"),
        terraform(),
        template(policy(statement(Action={"Fn::If": ["C", ["ecs:ListTasks"], "ecs:ListTasks"]}))),
        template(
            policy(
                statement(
                    Action=["ecs:ListTasks", {"Fn::If": ["C", "ecs:ListTasks", {"Ref": "AWS::NoValue"}]}]
                )
            )
        ),
        template(policy(statement(Resource={"Fn::Split": [",", "a,b"]}))),
        template(policy({"Fn::Transform": {"Name": "AWS::Include"}, "Effect": "Allow"})),
    ],
)
def test_a_policy_follows_the_grammar(expected, text):
    finds(RULE, text, *expected)
