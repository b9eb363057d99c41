"""The messages with which AWS denies a call: who, what, on what, and the kind of policy that denied.

A service may leave any of it out but the action. Where it denies with an encoded message, that is decoded by
``aws sts decode-authorization-message``, and :func:`decoded` reads what comes out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

IDENTITY = "identity-based policy"
RESOURCE = "resource-based policy"
BOUNDARY = "permissions boundary"
SESSION = "session policy"
SCP = "service control policy"
RCP = "resource control policy"
ENDPOINT = "VPC endpoint policy"
TRUST = "trust policy"
PUBLIC_ACCESS = "block public access setting"
# The kinds of policies as a message names them, in lower case, and as they are called here.
KINDS = {
    "identity-based policy": IDENTITY,
    "identity-based policies": IDENTITY,
    "resource-based policy": RESOURCE,
    "resource-based policies": RESOURCE,
    "permissions boundary": BOUNDARY,
    "permission boundary": BOUNDARY,
    "session policy": SESSION,
    "sessions policy": SESSION,
    "service control policy": SCP,
    "resource control policy": RCP,
    "vpc endpoint policy": ENDPOINT,
    "role trust policy": TRUST,
    "trust policy": TRUST,
}


class Wording(NamedTuple):
    """One part of a message: a regular expression, and the page of AWS that has the wording."""

    pattern: str
    source: str


_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"
_KIND = "|".join(sorted((kind.replace(" ", r"\s+") for kind in KINDS), key=len, reverse=True))
# What is denied. Amazon S3 puts the ARN in quotes, which logs escape, and IAM names a role without its ARN.
DENIED = Wording(
    r"(?:User:?\s+(?P<principal>\S{1,2048}+)\s+)?(?:is|are)\s+not\s+authorized\s+to\s+perform:?\s+"
    r"\[?(?P<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)\]?"
    r"(?:\s+on\s+(?:the\s+)?resources?:?\s+(?:"
    r"(?P<quote>\\{0,9}[\"'])(?P<quoted>arn:[^\"']{1,1500}?)(?P=quote)(?=[\s.,;:)}\]<\\]|$)"
    r"|\[?\\{0,9}[\"']?(?P<resource>arn:[^\s,\]\"'\\<]+|\*(?!\*))\]?\\{0,9}[\"']?"
    r"|(?P<type>role|user|group|instance\s+profile)\s+(?P<name>[A-Za-z0-9_+=,.@-]{1,128})))?",
    _GUIDE,
)
# Which kind of policy denied, and whether it says so or only lacks an Allow.
WHY = (
    Wording(rf"because\s+no\s+(?P<kind>{_KIND})\s+allows", _GUIDE),
    Wording(
        rf"with\s+an\s+(?P<explicit>explicit\s+deny)\s+in\s+(?:an?\s+|the\s+)?(?P<kind>{_KIND})"
        r"(?::\s?(?P<policy>arn:[^\s\"'\\<]+))?",
        _GUIDE,
    ),
    # An older wording, which an SCP that only lacks an Allow has too.
    Wording(
        rf"due\s+to\s+an\s+(?P<explicit>explicit\s+deny)\s+in\s+(?:an?\s+|the\s+)?(?P<kind>{_KIND})", _GUIDE
    ),
    Wording(
        r"because\s+[^\n.]{1,80}?\s+blocked\s+by\s+the\s+\w+\s+(?P<kind>block\s+public\s+access\s+setting)",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
    ),
    Wording(r"with\s+an\s+(?P<explicit>explicit\s+deny)", _GUIDE),
    # A kind of policy that is not known here.
    Wording(r"because\s+no\s+(?P<other>[a-z][a-z -]{2,60}?)\s+allows", _GUIDE),
)
# AWS STS says nothing else of a trust policy that does not allow a token.
UNTRUSTED = Wording(
    r"[Nn]ot\s+authorized\s+to\s+perform:?\s+(?P<action>sts:AssumeRoleWith(?:WebIdentity|SAML))\b",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html",
)
ENCODED = Wording(
    r"Encoded authorization failure message:\s*(\S+)",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
)
_DENIED = re.compile(rf"{DENIED.pattern}|{UNTRUSTED.pattern.replace('action', 'untrusted')}")
_WHY = tuple(re.compile(one.pattern, re.IGNORECASE) for one in WHY)
_ENCODED = re.compile(ENCODED.pattern)
# What comes before the kind: what some services say of the resource. AWS KMS: "on the resource associated
# with this ciphertext".
_BETWEEN = re.compile(r"(?:(?!\n\s*\n|[Nn]ot\s+authorized).){0,160}", re.DOTALL)
# A message is at most as long as this in CloudTrail, but for encoded ones.
_LONGEST = 4096


class Denial(NamedTuple):
    """What a message says. ``resource``, ``kind`` and ``policy``, its ARN, are empty when it does not.

    ``context`` are the condition keys of the request, in lower case: only a decoded message has them, and
    then all of them. ``sids`` are those of the statements that denied. ``name`` is how IAM names a resource
    without its ARN, as ``role/web``: of a path nothing is said.
    """

    action: str
    resource: str = ""
    kind: str = ""
    explicit: bool = False
    policy: str = ""
    principal: str = ""
    context: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    sids: tuple[str, ...] = ()
    name: str = ""


@lru_cache(maxsize=4096)
def parse(message: str) -> Denial | None:
    """Return what ``message`` says was denied; ``None`` when it names no action.

    ``User: arn:… is not authorized to perform: ecs:RunTask on resource: arn:… because no session policy
    allows the ecs:RunTask action`` was denied by a session policy.
    """
    return next((denial for _, denial in denials(message[:_LONGEST])), None)


def denials(text: str) -> Iterator[tuple[int, Denial]]:
    """Yield every denial in ``text``, which may be a whole log, each with where in the text it begins.

    A message may go on in the next line, as tools that wrap lines have it.
    """
    for found in _DENIED.finditer(text):
        if found["untrusted"]:
            yield found.start(), Denial(found["untrusted"], kind=TRUST)
            continue
        kind, explicit, policy = _why(text, found.end())
        quoted = re.sub(r"\s*\n\s*", " ", found["quoted"] or "")
        type_ = re.sub(r"\s+", "-", found["type"] or "")
        yield (
            found.start(),
            Denial(
                found["action"],
                (quoted or found["resource"] or "").rstrip(".,;"),
                kind,
                explicit,
                policy,
                found["principal"] or "",
                name=f"{type_}/{found['name'].rstrip('.,')}" if type_ else "",
            ),
        )


def _why(text: str, start: int) -> tuple[str, bool, str]:
    """Return the kind of policy that is named soon after ``start``, whether it denies, and its ARN."""
    between = _BETWEEN.match(text, start)
    last = between.end() if between else start
    found = [match for pattern in _WHY if (match := pattern.search(text, start, last + 160))]
    found = [match for match in found if match.start() <= last]
    if not found:
        return "", False, ""
    groups = min(found, key=lambda match: match.start()).groupdict()
    named = " ".join((groups.get("kind") or groups.get("other") or "").lower().split())
    return KINDS.get(named, named), bool(groups.get("explicit")), (groups.get("policy") or "").rstrip(".,;")


def decoded(value: Any) -> Denial | None:
    """Return the denial that ``value`` is of, as ``decode-authorization-message`` prints it; else ``None``.

    ``value`` is parsed JSON: the message itself, or the answer with ``DecodedMessage`` in it. Source:
    https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
    """
    if isinstance(value, dict) and isinstance(value.get("DecodedMessage"), str):
        try:
            value = json.loads(value["DecodedMessage"])
        except (ValueError, RecursionError):
            return None
    if not isinstance(value, dict) or value.get("allowed") is True:
        return None
    context = value.get("context")
    if not isinstance(context, dict) or not isinstance(context.get("action"), str):
        return None
    resource, principal = context.get("resource"), context.get("principal")
    arn = principal.get("arn") if isinstance(principal, dict) else ""
    matched = _items(value.get("matchedStatements"))
    explicit = value.get("explicitDeny") is True
    return Denial(
        context["action"],
        resource if isinstance(resource, str) and (resource.startswith("arn:") or resource == "*") else "",
        explicit=explicit,
        principal=arn if isinstance(arn, str) else "",
        context=dict(_conditions(context.get("conditions"))),
        sids=tuple(str(one["statementId"]) for one in matched if one.get("statementId")) if explicit else (),
    )


def encoded(message: str) -> str:
    """Return the encoded part of ``message``, for ``decode-authorization-message``; empty for none."""
    found = _ENCODED.search(message)
    return found[1] if found else ""


def _conditions(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in _items(value):
        values = tuple(str(inner["value"]) for inner in _items(one.get("values")) if "value" in inner)
        if isinstance(one.get("key"), str) and values:
            yield one["key"].lower(), values


def _items(value: Any) -> list[Mapping[str, Any]]:
    items = value.get("items") if isinstance(value, dict) else None
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
