"""The condition keys of one request: given, derived, known to be absent, or not known."""

from collections.abc import Mapping

_ABSENT: tuple[str, ...] = ()


def _region(parts: list[str]) -> tuple[str, ...] | None:
    """Return a resource with a Region is reached through the endpoint of that Region."""
    return (parts[3],) if parts[3] else None


def _account(parts: list[str]) -> tuple[str, ...] | None:
    return (parts[4],) if len(parts[4]) == 12 and parts[4].isdigit() else None


# Keys that follow from the ARN of the resource: what they are, if it says so. Source: "AWS global condition
# context keys" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
DERIVED = {"aws:requestedregion": _region, "aws:resourceaccount": _account}


class Context:
    """Looks keys up in any case. With ``complete``, what is not given is absent and not unknown."""

    __slots__ = ("_complete", "_given", "_resource")

    def __init__(
        self, given: Mapping[str, tuple[str, ...]], resource: str | None = None, complete: bool = False
    ) -> None:
        self._given = {key.lower(): values for key, values in given.items()} if given else given
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
        return _ABSENT if self._complete else None
