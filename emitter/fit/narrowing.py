"""Condition keys that narrow a statement to what was asked, and the operators that fit their values.

Sources: "Grant a user permissions to pass a role to an AWS service"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html), "Create a service-linked role"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html), "AWS KMS
condition keys" (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html) and, for Amazon
ECS, "Grant permission to tag resources during creation"
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html). The keys of
creations are those of :mod:`~emitter.replay.passing`.
"""

from collections.abc import Iterator, Mapping

from ..replay.passing import creation_keys

# The key as AWS spells it, by how it is written in a request here; and the operator.
KEYS: Mapping[str, tuple[str, str]] = {
    "ecs:cluster": ("ecs:cluster", "ArnEquals"),
    "iam:awsservicename": ("iam:AWSServiceName", "StringEquals"),
    "iam:passedtoservice": ("iam:PassedToService", "StringEquals"),
    "kms:viaservice": ("kms:ViaService", "StringEquals"),
    **{key: (f"{key.partition(':')[0]}:CreateAction", "StringEquals") for key in creation_keys()},
}
REGION = "aws:requestedregion"


def narrowing(action: str, context: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of ``context``, in lower case, that narrow ``action`` to this request, with values."""
    service = action.partition(":")[0].lower()
    for key in KEYS:
        if key.partition(":")[0] == service and context.get(key):
            yield key, context[key]
