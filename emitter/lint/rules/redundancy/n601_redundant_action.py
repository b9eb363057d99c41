"""N601."""

from ....policy.containment import action_covers
from ...rule import Rule
from ._redundant import RedundancyRule, check_redundancy

_REDUNDANCY = RedundancyRule(
    lambda statement: (statement.actions, statement.not_actions), action_covers, fold=True
)

RULE = Rule(
    id="N601",
    title="redundant action: another action of the list contains it",
    costs="it has no effect, and removing it later does not remove the permission",
    instead="remove it, or remove the wildcard if that allows more than intended",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["ecs:List*", "ecs:ListClusters"], "Resource": "*"}
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["ecs:ListClusters"], "Resource": "*"}]
    }""",
    check=check_redundancy(_REDUNDANCY),
)
