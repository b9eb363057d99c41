"""N610: empty conditions."""

from emitter.lint.rules.redundancy.n610_empty_condition import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        ("has an empty Condition", one(Condition={})),
        ("has an empty StringEquals", one(Condition={"StringEquals": {}})),
        ("has an empty Bool", one(Condition={"Bool": {}, "StringEquals": {"aws:userid": "a"}})),
    ],
    passed=[
        one(),
        one(Condition={"StringEquals": {"aws:userid": "a"}}),
        template(policy(statement(Condition={"Fn::FindInMap": ["A", "B", "C"]}))),
        template(policy(statement(Condition={"StringEquals": {"Fn::FindInMap": ["A", "B", "C"]}}))),
    ],
)
def test_n610(expected, text):
    finds(RULE, text, *expected)
