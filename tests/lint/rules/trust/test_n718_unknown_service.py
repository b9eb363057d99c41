"""N718: service principals that are not known."""

from emitter.lint.rules.trust.n718_unknown_service import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import ECS, role


@table(
    found=[
        ("unknown service principal 'widgets.amazonaws.com'", role({"Service": "widgets.amazonaws.com"})),
    ],
    passed=[
        role(ECS),
        role({"Service": "drt.shield.amazonaws.com"}),
        role({"Service": "ecs-task.amazonaws.com"}),
        role({"Service": "anything.example.com"}),
        role({"Service": "wid*.amazonaws.com"}),
        role({"Service": {"Ref": "Service"}}),
    ],
)
def test_n718(expected, text):
    finds(RULE, text, *expected)
