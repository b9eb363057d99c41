"""N602."""

from ....policy.containment import arn_covers
from ...rule import Rule
from ._redundant import RedundancyRule, check_redundancy

_REDUNDANCY = RedundancyRule(lambda statement: (statement.resources, statement.not_resources), arn_covers)

RULE = Rule(
    id="N602",
    title="redundant resource: another resource of the list contains it",
    costs="it has no effect, and removing it later does not remove the permission",
    instead="remove it, or remove the wildcard if that allows more than intended",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": [
                "arn:aws:ecs:eu-west-1:111122223333:service/web/*",
                "arn:aws:ecs:eu-west-1:111122223333:service/web/api"
            ]
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:111122223333:service/web/api"
        }]
    }""",
    check=check_redundancy(_REDUNDANCY),
)
