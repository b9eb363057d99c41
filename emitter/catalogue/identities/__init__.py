"""Who a deployer is: one file per kind of identity, found by its name.

A kind called ``ecs-task-role`` is the constant ``KIND`` of the module ``ecs_task_role``.
"""

from collections.abc import Mapping

from ...discovery import find, names
from ...errors import RequestError
from ...messages import nearest
from ..identity_settings import SETTINGS
from ..model import Kind, Parameter


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds of identity, sorted."""
    return names(__name__)


def load_kind(name: str) -> Kind:
    """Return the kind of identity called ``name``.

    Raises :class:`~emitter.errors.RequestError` with the nearest name when there is none.
    """
    module = find(__name__, name)
    if module is None:
        raise RequestError("identity.kind", f"unknown kind of identity {name!r}", nearest(name, kinds()))
    kind = module.KIND
    assert isinstance(kind, Kind)
    return kind


def settings_of(kind: Kind) -> Mapping[str, Parameter]:
    """Return every setting that ``kind`` takes, by name: those of what it makes, then its own."""
    return {setting.name: setting for setting in (*SETTINGS[kind.makes], *kind.settings)}
