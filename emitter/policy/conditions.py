"""Conditions: what an operator compares, which key it compares, and what a request has to carry.

Sources: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html) and
"Set operators for multivalued context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
"""

from collections.abc import Iterator
from functools import lru_cache

from ..aws import service_reference
from ..aws.condition_keys import GLOBAL_KEYS
from ..aws.service_reference import Key
from ..aws.wildcards import is_pattern
from ..reading.document import Condition, Document, Statement
from ..reading.values import Unknown, Value
from .operators import Operator, operator

_CACHED = 4096

# Keys of a session that began with SAML; they are in its requests to every service.
_OF_SESSIONS = ("saml:namequalifier", "saml:sub", "saml:sub_type")
# Global keys that only some actions take.
_OF_TAGS = ("aws:requesttag/", "aws:resourcetag/", "aws:tagkeys")

# Prefix of keys that is no service → the service that lists them.
_LISTED_BY = {
    "saml": "sts",
    "catalog": "aws-marketplace",
    "cognito-identity-auth": "cognito-identity",
    "cognito-identity-unauth": "cognito-identity",
    "identitycenter": "sso",
}


def is_expression(condition: Condition) -> bool:
    """Return whether the file leaves open how ``condition`` compares: an expression stands for its
    operator.
    """
    return "${" in condition.operator


def read(document: Document) -> Iterator[tuple[Statement, Condition, Operator]]:
    """Yield every condition of ``document`` whose operator is known, with it."""
    for statement in document.statements:
        for condition in statement.conditions:
            found = operator(condition.operator)
            if found is not None:
                yield statement, condition, found


def services(statement: Statement) -> tuple[str, ...]:
    """Return the prefixes of the actions that ``statement`` names, lower case, sorted; those with a wildcard
    not.
    """
    prefixes = {(value.text or "").partition(":")[0].lower() for value in statement.actions}
    return tuple(sorted(prefix for prefix in prefixes if prefix and not is_pattern(prefix)))


@lru_cache(maxsize=_CACHED)
def key(name: str, known: tuple[str, ...] = ()) -> Key | None:
    """Return the condition key ``name``, in any case: global, of the service it begins with, or of one of
    ``known``.

    A key of an identity provider is none of these.
    """
    prefix = name.lower().partition(":")[0]
    for service in ("", _LISTED_BY.get(prefix, ""), *known):
        for form in forms(name):
            found = service_reference.key(form, service)
            if found is not None:
                return found._replace(name=name)
    return None


def forms(name: str) -> tuple[str, ...]:
    """Return the spellings by which AWS may list the key ``name``: a tag's key has a stand-in in
    some lists.
    """
    start, slash, _ = name.partition("/")
    return (name, f"{start}/<key>", f"{start}/tag-key", f"{start}/") if slash else (name,)


def key_of(statement: Statement, condition: Condition) -> Key | None:
    """Return the key that ``condition`` compares; ``None`` when it is open, unknown or of an identity
    provider.
    """
    text = condition.key.text
    return None if text is None or is_provider(text) else key(text, services(statement))


def is_provider(name: str) -> bool:
    """Return whether ``name`` is a claim of an identity provider: a domain, a colon, a claim."""
    return "." in name.partition(":")[0]


def claim(value: Value) -> tuple[str | None, str] | None:
    """Return the provider (``None`` where it is not wholly known) and the claim that a key names, lower case.

    ``None`` for a key that is of no identity provider.
    """
    if value.text is not None:
        provider, _, name = value.text.lower().rpartition(":")
        return (provider, name) if is_provider(value.text) else None
    last = value.parts[-1]
    if isinstance(last, Unknown) or ":" not in last:
        return None
    return None, last.lower().rpartition(":")[2]


def requires_key(statement: Statement, *names: str) -> bool:
    """Return whether ``statement`` holds only for some values of one of the keys ``names``, as far as is
    known.

    ``names`` are lower case; one that ends in ``/`` stands for every key that begins so. A key that the
    file leaves open could be any of them. A condition that lets in anybody's value does not count.
    """
    return is_open(statement) or any(
        claim(condition.key) is None
        if condition.key.text is None
        else any(_named(condition.key.text.lower(), name) for name in names)
        for condition in required_conditions(statement)
        if not matches_anyone(condition)
    )


def _named(text: str, name: str) -> bool:
    return text == name or (name.endswith("/") and text.startswith(name))


# Those that AWS calls sensitive, in which a wildcard is nearly always too much.
SENSITIVE = frozenset(
    (
        "aws:principalaccount",
        "aws:principalorgid",
        "aws:resourceaccount",
        "aws:resourceorgid",
        "aws:sourceaccount",
        "aws:sourceorgid",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:vpceaccount",
        "aws:vpceorgid",
    )
)

# Keys that are in every request, or in every one that the condition can be about.
ALWAYS_THERE = frozenset(
    (
        "aws:principalorgpaths",
        "aws:principaltype",
        "aws:requestedregion",
        "aws:resourceorgpaths",
        "aws:sourceorgpaths",
        "aws:useragent",
        "aws:userid",
        "iam:awsservicename",
        "iam:passedtoservice",
        "sts:externalid",
    )
)

# Keys with values that begin alike, whosever they are.
_ALIKE = {
    "aws:principalorgid": "o-",
    "aws:principalorgpaths": "o-",
    "aws:resourceorgid": "o-",
    "aws:resourceorgpaths": "o-",
    "aws:sourceorgid": "o-",
    "aws:sourceorgpaths": "o-",
    "aws:sourcevpc": "vpc-",
    "aws:sourcevpce": "vpce-",
}
_ACCOUNT_OF_ARN = 4


