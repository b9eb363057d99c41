"""E311."""

from emitter.lint.rules.conditions.e311_null_misused import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "unknown condition operator 'NullIfExists'; use Null",
            condition("NullIfExists", "aws:CalledVia", "true"),
        ),
        ("ForAllValues:Null is always true", condition("ForAllValues:Null", "aws:CalledVia", "true")),
        ("ForAnyValue:Null is never true", condition("ForAnyValue:Null", "aws:CalledVia", "true")),
        ("Null on aws:CalledVia: 'no' is not true or false", condition("Null", "aws:CalledVia", "no")),
    ],
    passed=[
        condition("Null", "aws:CalledVia", "True"),
        condition("Null", "aws:CalledVia", False),
        condition("BoolIfExists", "aws:SecureTransport", "no"),
        terraform(condition=[{"test": "Null", "variable": "aws:CalledVia", "values": ["${var.absent}"]}]),
    ],
)
def test_null_says_whether_a_key_is_there(expected, text):
    finds(RULE, text, *expected)
