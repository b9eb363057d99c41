"""Paths of privilege escalation, and the pages that list the known ones."""

from typing import NamedTuple

PATHFINDING = "https://pathfinding.cloud/paths/"
TRICKS = "https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/"


class Path(NamedTuple):
    """A path of privilege escalation.

    ``needs`` are the actions, in order; ``a|b`` is either. ``to`` is the service that a role is passed to,
    where one is; else ``kinds`` are the types of resources of the first action that matter, or a word for
    what an action without resources reaches. ``does`` says what it gives, with ``{}`` for which role, or
    which of those resources.
    """

    does: str
    needs: tuple[str, ...]
    source: str
    to: str = ""
    kinds: tuple[str, ...] = ()