def matches_anyone(condition: Condition) -> bool:
    """Return whether one of the values of ``condition`` lets in anybody's: a wildcard, or an ARN in any
    account.

    For a pattern that is open in part the answer is no.
    """
    found, name = operator(condition.operator), (condition.key.text or "").lower()
    if found is None or found.negated or not found.wild:
        return False
    return any(value.text is not None and _is_anybodys(name, value.text) for value in condition.values)


def is_wild(text: str) -> bool:
    """Return whether ``text`` is of wildcards, and nothing else."""
    return bool(text) and not text.strip("*?")


@lru_cache(maxsize=_CACHED)
def _is_anybodys(name: str, text: str) -> bool:
    if "*" not in text and "?" not in text:
        return False
    start = _ALIKE.get(name, "")
    # Who is in an organisation stands first; its units cannot be guessed, and need not be.
    if is_wild(text.removeprefix(start).partition("/")[0] if start else text):
        return True
    if name == "aws:userid":
        # The name of a session is whatever its user likes.
        return is_wild(text.partition(":")[0])
    if name != "aws:principalarn":
        return False
    fields = text.split(":", _ACCOUNT_OF_ARN + 1)
    account = fields[_ACCOUNT_OF_ARN] if len(fields) > _ACCOUNT_OF_ARN else ""
    return is_wild(account) or (len(fields) <= _ACCOUNT_OF_ARN and text.endswith("*"))


def is_open(statement: Statement) -> bool:
    """Return whether a function stands in the place of the conditions of ``statement``, so that they are
    open.
    """
    return "Condition" in statement.present and not statement.conditions


def required_conditions(statement: Statement) -> Iterator[Condition]:
    """Yield the conditions of ``statement`` that fail without their key; also those that the file leaves
    open.
    """
    yield from filter(_fails_without_key, statement.conditions)


def _fails_without_key(condition: Condition) -> bool:
    found = operator(condition.operator)
    return is_expression(condition) or (
        found is not None and found.family != "Null" and not found.holds_without_key
    )


# Claims that every token of OpenID Connect has, so that IfExists and ForAllValues make no hole
# (https://openid.net/specs/openid-connect-core-1_0.html#IDToken).
ALWAYS = ("aud", "sub")


def _picks(condition: Condition) -> bool:
    """Return whether ``condition`` holds for some values of its key only, if the key is there."""
    found = operator(condition.operator)
    return found is not None and found.family != "Null" and not found.negated


def claims(statement: Statement) -> Iterator[tuple[str | None, str]]:
    """Yield provider and claim of every condition of ``statement`` on an identity provider's token.

    The provider is ``None`` where it is not wholly known, the claim ``*`` where it could be any.
    """
    if is_open(statement):
        yield None, "*"
    for condition in statement.conditions:
        found = claim(condition.key)
        fails = _fails_without_key(condition)
        if found is not None and (fails or (found[1] in ALWAYS and _picks(condition))):
            yield found
        elif fails and condition.key.text is None:
            yield None, "*"


def supported(statement: Statement, condition: Condition) -> dict[str, bool]:
    """Return each action that ``statement`` names, and whether a request for it can carry the key of
    ``condition``.

    Empty where that is not known, and for keys that are in requests for any action.
    """
    name = (condition.key.text or "").lower()
    if (
        not name
        or is_expression(condition)
        or is_provider(name)
        or (name.startswith("aws:") and not name.startswith(_OF_TAGS))
        or (name in GLOBAL_KEYS and name not in _OF_TAGS)
        or name in _OF_SESSIONS
        or key(name, services(statement)) is None
    ):
        return {}
    taken = {value.text or "": _takes((value.text or "*").lower(), name) for value in statement.actions}
    return {action: bool(takes) for action, takes in taken.items()} if None not in taken.values() else {}


@lru_cache(maxsize=_CACHED)
def _takes(pattern: str, name: str) -> bool | None:
    """Return whether an action that ``pattern`` matches knows the key ``name``; ``None`` for too wide a
    pattern.
    """
    if is_pattern(pattern.partition(":")[0]):
        return None
    found = service_reference.expand(pattern)
    if not found:
        return None
    return any(service_reference.takes_key(action, form) for action in found for form in forms(name))


def never_holds(statement: Statement, action: str) -> bool:
    """Return whether a condition of ``statement`` asks for a key that no request for ``action`` carries.

    ``action`` is lower case.
    """
    return any(
        supported(statement, condition) and _takes(action, (condition.key.text or "").lower()) is False
        for condition in required_conditions(statement)
    )


def without_key(statement: Statement, condition: Condition, found: Operator) -> str:
    """Return the effect of ``statement`` on requests without the key of ``condition``, as a phrase."""
    if found.family == "Null":
        holds = [value.text for value in condition.values] == ["true"]
    else:
        holds = found.holds_without_key
    if holds:
        return "the condition is always true"
    return "it allows nothing" if statement.allows else "it denies nothing"


# What no request to AWS comes from, by RFC 1918, 6598, 3927, 1122, 4193 and 4291.
_PRIVATE = """
    10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 169.254.0.0/16 127.0.0.0/8
    fc00::/7 fe80::/10 ::1/128
"""


def private(condition: Condition, found: Operator) -> tuple[Value, ...]:
    """Return the values of a condition on ``aws:SourceIp`` that are private addresses."""
    if (condition.key.text or "").lower() != "aws:sourceip" or found.family != "IPAddress":
        return ()
    return tuple(value for value in condition.values if value.text is not None and _is_private(value.text))


@lru_cache(maxsize=_CACHED)
def _is_private(text: str) -> bool:
    import ipaddress

    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    ranges = (ipaddress.ip_network(name) for name in _PRIVATE.split())
    return any(network.network_address in other and network.broadcast_address in other for other in ranges)
