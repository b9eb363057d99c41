"""Who a policy names as principal: services, identity providers, accounts.

Sources: "AWS JSON policy elements: Principal"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html); the names of
services from "AWS services that work with IAM"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html), the pages
on service roles and service-linked roles that it names, and "AWS managed policies"
(https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html). AWS
has no list of them as data. Most are the prefix of the service's actions; those are not repeated here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..aws.service_principals import OIDC_ISSUERS
from ..reading.document import Document, Statement
from ..reading.values import DNS_SUFFIX, REGION, Value

ROOT = "root"
UNKNOWN = "\0"

# Keys by which another account is held to what is meant.
NARROWING = (
    "aws:multifactorauthpresent",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltag/",
    "aws:sourceidentity",
    "sts:externalid",
)

_SUFFIX = re.compile(r"\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)\Z")
_ARN = re.compile(
    r"arn:(?P<partition>aws(-[a-z]+)*):(?P<service>iam|sts)::(?P<account>[0-9]{12}|\x00):(?P<rest>.+)",
    re.DOTALL,
)
_PROVIDER = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):(?:oidc|saml)-provider/")
_OF_ACCOUNT = re.compile(r"arn:[^:]+:[^:]+:[^:]*:([0-9]{12}):")
_CACHED = 4096


class Service(NamedTuple):
    """A service principal: ``name`` without suffix and Region (``ecs-tasks``)."""

    name: str
    suffix: str


def service(value: Value) -> Service | None:
    """Return the service that ``value`` names, or ``None`` when that is open."""
    text = ""
    for part in value.parts:
        if isinstance(part, str):
            text += part
        elif part.shape in (DNS_SUFFIX, REGION):
            text += "amazonaws.com" if part.shape == DNS_SUFFIX else "us-east-1"
        else:
            return None
    return _service(text)


@lru_cache(maxsize=_CACHED)
def _service(text: str) -> Service:
    match = _SUFFIX.search(text)
    name = text[: match.start()] if match else text
    labels = [label for label in name.split(".") if not re.fullmatch(REGION, label)]
    # In the domain of the shop are Alexa's alone.
    strange = match is None or (match[1] == "amazon.com" and not name.startswith("alexa-"))
    return Service(".".join(labels), "" if match is None or strange else match[1])


class AwsPrincipal(NamedTuple):
    """An AWS principal: its account, and what in it (``root``, ``role/deploy``).

    Either is :data:`UNKNOWN` where the file leaves it open.
    """

    account: str
    what: str


def identity(value: Value) -> AwsPrincipal | None:
    """Return the account, role or user that ``value`` names; ``None`` for anything else, and for what is
    open.
    """
    text = "".join(
        part if isinstance(part, str) else "aws" if part.shape.startswith("aws") else "\0"
        for part in value.parts
    )
    if re.fullmatch(r"[0-9]{12}", text):
        return AwsPrincipal(text, ROOT)
    match = _ARN.fullmatch(text)
    return AwsPrincipal(match["account"], match["rest"]) if match else None


def federation(value: Value) -> tuple[str, str] | None:
    """Return how a federated principal signs in (``oidc``, ``saml``) and its issuer, lower case.

    The issuer is empty where it is open. ``None`` when neither is to be seen.
    """
    if value.text is not None and value.text in OIDC_ISSUERS:
        return "oidc", value.text
    text = "".join(part if isinstance(part, str) else "\0" for part in value.parts)
    for kind, mark in (("oidc", ":oidc-provider/"), ("saml", ":saml-provider/")):
        _, found, issuer = text.partition(mark)
        if found:
            return kind, "" if "\0" in issuer else issuer.lower()
    return None


def names_principals(document: Document) -> bool:
    """Return whether each statement of ``document`` has to name a principal, by its kind."""
    return document.kind in ("trust", "resource", "rcp", "endpoint")


def is_of_role(document: Document) -> bool:
    """Return whether ``document`` is a trust policy for sure: it stands with its role, and not by itself."""
    return document.kind == "trust" and document.holder_sort == "role"


def is_role_trust(document: Document) -> bool:
    """Return whether ``document`` is the trust policy of a role, and no policy of another resource."""
    if document.kind != "trust":
        return False
    if is_of_role(document):
        return True
    statements = document.statements
    return not any({"Resource", "NotResource"} & statement.present for statement in statements) and any(
        (value.text or "*").lower().startswith(("sts:", "*"))
        for statement in statements
        for value in (*statement.actions, *statement.not_actions)
    )


def trusting(document: Document) -> Iterator[Statement]:
    """Yield the statements of a role's trust policy that allow."""
    if is_role_trust(document):
        yield from (statement for statement in document.statements if statement.allows)


def own_accounts(document: Document) -> frozenset[str]:
    """Return the accounts that ``document`` shows to be the role's own: of its identity providers and
    sources.
    """
    found = set()
    for statement in document.statements:
        for kind, value in statement.principals:
            match = _PROVIDER.match(value.text or "") if kind == "Federated" else None
            found |= {match[1]} if match else set()
        for condition in statement.conditions:
            name = (condition.key.text or "").lower()
            if name == "aws:sourceaccount" and len(condition.values) == 1:
                found |= {condition.values[0].text or ""} - {""}
            elif name == "aws:sourcearn" and len(condition.values) == 1:
                match = _OF_ACCOUNT.match(condition.values[0].text or "")
                found |= {match[1]} if match else set()
    return frozenset(found)
