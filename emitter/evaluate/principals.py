"""Who asks: what its ARN says of it, and whether a trust policy means it.

Sources: "AWS JSON policy elements: Principal"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html) and, for the
keys, "AWS global condition context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..aws.regions import PARTITIONS
from ..reading.values import Value
from .context import Context, RoleOfSession
from .dependencies import Dependency
from .patterns import Pattern
from .three_valued import Truth, any_of

_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):(?P<service>iam|sts)::(?P<account>[0-9]{12}):"
    r"(?P<sort>root|user|role|assumed-role|federated-user|oidc-provider|saml-provider)(?P<rest>/.+)?"
)
_ACCOUNT = re.compile(r"[0-9]{12}")
_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_SERVICE = re.compile(r"[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal)")
_PROVIDERS = ("oidc-provider", "saml-provider")
# Service names that are providers of identities.
_WEB_IDENTITY = ("cognito-identity.amazonaws.com",)
_TYPES = {
    "root": "Account",
    "user": "User",
    "role": "AssumedRole",
    "assumed-role": "AssumedRole",
    "federated-user": "FederatedUser",
}
# How each assumes a role; the identities of an account can also call the others, with a token.
_WAYS = {"Service": "sts:AssumeRole", "Federated": "sts:AssumeRoleWithWebIdentity"}
_ROLE_PATH = re.compile(r"(?<=:role/).*/")


class Principal(NamedTuple):
    """Who asks. ``kind`` is AWS, Service or Federated; ``sort`` of AWS is ``user``, ``role`` and so on.

    ``names`` are the texts that name it in a policy: its own, its account's, and for a session its role's.
    """

    text: str
    kind: str
    sort: str
    names: tuple[str, ...]
    context: Mapping[str, tuple[str, ...]]


def can_call(asks: Principal, action: str) -> bool:
    """Return whether ``asks`` can call ``action`` at all: who signs in elsewhere has one way to a role.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
    """
    if not action.lower().startswith("sts:assumerole") or asks.kind not in _WAYS:
        return True
    way = "sts:AssumeRoleWithSAML" if asks.sort == "saml-provider" else _WAYS[asks.kind]
    return action.lower() == way.lower()


def principal(text: str) -> Principal | None:
    """Return ``text``: an ARN of IAM or STS, an account, a service or an identity provider; ``None`` for
    others.
    """
    if _ACCOUNT.fullmatch(text):
        roots = [principal(f"arn:{partition}:iam::{text}:root") for partition in PARTITIONS]
        every = dict.fromkeys(name for root in roots if root for name in root.names)
        return roots[0] and roots[0]._replace(names=tuple(every))
    match = _ARN.fullmatch(text)
    if match is None:
        return _named(text) if _NAME.fullmatch(text) else None
    sort, rest = match["sort"], match["rest"]
    if (rest is None) != (sort == "root"):
        return None
    if sort in _PROVIDERS:
        return Principal(text, "Federated", sort, (text,), {})
    prefix, account = f"arn:{match['partition']}:iam::{match['account']}", match["account"]
    names = [text, account, f"{prefix}:root"]
    context = {
        "aws:PrincipalAccount": (account,),
        "aws:PrincipalType": (_TYPES[sort],),
        "aws:PrincipalIsAWSService": ("false",),
        "aws:username": (rest.rpartition("/")[2],) if sort == "user" else (),
    }
    if sort == "assumed-role":
        # The path of the role is not in it.
        role = RoleOfSession(f"{prefix}:role/{rest.split('/')[1]}")
        names.append(role)
        context["aws:PrincipalArn"] = (role,)
    else:
        context["aws:PrincipalArn"] = (text,)
    return Principal(text, "AWS", sort, tuple(names), context)


def _named(text: str) -> Principal:
    if _SERVICE.fullmatch(text) and text not in _WEB_IDENTITY:
        context = {"aws:PrincipalIsAWSService": ("true",), "aws:PrincipalServiceName": (text,)}
        return Principal(text, "Service", "", (text,), context)
    return Principal(text, "Federated", "", (text,), {})


class CompiledPrincipal:
    """One principal of a statement. ``shown`` is as the file spells it."""

    __slots__ = ("_kind", "_pathless", "_pattern", "_provider", "_session", "shown")

    def __init__(self, kind: str, value: Value) -> None:
        self.shown = value.shown
        self._kind = kind
        self._pattern = Pattern(value, "exact")
        text = value.text or ""
        self._pathless = _ROLE_PATH.sub("", text)
        self._session = text if ":assumed-role/" in text else ""
        # A provider of OpenID Connect is also known by its address, which its ARN ends with.
        self._provider = text.partition(":oidc-provider/")[2]

    def truth(self, asks: Principal, context: Context) -> Truth:
        """Return whether it means ``asks``; an account means all that is in it."""
        if self._pattern.truth("*", context) is True:
            return self._kind in ("*", asks.kind) or (self._kind == "AWS")
        if self._kind != asks.kind:
            return False
        if asks.sort == "assumed-role" and self._pathless in asks.names:
            return True
        if asks.kind == "Federated" and self._provider == asks.text:
            return True
        if self._session and asks.sort == "role":
            # A role asks through a session, and this one names a session of it.
            role = principal(self._session)
            if role is not None and _ROLE_PATH.sub("", asks.text) in role.names:
                return frozenset((Dependency("the name of the session"),))
        return any_of(self._pattern.truth(name, context) for name in asks.names)
