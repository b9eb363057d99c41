"""N405."""

from ....policy.resource_arns import has_name, is_everything
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access

_BROAD = BroadAccessRule(
    risk="N405",
    message="allows {actions} on every resource",
    wanted=has_name,
    on=is_everything,
)

RULE = Rule(
    id="N405",
    title="Resource * for read actions that support resource-level permissions",
    costs="the principal reads more of the account than it needs",
    instead="name the resources in a separate statement; many List actions support only *",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:GetQueueAttributes", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:GetQueueAttributes",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
