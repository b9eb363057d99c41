"""W606: conditions that another statement bypasses."""

from emitter.lint.rules.redundancy.w606_waived_condition import RULE
from tests.support.linting import finds, plain, statement, table

NARROW = statement(
    Sid="Narrow",
    Action="ecs:StopTask",
    Condition={"StringEquals": {"aws:ResourceTag/team": "web"}},
)
WIDE = statement(Sid="Wide", Action="ecs:StopTask")


@table(
    found=[
        (
            "requires aws:ResourceTag/team, but the statement Wide allows ecs:StopTask without it",
            plain(NARROW, WIDE),
        ),
        (
            "but the statement at line 1 allows",
            plain(NARROW, {key: value for key, value in WIDE.items() if key != "Sid"}),
        ),
    ],
    passed=[
        plain(NARROW, {**WIDE, "Action": "ecs:DescribeTasks"}),
        plain(NARROW, {**WIDE, "Effect": "Deny"}),
        plain(NARROW, {**WIDE, "Condition": NARROW["Condition"]}),
        plain({**NARROW, "Condition": {}}, WIDE),
        plain({**NARROW, "Action": "ecs:ListTasks"}, {**WIDE, "Action": "ecs:ListTasks"}),
        plain(NARROW),
    ],
)
def test_w606(expected, text):
    finds(RULE, text, *expected)
