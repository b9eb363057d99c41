"""N601: redundant actions."""

from emitter.lint.rules.redundancy.n601_redundant_action import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        (
            "lists ecs:ListClusters next to ecs:List*, which contains it",
            one(Action=["ecs:List*", "ecs:ListClusters"]),
        ),
        ("lists ecs:listclusters twice", one(Action=["ecs:ListClusters", "ecs:listclusters"])),
        ("next to iam:*", one(Action=None, NotAction=["iam:*", "iam:GetRole"], Effect="Deny")),
        ("lists ecs:ListTasks twice", terraform(actions=["ecs:ListTasks", "ecs:ListTasks"])),
    ],
    passed=[
        one(Action=["ecs:ListClusters", "ecs:ListTasks"]),
        one(Action=["ecs:ListC*", "ecs:List*s"]),
        one(Action="ecs:List*"),
        template(policy(statement(Action=[{"Ref": "A"}, {"Ref": "B"}]))),
    ],
)
def test_n601(expected, text):
    finds(RULE, text, *expected)
