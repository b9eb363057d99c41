"""The bucket that ufo keeps its state in."""

from awacs import cloudformation, s3

from ...model import Scope
from .sources import _CALLED_VIA, _CFN_STATUS, _allow, _at, _calls, _handlers, _inferred
from .stack import _STATE_STACK

_STATE = Scope("State", ("arn:{partition}:s3:::{bucket}/ufo/state/{app}/{env}/data.yml",))


_STATE_BUCKET = Scope("StateBucket", ("arn:{partition}:s3:::{bucket}",))


_MANAGED_BUCKET = Scope("ManagedBucket", ("arn:{partition}:s3:::ufo-bucket-*",), (_CALLED_VIA,))

_STATE_BUCKET_GRANTS = (
    *_calls(
        _STATE,
        ("s3-state",),
        (s3.GetObject, "reads the name of the base image at every build", "docker/state/s3.rb:27", ""),
        (s3.PutObject, "stores the name of the base image", "docker/state/s3.rb:16", ""),
    ),
    *_allow(
        _STATE_BUCKET,
        ("s3-state",),
        (
            s3.ListBucket,
            "without it S3 denies a missing object instead of saying so, and the first build fails",
            _inferred("docker/state/s3.rb:29"),
        ),
    ),
    *_calls(
        _STATE_STACK,
        ("managed-bucket",),
        (cloudformation.DescribeStacks, "finds the stack of the bucket", "s3/bucket.rb:85", ""),
        (
            cloudformation.DescribeStackResources,
            "finds the bucket in its stack",
            "aws_services/concerns.rb:45",
            "",
        ),
        (cloudformation.CreateStack, "creates the stack of the bucket", "s3/bucket.rb:49", ""),
        (cloudformation.UpdateStack, "repairs that stack when it has no bucket", "s3/bucket.rb:63", ""),
        (cloudformation.DeleteStack, "clears that stack when its creation failed", "s3/bucket.rb:18", ""),
        (
            cloudformation.UpdateTerminationProtection,
            "lifts the protection of that stack before it clears it",
            "s3/bucket.rb:78",
            "",
        ),
    ),
    *_allow(
        _STATE_STACK,
        ("managed-bucket",),
        (
            cloudformation.DescribeStackEvents,
            "follows the stack of the bucket until it is made",
            _at(_CFN_STATUS, "lib/", "cfn_status.rb:154"),
        ),
    ),
    *_handlers(
        _MANAGED_BUCKET,
        ("managed-bucket",),
        "S3_Bucket",
        (s3.CreateBucket, "creates the bucket", "1740"),
        (s3.PutEncryptionConfiguration, "encrypts the bucket", "1743"),
        (s3.PutBucketTagging, "tags the bucket", "1741"),
        (s3.GetBucketTagging, "reads the tags of the bucket back", "1792"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the bucket back", "1782"),
        (s3.DeleteBucket, "deletes the bucket when its creation is rolled back", "1843"),
        since="6",
    ),
)
