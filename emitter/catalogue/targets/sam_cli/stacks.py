"""What package, deploy and delete take."""

from awacs import cloudformation, ecr, iam, kms, s3, signer, sns

from ...model import Grant, GrantCondition, Scope, inferred, vendor
from .sources import _AWS, _BUCKET, _CFN_ARN, _CFN_GUIDE, _DEPLOYER, _PUSH, _STACKS, _allow, _lib, _template

_TRANSFORM = Scope("Transform", (f"{_CFN_ARN.replace('{account}', 'aws')}:transform/Serverless-2016-10-31",))


_ARTIFACTS = Scope("Artifacts", (f"{_BUCKET}/*",))


_ARTIFACTS_BUCKET = Scope("ArtifactsBucket", (_BUCKET,))


_KEY = Scope(
    "ArtifactsKey", ("{artifacts_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
)


_IMAGES = Scope("Images", ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",))


_REGISTRY = Scope("Registry", ("*",))


_PASS_ROLE = Scope(
    "PassStackRole",
    ("{stack_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
    beside=(cloudformation.CreateChangeSet,),
)


_TOPICS = Scope("Notifications", ("{topic}",))


_PROFILES = Scope(
    "SigningProfiles", ("arn:{partition}:signer:{region}:{account}:/signing-profiles/{signing_profile}",)
)


_JOBS = Scope("SigningJobs", ("arn:{partition}:signer:{region}:{account}:/signing-jobs/*",))


_STACK_GRANTS = (
    *_allow(
        _STACKS,
        ("deploy", "delete", "sync"),
        (
            cloudformation.DescribeStacks,
            "finds out whether the stack exists, waits for it, and reads its outputs",
            _lib(_DEPLOYER, 144, 576, 578, 795),
        ),
    ),
    *_allow(
        _STACKS,
        ("deploy", "sync"),
        (
            cloudformation.GetTemplateSummary,
            "reads which parameters the deployed template has",
            _lib(_DEPLOYER, 214, 706),
        ),
        (
            cloudformation.DescribeStackEvents,
            "shows what happens to the stack",
            _lib(_DEPLOYER, 410, 441),
        ),
    ),
    *_allow(
        _STACKS,
        ("deploy",),
        (
            cloudformation.CreateChangeSet,
            "creates a change set, also to create the stack",
            _lib(_DEPLOYER, 270),
        ),
        (
            cloudformation.DescribeChangeSet,
            "waits until the change set is there, and shows its changes",
            _lib(_DEPLOYER, 295, 359),
        ),
        (cloudformation.ExecuteChangeSet, "executes the change set", _lib(_DEPLOYER, 397)),
    ),
    Grant(
        cloudformation.CreateChangeSet,
        _TRANSFORM,
        ("deploy", "sync", "managed-bucket", "pipeline-bootstrap"),
        "every template has the transform of SAM, which CloudFormation authorises apart, in the account aws",
        (vendor(f"{_CFN_GUIDE}/template-macros-overview.html"), _lib(_DEPLOYER, 270)),
    ),
    Grant(
        s3.GetObject,
        _ARTIFACTS,
        ("deploy", "package", "delete", "sync"),
        "sees whether a file is there already, and lets CloudFormation fetch the template with the caller's permission",
        (_lib("package/s3_uploader.py", 209), _lib("sync/infra_sync_executor.py", 771)),
    ),
    Grant(
        s3.PutObject,
        _ARTIFACTS,
        ("deploy", "package", "sync"),
        "uploads code, layers and the template",
        (_lib("package/s3_uploader.py", 110, 114),),
    ),
    Grant(
        s3.AbortMultipartUpload,
        _ARTIFACTS,
        ("package", "sync"),
        "leaves no parts behind when the upload of a large file fails",
        (inferred(f"{_AWS}/AmazonS3/latest/userguide/mpuoverview.html"), _lib("package/s3_uploader.py", 110)),
    ),
    *(
        Grant(
            action,
            _KEY,
            ("artifacts-key",),
            reason,
            (vendor(f"{_AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html"),),
        )
        for action, reason in (
            (kms.GenerateDataKey, "encrypts what it uploads"),
            (kms.Decrypt, "completes the upload of a large file, and lets CloudFormation fetch the template"),
        )
    ),
    *_allow(
        _REGISTRY,
        ("images",),
        (
            ecr.GetAuthorizationToken,
            "logs docker in; AWS lets no resource narrow it",
            _lib("package/ecr_uploader.py", 70),
        ),
    ),
    *_allow(
        _IMAGES,
        ("images",),
        *(
            (action, "docker pushes an image", _PUSH)
            for action in (
                ecr.BatchCheckLayerAvailability,
                ecr.InitiateLayerUpload,
                ecr.UploadLayerPart,
                ecr.CompleteLayerUpload,
                ecr.PutImage,
                ecr.BatchGetImage,
            )
        ),
        (
            ecr.GetDownloadUrlForLayer,
            "lets AWS Lambda fetch the image with the caller's permission",
            _template(316),
        ),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("stack-role",),
        "hands CloudFormation the role with which it makes the resources of the stack",
        (vendor(f"{_CFN_GUIDE}/using-iam-servicerole.html"), _template(273), _lib(_DEPLOYER, 263)),
    ),
    *_allow(
        _STACKS,
        ("delete",),
        (
            cloudformation.GetTemplate,
            "finds out which files and images the stack has",
            _lib("delete/cfn_utils.py", 100),
        ),
        (
            cloudformation.ListChangeSets,
            "finds the template of a stack that has nothing but a change set",
            _lib("delete/cfn_utils.py", 236),
        ),
    ),
    *_allow(
        _STACKS,
        ("delete", "on-failure-delete"),
        (cloudformation.DeleteStack, "deletes the stack", _lib("delete/cfn_utils.py", 166)),
    ),
    *_allow(
        _STACKS,
        ("on-failure-delete",),
        (cloudformation.RollbackStack, "takes a failed update back", _lib(_DEPLOYER, 829)),
    ),
    *_allow(
        _ARTIFACTS,
        ("delete",),
        (s3.DeleteObject, "deletes the files of the stack", _lib("package/s3_uploader.py", 166)),
    ),
    *_allow(
        _ARTIFACTS_BUCKET,
        ("delete",),
        (s3.ListBucket, "finds the files below --s3-prefix", _lib("package/s3_uploader.py", 192)),
    ),
    *_allow(
        _IMAGES,
        ("delete",),
        (ecr.BatchDeleteImage, "deletes the images of the stack", _lib("package/ecr_uploader.py", 147)),
    ),
    Grant(
        cloudformation.TagResource,
        _STACKS,
        ("tags",),
        "the stack is created and updated with tags",
        (inferred(f"{_CFN_GUIDE}/cfn-console-add-tags.html"), _lib(_DEPLOYER, 231)),
    ),
    Grant(
        sns.Publish,
        _TOPICS,
        ("notifications",),
        "CloudFormation reports the events of the stack with the rights of its caller",
        (inferred(f"{_CFN_GUIDE}/cfn-console-create-stack.html"), _lib(_DEPLOYER, 265)),
    ),
    *_allow(
        _PROFILES,
        ("signing",),
        (signer.StartSigningJob, "signs code", _lib("package/code_signer.py", 128, 135)),
    ),
    *_allow(
        _JOBS,
        ("signing",),
        (signer.DescribeSigningJob, "waits until code is signed", _lib("package/code_signer.py", 85, 110)),
    ),
    *_allow(
        _ARTIFACTS,
        ("signing",),
        (
            s3.GetObjectTagging,
            "asks for the version of what it uploaded",
            _lib("package/s3_uploader.py", 240),
        ),
    ),
)
