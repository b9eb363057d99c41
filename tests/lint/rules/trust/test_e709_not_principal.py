"""E709: NotPrincipal."""

from emitter.lint.rules.trust.e709_not_principal import RULE
from tests.support.linting import finds, one, table
from tests.support.trust_policies import ROLE, document


@table(
    found=[
        (
            "uses NotPrincipal with Allow",
            one(Principal=None, NotPrincipal={"AWS": "111122223333"}, Action=ROLE, Resource=None),
        ),
        (
            "uses NotPrincipal with Deny",
            one(
                Principal=None,
                NotPrincipal={"AWS": "111122223333"},
                Action=ROLE,
                Resource=None,
                Effect="Deny",
            ),
        ),
        # Of a resource, it allows everyone else.
        (
            "uses NotPrincipal with Allow",
            one(NotPrincipal={"AWS": "111122223333"}, Action="s3:*", Resource="arn:aws:s3:::it/*"),
        ),
    ],
    passed=[
        document(({"AWS": "111122223333"}, ROLE)),
        # In the policy of a resource it may deny.
        one(NotPrincipal={"AWS": "111122223333"}, Action="s3:*", Resource="arn:aws:s3:::it/*", Effect="Deny"),
    ],
)
def test_e709(expected, text):
    finds(RULE, text, *expected)
