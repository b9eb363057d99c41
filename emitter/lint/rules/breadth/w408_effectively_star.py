"""W408."""

from ....aws.service_reference import Action
from ....policy.resource_arns import can_reach, is_all, is_every_anywhere, is_everything
from ....reading.values import Value
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access


def _is_arn(value: Value) -> bool:
    return not is_all(value)


def _as_wide(value: Value, action: Action) -> bool:
    if is_everything(value):
        return can_reach(value, action)
    needed = [type_ for type_ in action.resources if type_.required] or action.resources
    return bool(needed) and all(is_every_anywhere(value, type_) for type_ in needed)


_BROAD = BroadAccessRule(
    risk="W404",
    message="{where} matches every resource of {actions}",
    where=lambda found: found.resource.shown,
    on=_is_arn,
    by=_as_wide,
)

RULE = Rule(
    id="W408",
    title="ARN that matches every resource, like *",
    costs="it looks limited, but the principal can change every resource of the service",
    instead="name the account, the type and the names of the resources",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    check=check_broad_access(_BROAD),
)
