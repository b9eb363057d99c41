"""W313."""

from emitter.lint.rules.conditions.w313_mfa import RULE
from tests.support.linting import condition, finds, table

MFA = "aws:MultiFactorAuthPresent"


@table(
    found=[
        ("Deny with Bool false: requests with an access key", condition("Bool", MFA, "false", Effect="Deny")),
        ("Deny with Null true: temporary credentials", condition("Null", MFA, "true", Effect="Deny")),
        ("Allow with BoolIfExists true: requests with an access key", condition("BoolIfExists", MFA, "True")),
        ("Allow with Null false: temporary credentials", condition("Null", MFA, "false")),
    ],
    passed=[
        condition("BoolIfExists", MFA, "false", Effect="Deny"),
        condition("Bool", MFA, "true"),
        condition("Null", MFA, "false", Effect="Deny"),
        condition("Bool", MFA, "true", Effect="Deny"),
        condition("Bool", "aws:SecureTransport", "false", Effect="Deny"),
        condition("Bool", MFA, ["false", "true"], Effect="Deny"),
    ],
)
def test_requests_without_mfa_do_not_pass(expected, text):
    finds(RULE, text, *expected)
