"""W312."""

from emitter.lint.rules.conditions.w312_if_exists_on_protection import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "StringEqualsIfExists on aws:SourceAccount also allows requests without the key",
            condition("StringEqualsIfExists", "aws:SourceAccount", "111122223333"),
        ),
        (
            "IpAddressIfExists on aws:SourceIp also",
            condition("IpAddressIfExists", "aws:SourceIp", "198.51.100.0/24"),
        ),
        (
            "StringEqualsIfExists on gitlab.com:sub also",
            condition("StringEqualsIfExists", "gitlab.com:sub", "a"),
        ),
        *(
            (
                f"on {key} also allows requests without the key",
                condition("StringEqualsIfExists", key, "a", Action="*", Resource="*"),
            )
            for key in (
                "aws:PrincipalOrgID",
                "aws:PrincipalOrgPaths",
                "aws:SourceArn",
                "aws:SourceIdentity",
                "aws:SourceOrgID",
                "aws:SourceOrgPaths",
                "aws:SourceVpc",
                "aws:SourceVpce",
                "iam:AWSServiceName",
                "iam:PassedToService",
                "iam:PermissionsBoundary",
                "sts:ExternalId",
            )
        ),
    ],
    passed=[
        condition("StringEquals", "aws:SourceAccount", "111122223333"),
        condition("StringEqualsIfExists", "aws:SourceAccount", "111122223333", Effect="Deny"),
        condition("StringEqualsIfExists", "aws:RequestedRegion", "eu-west-1"),
        condition("StringEqualsIfExists", "gitlab.com:namespace", "a"),
    ],
)
def test_a_protecting_key_is_required(expected, text):
    finds(RULE, text, *expected)
