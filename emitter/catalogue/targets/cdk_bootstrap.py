"""The AWS CDK CLI, preparing an account and Region with cdk bootstrap.

Read at 2.1138.0: the calls of toolkit-lib, and its template, version 32 of the bootstrap stack. CloudFormation makes
the resources of that template with the rights of its caller (or of the role that --role-arn names); what its handlers
call is in the schemas that AWS publishes, and is held to what the template sets. What CloudFormation asks for to take
in resources that exist already, which cdk bootstrap always allows, is not known, nor what --template adds.

Whoever has this can become the administrator of the account: it makes roles with AdministratorAccess.
"""

from collections.abc import Iterator

from awacs import cloudformation, ecr, iam, kms, s3, ssm
from awacs.aws import Action

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
    inferred,
    vendor,
)
from ._cdk import CFN_GUIDE, CODE, GUIDE, QUALIFIER, api
from ._resource_schemas import REPOSITORY as _SCHEMAS
from ._resource_schemas import schema

_ROLE = "arn:{partition}:iam::{account}:role/cdk-{qualifier}"
_ROLES = tuple(
    f"{_ROLE}-{name}-role-{{account}}-{{region}}"
    for name in ("deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec")
)
_BUCKET = "arn:{partition}:s3:::cdk-{qualifier}-assets-{account}-{region}"

