"""The messages with which AWS denies a call: who, what, on what, and the kind of policy that denied.

Sources: "Troubleshoot access denied error messages"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html), which has every wording
below, and for Amazon EC2 "Error codes"
(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html).
"""

import re
from functools import lru_cache
from typing import NamedTuple

IDENTITY = "identity-based policy"
RESOURCE = "resource-based policy"
BOUNDARY = "permissions boundary"
SESSION = "session policy"
# The kinds of policies as a message names them, in lower case, and as they are called here.
KINDS = {
    "identity-based policy": IDENTITY,
    "identity-based policies": IDENTITY,
    "resource-based policy": RESOURCE,
    "resource-based policies": RESOURCE,
    "permissions boundary": BOUNDARY,
    "permission boundary": BOUNDARY,
    "session policy": SESSION,
    "service control policy": "service control policy",
    "resource control policy": "resource control policy",
    "vpc endpoint policy": "VPC endpoint policy",
    "role trust policy": "trust policy",
    "trust policy": "trust policy",
}

_DENIED = re.compile(
    r"(?:User:\s*(?P<principal>\S+)\s+)?is not authorized to perform:?\s+"
    r"\[?(?P<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)\]?"
    r"(?:\s+on\s+(?:the\s+)?resources?:?\s+(?P<resource>arn:[^\s,\]]+|\S+))?"
)
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_WHY = re.compile(
    rf"(?:because no (?P<lacking>{_KIND}) allows|with an explicit deny in (?:an? |the )?(?P<denying>{_KIND})"
    r"(?:: ?(?P<policy>arn:\S+))?|(?P<explicit>with an explicit deny))",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"Encoded authorization failure message:\s*(\S+)")
# A message is at most as long as this in CloudTrail, but for encoded ones.
_LONGEST = 4096


class Denial(NamedTuple):
    """What a message says. ``resource``, ``kind`` and ``policy``, its ARN, are empty when it does not."""

    action: str
    resource: str = ""
    kind: str = ""
    explicit: bool = False
    policy: str = ""
    principal: str = ""


@lru_cache(maxsize=4096)
def parse(message: str) -> Denial | None:
    """Return what ``message`` says was denied; ``None`` when it names no action.

    ``User: arn:… is not authorized to perform: ecs:RunTask on resource: arn:… because no session policy
    allows the ecs:RunTask action`` was denied by a session policy.
    """
    text = message[:_LONGEST]
    found = _DENIED.search(text)
    if found is None:
        return None
    why = _WHY.search(text, found.end())
    kind, explicit, policy = "", False, ""
    if why is not None:
        kind = KINDS.get((why["lacking"] or why["denying"] or "").lower(), "")
        explicit, policy = why["lacking"] is None, (why["policy"] or "").rstrip(".,;")
    resource = (found["resource"] or "").rstrip(".,;")
    resource = resource if resource.startswith("arn:") or resource == "*" else ""
    return Denial(found["action"].rstrip("."), resource, kind, explicit, policy, found["principal"] or "")


def encoded(message: str) -> str:
    """Return the encoded part of ``message``, for ``decode-authorization-message``; empty for none."""
    found = _ENCODED.search(message)
    return found[1] if found else ""
