"""W412."""

from ....policy.phrases import on_every_resource
from ....policy.resource_arns import reaches_every
from ...rule import Rule
from ._broad import BroadAccessRule, check_broad_access

_BROAD = BroadAccessRule(
    risk="W412",
    message="allows {actions}{where}: can share resources with other accounts",
    where=on_every_resource,
    by=reaches_every,
)

RULE = Rule(
    id="W412",
    title="resource exposure: can share any resource with other accounts",
    costs="the principal can share buckets, keys, queues, images or snapshots with any account",
    instead="name the resources whose policies are written; leave account-wide actions to administrators",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutBucketPolicy", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "s3:PutBucketPolicy",
            "Resource": "arn:aws:s3:::releases"
        }]
    }""",
    check=check_broad_access(_BROAD),
)