_STACK = Scope("Stack", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))
_ROLE_SCOPE = Scope("Roles", _ROLES)
_ATTACHED = Scope(
    "RolePolicies",
    _ROLES,
    (
        GrantCondition(
            "ArnEquals",
            "iam:PolicyARN",
            (
                "arn:{partition}:iam::aws:policy/ReadOnlyAccess",
                "arn:{partition}:iam::aws:policy/AWSCloudFormationReadOnlyAccess",
                "{execution_policy}",
            ),
        ),
    ),
)
_EXECUTION_ROLE = Scope("ExecutionRoleBoundary", (_ROLES[4],))
_BOUNDARY = Scope(
    "ExampleBoundary", ("arn:{partition}:iam::{account}:policy/cdk-{qualifier}-permissions-boundary",)
)
_S3 = Scope("AssetsBucket", (_BUCKET,))
_ECR = Scope(
    "ImagesRepository",
    (
        "arn:{partition}:ecr:{region}:{account}:repository/cdk-{qualifier}-container-assets-{account}-{region}",
    ),
)
_SSM = Scope(
    "Version", ("arn:{partition}:ssm:{region}:{account}:parameter/cdk-bootstrap/{qualifier}/version",)
)
_NEW_KEY = Scope("NewKey", ("*",))
_KEYS = Scope("Keys", ("arn:{partition}:kms:{region}:{account}:key/*",))
_ALIAS = Scope(
    "KeyAlias",
    (
        "arn:{partition}:kms:{region}:{account}:alias/cdk-{qualifier}-assets-key",
        "arn:{partition}:kms:{region}:{account}:key/*",
    ),
)
_ALIASES = Scope("KeyAliases", ("*",))
_PASS_ROLE = Scope(
    "PassStackRole",
    ("{stack_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
)

_DEPLOY = "deployments/deploy-stack.ts"


def _call(action: Action, feature: str, reason: str, *sources: Evidence) -> Grant:
    return Grant(action, _STACK, (feature,), reason, sources)


def _handled(scope: Scope, feature: str, kind: str, *rows: tuple[Action, str, str]) -> Iterator[Grant]:
    """Yield what CloudFormation calls for a ``kind`` of resource: action, what it does, lines of the schema."""
    for action, does, lines in rows:
        yield Grant(action, scope, (feature,), f"CloudFormation {does}", schema(f"{kind}:{lines}"))


_GRANTS = (
    _call(
        cloudformation.DescribeStacks,
        "stack",
        "finds out which version of the bootstrap stack there is, and waits for it",
        api("cloudformation/stack-helpers.ts", 34),
    ),
    _call(
        cloudformation.GetTemplate,
        "stack",
        "compares the template with the deployed one",
        api("cloudformation/stack-helpers.ts", 82),
    ),
    _call(cloudformation.CreateChangeSet, "stack", "creates a change set", api(_DEPLOY, 595)),
    _call(
        cloudformation.DescribeChangeSet,
        "stack",
        "waits until the change set is there, or is gone",
        api("change-sets/change-set-describer.ts", 149, 197),
    ),
    _call(cloudformation.ExecuteChangeSet, "stack", "executes the change set", api(_DEPLOY, 570)),
    _call(
        cloudformation.DeleteChangeSet,
        "stack",
        "deletes the change set before, whose name is in the way, and an empty one",
        api(_DEPLOY, 473, 626),
    ),
    _call(
        cloudformation.DescribeStackEvents,
        "stack",
        "shows what happens to the stack",
        api("stack-events/stack-event-poller.ts", 295),
    ),
    _call(
        cloudformation.DeleteStack,
        "rollback",
        "deletes a bootstrap stack whose creation failed, to create it again",
        api(_DEPLOY, 258),
    ),
    _call(
        cloudformation.UpdateTerminationProtection,
        "termination-protection",
        "turns termination protection on or off",
        api(_DEPLOY, 653),
    ),
    _call(
        cloudformation.TagResource,
        "tags",
        "the stack is created and updated with tags",
        inferred(f"{CFN_GUIDE}/cfn-console-add-tags.html"),
        api(_DEPLOY, 790),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("stack-role",),
        "hands CloudFormation the role with which it makes what the template lists",
        (vendor(f"{CFN_GUIDE}/using-iam-servicerole.html"), api(_DEPLOY, 787)),
    ),
    *_handled(
        _ROLE_SCOPE,
        "resources",
        "IAM_Role",
        (iam.CreateRole, "creates the roles", "144"),
        (iam.GetRole, "waits for the roles, and reads them", "150,155"),
        (iam.TagRole, "tags the roles, which the template always does", "148,172"),
        (iam.UntagRole, "removes tags that a newer template has not", "149,173"),
        (iam.PutRolePolicy, "writes inline policies", "145,171"),
        (iam.GetRolePolicy, "reads inline policies back", "147,158"),
        (iam.DeleteRolePolicy, "removes inline policies that a newer template has not", "170"),
        (iam.UpdateAssumeRolePolicy, "changes whom the roles trust (--trust)", "165"),
        (iam.ListRolePolicies, "lists inline policies", "157"),
        (iam.ListAttachedRolePolicies, "lists attached policies", "156"),
    ),
    *_handled(
        _ATTACHED,
        "resources",
        "IAM_Role",
        (
            iam.AttachRolePolicy,
            "attaches policies of AWS and of --cloudformation-execution-policies",
            "146,167",
        ),
        (iam.DetachRolePolicy, "detaches those that are no longer given", "166"),
    ),
    *_handled(
        _ROLE_SCOPE,
        "rollback",
        "IAM_Role",
        (iam.DeleteRole, "deletes the roles when their creation is rolled back", "178"),
    ),
    *_handled(
        _EXECUTION_ROLE,
        "boundary",
        "IAM_Role",
        (iam.PutRolePermissionsBoundary, "bounds the execution role", "169"),
        (iam.DeleteRolePermissionsBoundary, "lifts that boundary when it is no longer given", "168"),
    ),
    Grant(
        iam.GetPolicy,
        _BOUNDARY,
        ("example-boundary",),
        "finds out whether the example of a boundary is there",
        (api("bootstrap/bootstrap-environment.ts", 288),),
    ),
    Grant(
        iam.CreatePolicy,
        _BOUNDARY,
        ("example-boundary",),
        "creates it",
        (api("bootstrap/bootstrap-environment.ts", 349),),
    ),
    *_handled(
        _S3,
        "resources",
        "S3_Bucket",
        (s3.CreateBucket, "creates the bucket of assets", "1740"),
        (s3.PutBucketAcl, "keeps the bucket private, as the template says", "1801"),
        (s3.PutEncryptionConfiguration, "encrypts the bucket", "1743,1804"),
        (s3.PutBucketPublicAccessBlock, "blocks public access to the bucket", "1752,1822"),
        (s3.PutBucketVersioning, "versions the bucket", "1761,1828"),
        (s3.PutLifecycleConfiguration, "expires old versions in the bucket", "1746,1807"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the bucket back", "1782"),
    ),
    *_handled(
        _S3,
        "resources",
        "S3_BucketPolicy",
        (s3.GetBucketPolicy, "reads the policy of the bucket", "37,43"),
        (s3.PutBucketPolicy, "refuses access to the bucket without TLS", "38,49"),
    ),
    *_handled(
        _S3,
        "rollback",
        "S3_BucketPolicy",
        (s3.DeleteBucketPolicy, "deletes that policy when its creation is rolled back", "55"),
    ),
    *_handled(
        _ECR,
        "resources",
        "ECR_Repository",
        (ecr.CreateRepository, "creates the repository of images", "232"),
        (ecr.PutLifecyclePolicy, "expires untagged images", "233,252"),
        (ecr.SetRepositoryPolicy, "lets AWS Lambda and Amazon EMR read images", "234,253"),
        (ecr.PutImageTagMutability, "keeps tags of images as they are", "259"),
        (ecr.DescribeRepositories, "reads the repository back", "243,251"),
        (ecr.GetLifecyclePolicy, "reads its lifecycle policy back", "244"),
        (ecr.GetRepositoryPolicy, "reads its policy back", "245"),
        (ecr.ListTagsForResource, "reads its tags back", "246"),
    ),
    *_handled(
        _ECR,
        "rollback",
        "ECR_Repository",
        (ecr.DeleteRepository, "deletes the repository when its creation is rolled back", "267"),
    ),
    *_handled(
        _SSM,
        "resources",
        "SSM_Parameter",
        (ssm.PutParameter, "stores the version of the bootstrap stack", "101,115"),
        (ssm.GetParameters, "reads it back", "103,109"),
        (ssm.ListTagsForResource, "reads its tags back", "110"),
    ),
    *_handled(
        _SSM,
        "rollback",
        "SSM_Parameter",
        (ssm.DeleteParameter, "deletes it when its creation is rolled back", "124"),
    ),
    *_handled(
        _S3,
        "tags",
        "S3_Bucket",
        (s3.PutBucketTagging, "tags the bucket", "1741,1802"),
        (s3.GetBucketTagging, "reads the tags of the bucket back", "1792"),
    ),
    *_handled(
        _ECR,
        "tags",
        "ECR_Repository",
        (ecr.TagResource, "tags the repository", "235,254"),
        (ecr.UntagResource, "removes tags of the repository", "255"),
    ),
    *_handled(
        _SSM,
        "tags",
        "SSM_Parameter",
        (ssm.AddTagsToResource, "tags the parameter", "102,116"),
        (ssm.RemoveTagsFromResource, "removes tags of the parameter", "117"),
    ),
    *_handled(
        _NEW_KEY,
        "customer-key",
        "KMS_Key",
        (kms.CreateKey, "creates the key of the bucket; AWS lets no resource narrow it", "166"),
    ),
    *_handled(
        _KEYS,
        "customer-key",
        "KMS_Key",
        (kms.PutKeyPolicy, "writes the policy of the key, whose id is not known before", "170,188"),
        (kms.DescribeKey, "reads the key back", "175,183"),
        (kms.GetKeyPolicy, "reads its policy back", "176"),
        (kms.GetKeyRotationStatus, "reads its rotation back", "177"),
        (kms.ListResourceTags, "reads its tags back", "178,192"),
        (kms.ScheduleKeyDeletion, "deletes the key when it is no longer asked for", "198"),
    ),
    *_handled(
        _KEYS,
        "customer-key-tags",
        "KMS_Key",
        (kms.TagResource, "tags the key", "169,189"),
        (kms.UntagResource, "removes tags of the key", "190"),
    ),
    *_handled(
        _ALIAS,
        "customer-key",
        "KMS_Alias",
        (kms.CreateAlias, "names the key", "14"),
        (kms.UpdateAlias, "names another key so", "19"),
        (kms.DeleteAlias, "removes that name", "29"),
    ),
    *_handled(
        _ALIASES,
        "customer-key",
        "KMS_Alias",
        (kms.ListAliases, "reads that name back; AWS lets no resource narrow it", "9"),
    ),
)

TARGET = Target(
    name="cdk-bootstrap",
    title="the bootstrap stack of an account and Region",
    deployer="AWS CDK CLI",
    versions=("2",),
    read=Release("2.1138.0", "2026-11-28"),
    identities=("user", "github-oidc", "codebuild", "account", "ec2-instance-profile", "group", "existing"),
    identity_name="cdk-bootstrap",
    policy_name="cdk-bootstrap",
    parameters=(
        QUALIFIER,
        Parameter(
            "stack", "name of the bootstrap stack (--toolkit-stack-name)", syntax.SEGMENT, "CDKToolkit"
        ),
        Parameter(
            "execution_policy",
            "managed policies of the execution role (--cloudformation-execution-policies), as AWS's name or an ARN",
            syntax.SEGMENT,
            "AdministratorAccess",
            arn="arn:{partition}:iam::aws:policy/{value}",
        ),
        Parameter(
            "stack_role",
            "role that --role-arn names",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("stack", "creates and updates the bootstrap stack", default=True),
        Feature(
            "resources", "its roles, bucket, repository and version, made with its own rights", default=True
        ),
        Feature("rollback", "deletes what it made when the creation of the stack fails", default=True),
        Feature("tags", "the stack has tags (--tags)"),
        Feature("termination-protection", "changes termination protection (--termination-protection)"),
        Feature(
            "boundary", "a permissions boundary for the execution role, by either option; takes resources"
        ),
        Feature("example-boundary", "makes the example of a boundary (--example-permissions-boundary)"),
        Feature("customer-key", "a KMS key for the bucket (--bootstrap-customer-key)"),
        Feature("customer-key-tags", "that key, and the stack has tags; takes customer-key"),
        Feature(
            "stack-role",
            "CloudFormation makes all that with a role of its own (--role-arn); turn resources and rollback off",
        ),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            GUIDE.at("v2/guide/bootstrapping-env.adoc", 257, confidence="documented"),
            (
                PageStatement(
                    "Bootstrap",
                    (
                        Action("cloudformation", "*"),
                        Action("ecr", "*"),
                        Action("ssm", "*"),
                        Action("s3", "*"),
                        Action("iam", "*"),
                    ),
                    ("*",),
                ),
            ),
            warnings=(
                "has no action of kms: --bootstrap-customer-key is denied",
                "makes the holder an administrator (iam:* on every resource)",
                "deletes any stack, bucket, repository and parameter of the account",
            ),
        ),
    ),
    repositories=(CODE, GUIDE, _SCHEMAS),
)
