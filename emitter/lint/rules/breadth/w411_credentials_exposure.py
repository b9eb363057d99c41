"""W411."""

from ....policy.resource_arns import reaches_every
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access

_BROAD = BroadAccessRule(
    risk="W411",
    message="allows {actions} on {where}: returns credentials of other principals",
    where=lambda found: found.resource.shown,
    by=reaches_every,
)

RULE = Rule(
    id="W411",
    title="credentials exposure: returns credentials of other principals",
    costs="the principal can act as other principals, with permissions that this policy does not show",
    instead="name the roles, users, databases or instances whose credentials are needed",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": "arn:aws:iam::111122223333:role/audit"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
