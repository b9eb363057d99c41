"""The roles of a task, of which only the record of its task definition tells.

RunTask needs ``iam:PassRole`` for the roles of the task definition, and its record names neither. Where the
records have the registration of that revision, before, its roles are known. Source: "Amazon ECS task IAM
role" (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
"""

from collections.abc import Iterable, Iterator

from .call import Asked, Call, Entry
from .implied import PASSING

_REGISTERED = "ecs:RegisterTaskDefinition"
_STARTED = frozenset({"ecs:RunTask", "ecs:StartTask"})
# Revisions that are remembered; of more, the first are forgotten.
_REMEMBERED = 10_000


class WithTaskRoles:
    """Iterates over ``entries``, with what starting a task passes in place of what is not known of it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        # By the ARN of the revision.
        self._roles: dict[str, tuple[Asked, ...]] = {}

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            yield self._with_roles(entry) if isinstance(entry, Call) else entry

    def _with_roles(self, call: Call) -> Call:
        for asked in call.asked:
            action, resource, *_ = asked.request
            if asked.partial or resource is None or "*" in resource:
                continue
            if action == _REGISTERED and call.recorded and not call.then:
                self._learn(resource, call.asked)
            elif action in _STARTED and resource in self._roles:
                return call._replace(asked=tuple(self._resolved(call.asked, resource)))
        return call

    def _learn(self, revision: str, asked: tuple[Asked, ...]) -> None:
        passed = tuple(one for one in asked if one.implied and one.request.action == PASSING)
        if any(one.partial for one in passed):
            return
        if len(self._roles) >= _REMEMBERED:
            del self._roles[next(iter(self._roles))]
        self._roles[revision] = passed

    def _resolved(self, asked: tuple[Asked, ...], revision: str) -> Iterator[Asked]:
        """Yield ``asked`` with the roles of ``revision`` for those that were not known, each once."""
        known = {(one.request.action, one.request.resource) for one in asked if not one.depends}
        for one in asked:
            if not (one.implied and one.depends and one.request.action == PASSING):
                yield one
                continue
            # Of this call are who called, and when.
            for role in self._roles[revision]:
                if (PASSING, role.request.resource) not in known:
                    yield role._replace(request=one.request._replace(resource=role.request.resource))
