"""W203."""

from emitter.lint.rules.actions_and_arns.w203_wildcard_without_action import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        ("ecs:Decsribe* matches no action; did you mean ecs:Describe*?", one(Action="ecs:Decsribe*")),
        ("ecs:Zzz* matches no action", one(Action=None, NotAction="ecs:Zzz*")),
        ("ecs:?? matches no action", one(Action="ecs:??")),
    ],
    passed=[
        one(Action="ecs:describe*"),
        one(Action="ecs:*"),
        one(Action="esc:Describe*"),
        one(Action="ecs:UpdateServices"),
        one(Action="*"),
        terraform(actions=["ecs:${var.verb}*"]),
        one(Action="ecs"),
    ],
)
def test_a_pattern_matches_an_action(expected, text):
    finds(RULE, text, *expected)
