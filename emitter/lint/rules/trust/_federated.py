"""The identity providers that a trust policy trusts."""

from collections.abc import Iterator
from typing import NamedTuple

from ....policy.principals import federation, trusting
from ....reading.document import Document, Statement
from ....reading.values import Value


class FederatedPrincipal(NamedTuple):
    """An identity provider: how its users sign in (``oidc``, ``saml``), and its issuer, empty where it is
    open.
    """

    statement: Statement
    value: Value
    protocol: str
    issuer: str

    @property
    def is_cognito(self) -> bool:
        """Whether it is Amazon Cognito."""
        return self.issuer.startswith("cognito-identity")


def federated_principals(document: Document, protocol: str) -> Iterator[FederatedPrincipal]:
    """Yield the identity providers of ``protocol`` that a role's trust policy allows."""
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = federation(value) if kind == "Federated" else None
            if found is not None and found[0] == protocol:
                yield FederatedPrincipal(statement, value, *found)
