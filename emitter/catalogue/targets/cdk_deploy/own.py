"""What a deployment takes without those roles, or one of them has to have."""

from awacs import cloudformation, ecr, iam, kms, s3, ssm

from ...model import Grant, GrantCondition, Scope, inferred, vendor
from .._cdk import CFN_GUIDE, CODE, TEMPLATE, api
from .assumed import _assets

_STACK = "arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*"


_BUCKET = "arn:{partition}:s3:::cdk-{qualifier}-assets-{account}-{region}"


_REPOSITORY = (
    "arn:{partition}:ecr:{region}:{account}:repository/cdk-{qualifier}-container-assets-{account}-{region}"
)


_STACKS = Scope("Stacks", (_STACK,))


_BOOTSTRAP_STACK = Scope(
    "BootstrapStack", ("arn:{partition}:cloudformation:{region}:{account}:stack/{bootstrap_stack}/*",)
)


_DRIFT = Scope("DriftStatus", ("*",))


_VERSION = Scope(
    "BootstrapVersion",
    ("arn:{partition}:ssm:{region}:{account}:parameter/cdk-bootstrap/{qualifier}/version",),
)


_PASS_ROLE = Scope(
    "PassExecutionRole",
    ("arn:{partition}:iam::{account}:role/cdk-{qualifier}-cfn-exec-role-{account}-{region}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
    beside=(cloudformation.CreateChangeSet,),
)


_FILES_BUCKET = Scope("AssetsBucket", (_BUCKET,))


_FILES = Scope("Assets", (f"{_BUCKET}/*",))


_KEY = Scope("AssetsKey", ("{assets_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),))


_IMAGES = Scope("Images", (_REPOSITORY,))


_REGISTRY = Scope("Registry", ("*",))


_DEPLOY = "deployments/deploy-stack.ts"


_PUSH = vendor("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html")


_OWN_GRANTS = (
    Grant(
        cloudformation.DescribeStacks,
        _STACKS,
        ("own-stacks", "own-destroy", "own-rollback"),
        "finds out whether the stack exists, and waits for it",
        (api("cloudformation/stack-helpers.ts", 34),),
    ),
    Grant(
        cloudformation.DescribeStacks,
        _BOOTSTRAP_STACK,
        ("own-stacks",),
        "reads from the bootstrap stack whose bucket it is; a denial is passed over",
        (api("deployments/checks.ts", 50),),
    ),
    Grant(
        cloudformation.GetTemplate,
        _STACKS,
        ("own-stacks",),
        "compares the template with the deployed one, to skip what has not changed",
        (api("cloudformation/stack-helpers.ts", 82),),
    ),
    Grant(
        cloudformation.CreateChangeSet,
        _STACKS,
        ("own-stacks",),
        "creates a change set, also to create the stack",
        (api(_DEPLOY, 595),),
    ),
    Grant(
        cloudformation.DescribeChangeSet,
        _STACKS,
        ("own-stacks",),
        "waits until the change set is there, or is gone",
        (api("change-sets/change-set-describer.ts", 149, 197),),
    ),
    Grant(
        cloudformation.ExecuteChangeSet,
        _STACKS,
        ("own-stacks",),
        "executes the change set; not with --no-execute",
        (api(_DEPLOY, 570),),
    ),
    Grant(
        cloudformation.DeleteChangeSet,
        _STACKS,
        ("own-stacks",),
        "deletes the change set before, whose name is in the way, and an empty one",
        (api(_DEPLOY, 473, 626),),
    ),
    Grant(
        cloudformation.DescribeStackEvents,
        _STACKS,
        ("own-stacks", "own-destroy", "own-rollback"),
        "shows what happens to the stack",
        (api("stack-events/stack-event-poller.ts", 295),),
    ),
    Grant(
        cloudformation.DeleteStack,
        _STACKS,
        ("own-stacks", "own-destroy"),
        "deletes the stack: with destroy, and when its creation failed, to create it again",
        (api(_DEPLOY, 258, 859),),
    ),
    Grant(
        cloudformation.UpdateTerminationProtection,
        _STACKS,
        ("own-termination-protection",),
        "turns termination protection on or off",
        (api(_DEPLOY, 653),),
    ),
    Grant(
        cloudformation.CreateStack,
        _STACKS,
        ("own-direct",),
        "creates the stack without a change set",
        (api(_DEPLOY, 696),),
    ),
    Grant(
        cloudformation.UpdateStack,
        _STACKS,
        ("own-direct",),
        "updates the stack without a change set",
        (api(_DEPLOY, 670),),
    ),
    Grant(
        cloudformation.TagResource,
        _STACKS,
        ("own-tags",),
        "the stack is created and updated with tags",
        (inferred(f"{CFN_GUIDE}/cfn-console-add-tags.html"), api(_DEPLOY, 790)),
    ),
    Grant(
        cloudformation.RollbackStack,
        _STACKS,
        ("own-rollback",),
        "takes a stack whose deployment failed back",
        (api("deployments/deployments.ts", 573),),
    ),
    Grant(
        cloudformation.ContinueUpdateRollback,
        _STACKS,
        ("own-rollback",),
        "continues a rollback that failed",
        (api("deployments/deployments.ts", 600),),
    ),
    Grant(
        cloudformation.DetectStackDrift,
        _STACKS,
        ("own-drift",),
        "starts to detect drift",
        (api("drift/drift.ts", 22),),
    ),
    Grant(
        cloudformation.DescribeStackDriftDetectionStatus,
        _DRIFT,
        ("own-drift",),
        "waits until drift is detected, by an id; AWS lets no resource narrow it",
        (api("drift/drift.ts", 78),),
    ),
    Grant(
        cloudformation.DescribeStackResourceDrifts,
        _STACKS,
        ("own-drift",),
        "reads what has drifted",
        (api("drift/drift.ts", 42),),
    ),
    Grant(
        ssm.GetParameter,
        _VERSION,
        ("own-stacks",),
        "reads the version of the bootstrap stack",
        (api("environment/environment-resources.ts", 148),),
    ),
    Grant(
        ssm.GetParameters,
        _VERSION,
        ("own-stacks",),
        "CloudFormation reads it too, for the parameter BootstrapVersion of every template",
        (CODE.at(TEMPLATE, 699, confidence="documented"),),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("own-execution-role",),
        "hands CloudFormation the execution role of the bootstrap stack",
        (vendor(f"{CFN_GUIDE}/using-iam-servicerole.html"), api(_DEPLOY, 787)),
    ),
    Grant(
        s3.GetObject,
        _FILES,
        ("own-stacks",),
        "lets CloudFormation fetch the template, which it does with the caller's permission",
        (vendor(f"{CFN_GUIDE}/cloudformation-overview.html"), api(_DEPLOY, 789)),
    ),
    Grant(
        s3.GetBucketLocation,
        _FILES_BUCKET,
        ("own-files",),
        "finds out whether the bucket of assets is there",
        (_assets("private/handlers/files.ts", 339),),
    ),
    Grant(
        s3.ListBucket,
        _FILES_BUCKET,
        ("own-files",),
        "uploads only what is not there yet",
        (_assets("private/handlers/files.ts", 247),),
    ),
    Grant(
        s3.GetEncryptionConfiguration,
        _FILES_BUCKET,
        ("own-files",),
        "encrypts uploads as the bucket does; a denial is passed over",
        (_assets("private/handlers/files.ts", 354),),
    ),
    Grant(
        s3.PutObject,
        _FILES,
        ("own-files",),
        "uploads files",
        (_assets("private/handlers/files.ts", 170), _assets("aws.ts", 170)),
    ),
    Grant(
        s3.AbortMultipartUpload,
        _FILES,
        ("own-files",),
        "leaves no parts behind when the upload of a large file fails",
        (
            inferred("https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"),
            _assets("aws.ts", 170),
        ),
    ),
    *(
        Grant(
            action,
            _KEY,
            ("own-files-key",),
            reason,
            (vendor("https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"),),
        )
        for action, reason in (
            (kms.GenerateDataKey, "encrypts what it uploads"),
            (kms.Decrypt, "completes the upload of a large file, and lets CloudFormation fetch the template"),
        )
    ),
    Grant(
        ecr.DescribeRepositories,
        _IMAGES,
        ("own-images",),
        "finds the repository of images",
        (_assets("private/handlers/container-images.ts", 292),),
    ),
    Grant(
        ecr.DescribeImages,
        _IMAGES,
        ("own-images",),
        "pushes only what is not there yet",
        (_assets("private/handlers/container-images.ts", 272),),
    ),
    Grant(
        ecr.GetAuthorizationToken,
        _REGISTRY,
        ("own-images",),
        "logs docker in; AWS lets no resource narrow it",
        (_assets("private/docker-credentials.ts", 116),),
    ),
    *(
        Grant(action, _IMAGES, ("own-images",), "docker pushes an image", (_PUSH,))
        for action in (
            ecr.BatchCheckLayerAvailability,
            ecr.InitiateLayerUpload,
            ecr.UploadLayerPart,
            ecr.CompleteLayerUpload,
            ecr.PutImage,
            ecr.BatchGetImage,
        )
    ),
)
