"""E106."""

from emitter.lint.rules.structure.e106_sid_twice import RULE
from tests.support.linting import finds, plain, policy, statement, table, template


@table(
    found=[
        (
            "duplicate Sid 'A'",
            plain(statement(Sid="A"), statement(Sid="B"), statement(Sid="A", Effect="Deny")),
        ),
        (("duplicate Sid 'A'", "duplicate Sid 'A'"), plain(*[statement(Sid="A")] * 3)),
    ],
    passed=[
        plain(statement(Sid="A"), statement(Sid="a")),
        plain(statement(Sid=""), statement(Sid="")),
        plain(statement(), statement()),
        template(policy({"Fn::If": ["C", statement(Sid="A"), statement(Sid="A")]})),
        template(policy(statement(Sid={"Ref": "A"}), statement(Sid="A"))),
    ],
)
def test_a_sid_is_unique(expected, text):
    finds(RULE, text, *expected)
