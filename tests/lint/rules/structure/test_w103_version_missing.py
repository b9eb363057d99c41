"""W103."""

from emitter.lint.rules.structure.w103_version_missing import RULE
from tests.support.linting import finds, one, plain, policy, statement, table, template, terraform


@table(
    found=[
        ("has no Version", plain(statement(), Version=None)),
        ("has no Version", template(policy(statement(), Version=None))),
    ],
    passed=[
        template({"Ref": "Document"}),
        one(),
        plain(statement(), Version=None, version="2012-10-17"),
        terraform(),
    ],
)
def test_a_policy_has_a_version(expected, text):
    finds(RULE, text, *expected)
