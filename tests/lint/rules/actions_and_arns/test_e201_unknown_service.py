"""E201."""

from emitter.lint.rules.actions_and_arns.e201_unknown_service import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        (
            "elbv2:DescribeTags: unknown service 'elbv2'; did you mean 'elasticloadbalancing'?",
            one(Action="elbv2:DescribeTags"),
        ),
        ("lamda:*: unknown service 'lamda'; did you mean 'lambda'?", one(Action=None, NotAction="lamda:*")),
        ("AWS has retired the service 'evidently'; remove it", one(Action="evidently:ListProjects")),
        (f"unknown service '{'a' * 70}'", one(Action=f"{'a' * 70}:Get")),
        ("unknown service 'elbv2'", terraform(actions=["elbv2:${var.action}"])),
        ("unknown service 'elbv2'", template(policy(statement(Action={"Fn::Sub": "elbv2:${Action}"})))),
    ],
    passed=[
        one(Action=":DescribeTags"),
        one(Action="ECS:DescribeServices"),
        one(Action="*"),
        one(Action="s*:Get"),
        one(Action="DescribeServices"),
        terraform(actions=["${var.service}:Get"]),
    ],
)
def test_a_service_exists(expected, text):
    finds(RULE, text, *expected)
