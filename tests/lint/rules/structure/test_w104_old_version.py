"""W104."""

from emitter.lint.rules.structure.w104_old_version import RULE
from tests.support.linting import finds, one, plain, statement, table


@table(
    found=[
        ("has the old version 2008-10-17", plain(statement(), Version="2008-10-17")),
    ],
    passed=[
        one(),
        plain(statement(), Version=None),
        plain(statement(), Version="2008-10-18"),
    ],
)
def test_a_version_is_the_current_one(expected, text):
    finds(RULE, text, *expected)
