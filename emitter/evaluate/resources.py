"""What a request is about, by what AWS lists for its action."""

from collections.abc import Sequence

from .. import facts
from ..regions import PARTITIONS
from .request import Request

# A request for an action that takes no resource is one on this.
EVERYTHING = "*"

# Amazon S3 takes such a request as one on every bucket, as AWS's own examples have it: s3:ListAllMyBuckets on
# arn:aws:s3:::* (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
_EVERY_BUCKET = tuple(f"arn:{partition}:s3:::*" for partition in PARTITIONS)


def names_of_resource(request: Request) -> Sequence[str] | None:
    """The texts that ``Resource`` can name; ``None`` when the action needs one that the request does not say.

    An action that takes no resource is on ``*``, whatever the request says.
    """
    action = facts.action(request.action)
    if action is not None and not action.resources:
        return _EVERY_BUCKET if action.name.startswith("s3:") else (EVERYTHING,)
    if request.resource is not None:
        return (request.resource,)
    if action is not None and any(resource.required for resource in action.resources):
        return None
    return (EVERYTHING,)
