"""Addresses that stay: the logical id and the label of each thing in a template.

Either is a function of the thing alone: of its target and part, or of its identity and its own name. What
else is in the template has no say, so no address moves when something joins or leaves.

A **logical id** is unique in its template (``Role``, ``PipedEcsPolicy``, ``PipedEcsPolicy2``,
``PipedEcsCluster``, ``TungUser``). A **label** is unique in an environment, whose files are one Terraform
module: what belongs to a target is called after it (``piped_ecs``, ``piped_ecs_2``, ``piped_ecs_cluster``),
whatever the identity that holds it; what belongs to an identity is called after the first target of its file
(``piped_ecs``, ``piped_ecs_role_name``, ``ufo_tung``).

The name of a user stands in both as its words, in lower case or capitalised: IAM takes case for nothing
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). Where the name can be read back
from its words (``le-ly`` from ``le_ly`` and ``LeLy``), that is all. Any other name (``le.ly``) could share
them, so a digest of it follows where no word can stand: behind a double underscore (``le_ly__9178cb``) and
behind the noun of a logical id (``LeLyUser9178CB``).
"""

import re

# Names that can be read back from words with underscores between, and from capitalised words: a digit is
# no capital, so that the word before it would not end.
_UNDERSCORED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CAPITALISED = re.compile(r"[a-z0-9]+(-[a-z][a-z0-9]*)*")
_DIGEST = 6


def snake(title: str) -> str:
    """Return the logical id ``TaskRole`` as ``task_role``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", title).lower()


def user_title(name: str) -> str:
    """Return the logical id of the user ``name``: ``LeLyUser`` of ``le-ly``."""
    digest = "" if _CAPITALISED.fullmatch(name.lower()) else _digest(name).upper()
    return "".join(map(str.capitalize, _words(name))) + "User" + digest


def user_label(name: str) -> str:
    """Return the user ``name`` as the end of a label: ``le_ly`` of ``le-ly``."""
    digest = "" if _UNDERSCORED.fullmatch(name.lower()) else f"__{_digest(name)}"
    return "_".join(_words(name)) + digest


def policy_label(target: str, part: str) -> str:
    """Return the label of a ``part`` of the policy of ``target``."""
    return f"{target}_{snake(part)}" if part else target


def _words(name: str) -> list[str]:
    return re.findall("[a-z0-9]+", name.lower())


def _digest(name: str) -> str:
    # OpenSSL takes longer to load than a template to print, and few need it.
    from hashlib import sha256

    return sha256(name.lower().encode()).hexdigest()[:_DIGEST]
