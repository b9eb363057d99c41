"""E102."""

from emitter.lint.rules.structure.e102_invalid_version import RULE
from tests.support.linting import finds, one, plain, policy, statement, table, template


@table(
    found=[
        ("unknown policy version '2012-10-18'; use \"2012-10-17\"", one().replace("10-17", "10-18")),
        ("unknown policy version ''", plain(statement(), Version="")),
    ],
    passed=[
        one(),
        plain(statement(), Version="2008-10-17"),
        plain(statement(), Version=None),
        template(policy(statement(), Version={"Ref": "Version"})),
    ],
)
def test_a_version_exists(expected, text):
    finds(RULE, text, *expected)
