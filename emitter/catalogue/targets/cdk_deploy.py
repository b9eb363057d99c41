"""The AWS CDK CLI, deploying stacks: cdk deploy, diff, destroy, rollback and drift.

Read at 2.1138.0, with the libraries of the same release (toolkit-lib, cdk-assets-lib); older releases were not
compared. By default the CLI assumes the roles of the bootstrap stack and needs nothing else of its own. The features
that begin with own are for stacks that it deploys with its own rights (CliCredentialsStackSynthesizer), and for a
deploy role in place of the one that cdk bootstrap makes.

Not covered: what the resources of a stack take, which CloudFormation does with the execution role or, without one,
for the caller; --hotswap, watch, gc, import, migrate, orphan and refactor; what the CLI looks up to explain a
failure, where a denial is passed over. What CloudFormation reads to detect drift is a matter of the template.
"""

from awacs import cloudformation, ecr, iam, kms, s3, ssm, sts

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Scope,
    Target,
    WhenFeature,
    inferred,
    vendor,
)
from ._cdk import CFN_GUIDE, CODE, GUIDE, QUALIFIER, TEMPLATE, api


def _assets(file: str, *lines: int) -> Evidence:
    return CODE.at(f"packages/@aws-cdk/cdk-assets-lib/lib/{file}", *lines)


def _role(name: str) -> tuple[str | WhenFeature, ...]:
    """Return the bootstrap role ``name`` of this account and Region, and with a feature of others."""
    place, other = "{account}-{region}", "{other_account}-{other_region}"
    return (
        f"arn:{{partition}}:iam::{{account}}:role/cdk-{{qualifier}}-{name}-role-{place}",
        WhenFeature(
            "other-environments",
            f"arn:{{partition}}:iam::{{other_account}}:role/cdk-{{qualifier}}-{name}-role-{other}",
        ),
    )


_STACK = "arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*"
_BUCKET = "arn:{partition}:s3:::cdk-{qualifier}-assets-{account}-{region}"
_REPOSITORY = (
    "arn:{partition}:ecr:{region}:{account}:repository/cdk-{qualifier}-container-assets-{account}-{region}"
)
_ROLES = {name: _role(name) for name in ("deploy", "file-publishing", "image-publishing", "lookup")}
_ASSUME = {
    name: Scope(f"Assume{sid}Role", _ROLES[name])
    for name, sid in (
        ("deploy", "Deploy"),
        ("file-publishing", "FilePublishing"),
        ("image-publishing", "ImagePublishing"),
        ("lookup", "Lookup"),
    )
}
_SESSIONS = Scope("SessionTags", tuple(role for roles in _ROLES.values() for role in roles))
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
)
_FILES_BUCKET = Scope("AssetsBucket", (_BUCKET,))
_FILES = Scope("Assets", (f"{_BUCKET}/*",))
_KEY = Scope("AssetsKey", ("{assets_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),))
_IMAGES = Scope("Images", (_REPOSITORY,))
_REGISTRY = Scope("Registry", ("*",))

_DEPLOY = "deployments/deploy-stack.ts"
_PUSH = vendor("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html")


def _assume(feature: str, name: str, reason: str, *sources: Evidence) -> Grant:
    page = GUIDE.at("v2/guide/best-practices-security.adoc", 59, confidence="documented")
    return Grant(sts.AssumeRole, _ASSUME[name], (feature,), reason, (*sources, page))


_GRANTS = (
    _assume(
        "deploy",
        "deploy",
        "becomes the deploy role, with which it creates change sets and executes them",
        api("aws-auth/sdk-provider.ts", 347, 350),
    ),
    _assume(
        "files",
        "file-publishing",
        "becomes the role that uploads files, templates among them",
        _assets("aws.ts", 243, 247),
    ),
    _assume(
        "images",
        "image-publishing",
        "becomes the role that pushes container images",
        _assets("aws.ts", 243, 247),
    ),
    _assume(
        "lookups",
        "lookup",
        "becomes the role that reads the account: context lookups, diff, and what a failure is explained with",
        api("aws-auth/sdk-provider.ts", 347, 542),
    ),
    Grant(
        sts.TagSession,
        _SESSIONS,
        ("session-tags",),
        "the synthesizer gives sessions tags, and AWS authorises that apart",
        (
            vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"),
            api("aws-auth/sdk-provider.ts", 354),
        ),
    ),
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

TARGET = Target(
    name="cdk-deploy",
    title="stacks of CloudFormation, through the roles of cdk bootstrap",
    deployer="AWS CDK CLI",
    versions=("2",),
    read=Release("2.1138.0", "2026-11-28"),
    identities=("user", "github-oidc", "codebuild", "account", "ec2-instance-profile", "group", "existing"),
    identity_name="cdk-deploy",
    policy_name="cdk-deploy",
    parameters=(
        QUALIFIER,
        Parameter("other_account", "other accounts that it deploys to", syntax.ACCOUNT),
        Parameter("other_region", "Regions of those, or other Regions of this account", syntax.REGION),
        Parameter(
            "stack",
            "names of the stacks that it deploys with its own rights",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter("bootstrap_stack", "name of the bootstrap stack", syntax.SEGMENT, "CDKToolkit"),
        Parameter(
            "assets_key",
            "id of the customer managed KMS key of the bucket of assets, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("deploy", "assumes the deploy role: deploy, destroy, rollback, drift", default=True),
        Feature("files", "assumes the role that publishes files, which every template is", default=True),
        Feature("images", "assumes the role that publishes container images", default=True),
        Feature("lookups", "assumes the lookup role: context lookups and diff", default=True),
        Feature("session-tags", "the synthesizer sets tags of the sessions of those roles"),
        Feature("other-environments", "the same roles in other accounts and Regions"),
        Feature("own-stacks", "deploys stacks with its own rights, in place of the deploy role"),
        Feature("own-direct", "--method=direct, for such stacks; takes own-stacks"),
        Feature("own-tags", "such stacks have tags; takes own-stacks"),
        Feature("own-termination-protection", "such stacks change termination protection; takes own-stacks"),
        Feature("own-execution-role", "such stacks have the execution role of the bootstrap stack"),
        Feature("own-destroy", "cdk destroy, for such stacks"),
        Feature("own-rollback", "cdk rollback, for such stacks"),
        Feature("own-drift", "cdk drift, for such stacks"),
        Feature("own-files", "uploads files with its own rights"),
        Feature("own-files-key", "those are encrypted with a customer managed key; takes own-files"),
        Feature("own-images", "pushes images with its own rights"),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            GUIDE.at("v2/guide/best-practices-security.adoc", 55, confidence="documented"),
            (
                PageStatement(
                    "AssumeCDKRoles",
                    (sts.AssumeRole,),
                    ("*",),
                    (
                        GrantCondition(
                            "StringEquals",
                            "iam:ResourceTag/aws-cdk:bootstrap-role",
                            ("image-publishing", "file-publishing", "deploy", "lookup"),
                        ),
                    ),
                ),
            ),
            warnings=(
                "assumes any role with that tag that trusts its caller, in any account and environment, and the deploy"
                " role gives CloudFormation AdministratorAccess unless cdk bootstrap was given other policies",
                "has no sts:TagSession: session tags are denied",
            ),
        ),
    ),
    repositories=(CODE, GUIDE),
)
