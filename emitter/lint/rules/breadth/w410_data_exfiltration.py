"""W410."""

from ....policy.resource_arns import reaches_every
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access

_BROAD = BroadAccessRule(
    risk="W410",
    message="allows {actions} on {where}: reads data or secrets of any resource",
    where=lambda found: found.resource.shown,
    by=reaches_every,
)

RULE = Rule(
    id="W410",
    title="data exfiltration: reads data or secrets of any resource",
    costs="stolen credentials of the principal expose the data and secrets of the account",
    instead="name the buckets, tables, queues, log groups, parameters, secrets and keys that are read",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue",
            "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/*"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
