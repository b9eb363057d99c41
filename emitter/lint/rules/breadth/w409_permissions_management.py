"""W409."""

from ....aws.service_reference import Action
from ....policy.phrases import on_every_resource
from ....policy.resource_arns import has_name, reaches_every
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access


def _named_or_of_the_account(action: Action) -> bool:
    return has_name(action) or not action.resources


_BROAD = BroadAccessRule(
    risk="W409",
    message="allows {actions}{where}: can change the permissions of others",
    where=on_every_resource,
    wanted=_named_or_of_the_account,
    by=reaches_every,
)

RULE = Rule(
    id="W409",
    title="permissions management on every resource",
    costs="the principal can grant and revoke permissions across the account",
    instead="name the resources whose permissions are managed; leave account-wide actions to administrators",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:DetachRolePolicy", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:DetachRolePolicy",
            "Resource": "arn:aws:iam::111122223333:role/web-task"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
