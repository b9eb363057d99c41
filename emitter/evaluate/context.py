"""The condition keys of one request: given, derived, known to be absent, or not known."""

from collections.abc import Mapping
from functools import lru_cache

from ..aws import service_reference
from ..policy.conditions import forms, is_provider
from ..policy.conditions import key as known_key

_ABSENT: tuple[str, ...] = ()


def _region(parts: list[str]) -> tuple[str, ...] | None:
    """Return a resource with a Region is reached through the endpoint of that Region."""
    return (parts[3],) if parts[3] else None


def _account(parts: list[str]) -> tuple[str, ...] | None:
    return (parts[4],) if len(parts[4]) == 12 and parts[4].isdigit() else None


# Keys that follow from the ARN of the resource: what they are, if it says so. Source: "AWS global condition
# context keys" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
DERIVED = {"aws:requestedregion": _region, "aws:resourceaccount": _account}


def overlaid(
    own: Mapping[str, tuple[str, ...]], given: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Return ``own`` and ``given`` as one; a key that is ``given`` counts, in whatever case."""
    named = {key.lower() for key in given}
    return {**{key: values for key, values in own.items() if key.lower() not in named}, **given}


@lru_cache(maxsize=16384)
def may_carry(action: str, key: str) -> bool:
    """Return whether a request for ``action`` can have ``key``, which is lower case.

    An action or a key that AWS does not list may be anything.
    """
    found = service_reference.action(action)
    if found is None or is_provider(key):
        return True
    service = found.name.partition(":")[0].lower()
    if known_key(key, (service,)) is None:
        return True
    return any(service_reference.takes_key(found, form) for form in forms(key))


class RoleOfSession(str):
    """The ARN of the role of a session, without its path: the ARN of a session does not have it."""

    __slots__ = ()

    def with_path(self, path: str) -> str:
        """Return the ARN of the role if it were in ``path``."""
        return self.replace(":role/", f":role/{path}/", 1)


class Context:
    """Looks keys up in any case. With ``complete``, what is not given is absent and not unknown.

    A key that no request for ``action`` has is absent as well.
    """

    __slots__ = ("_action", "_complete", "_given", "_resource")

    def __init__(
        self,
        given: Mapping[str, tuple[str, ...]],
        resource: str | None = None,
        complete: bool = False,
        action: str = "",
    ) -> None:
        self._given = {key.lower(): values for key, values in given.items()} if given else given
        if len(self._given) != len(given):
            raise ValueError("a condition key is given twice, in other case")
        self._action = action
        self._resource = resource
        self._complete = complete

    def get(self, key: str) -> tuple[str, ...] | None:
        """Return the values of ``key``, which is lower case: none when it is absent, ``None`` when
        not known.
        """
        found = self._given.get(key)
        if found is not None:
            return found
        derive = DERIVED.get(key)
        if derive is not None and self._resource is not None:
            parts = self._resource.split(":", 5)
            found = derive(parts) if len(parts) == 6 else None
            if found is not None:
                return found
        if self._complete or (self._action and not may_carry(self._action, key)):
            return _ABSENT
        return None
