"""W404."""

from ....policy.resource_arns import has_name, is_all
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access

_BROAD = BroadAccessRule(
    risk="W404",
    message="allows {actions} on every resource",
    wanted=has_name,
    on=is_all,
)

RULE = Rule(
    id="W404",
    title="Resource * for actions that support resource-level permissions",
    costs="the principal can change the resources of every other team and environment",
    instead="name the resources, with wildcards in their names, or limit them by a condition",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
