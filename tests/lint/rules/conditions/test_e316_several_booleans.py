"""E316."""

from emitter.lint.rules.conditions.e316_several_booleans import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "Bool on aws:SecureTransport has several values",
            condition("Bool", "aws:SecureTransport", ["true", "false"]),
        ),
        (
            "BoolIfExists on aws:SecureTransport has several",
            condition("BoolIfExists", "aws:SecureTransport", ["true", "true"]),
        ),
        ("Null on aws:CalledVia has several values", condition("Null", "aws:CalledVia", ["true", "false"])),
    ],
    passed=[
        condition("Bool", "aws:SecureTransport", ["true"]),
        condition("ForAnyValue:Bool", "aws:SecureTransport", ["true", "false"]),
        condition("StringEquals", "aws:username", ["true", "false"]),
    ],
)
def test_bool_and_null_have_one_value(expected, text):
    finds(RULE, text, *expected)
