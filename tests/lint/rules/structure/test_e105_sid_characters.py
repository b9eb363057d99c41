"""E105."""

import json

from emitter.lint.rules.structure.e105_sid_characters import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform, trusting


@table(
    found=[
        ("Sid 'a b-a' contains ' ', '-'; only letters and digits are allowed", one(Sid="a b-a")),
        ("Sid 'caf\xe9' contains '\xe9'", one(Sid="caf\xe9")),
    ],
    passed=[
        terraform(sid="%{ if var.a }a b%{ endif }"),
        template(policy(statement())).replace('"Effect"', '"Sid": {"Ref": "A-b"}, "Effect"'),
        "Statement: [{Sid: !Ref A-b, Effect: Allow, Action: 'ecs:ListTasks', Resource: '*'}]",
        one(Sid="Lists2"),
        one(Sid=""),
        one(),
        json.dumps(trusting(Sid="a b")),
        template(policy(statement(Sid={"Fn::Sub": "a-${Name}"}))),
        terraform(sid="a-${var.name}"),
    ],
)
def test_a_sid_is_letters_and_digits(expected, text):
    finds(RULE, text, *expected)
