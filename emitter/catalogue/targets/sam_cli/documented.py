"""The policy of the role for pipelines that sam pipeline bootstrap makes."""

from awacs import cloudformation, ecr, iam, s3
from awacs.aws import Action

from ...model import Page, PageStatement
from .sources import _template

_PAGE = Page(
    _template(265),
    (
        PageStatement("PassRole", (iam.PassRole,), ("{stack_role}",)),
        PageStatement(
            "Stacks",
            (
                cloudformation.CreateChangeSet,
                cloudformation.DescribeChangeSet,
                cloudformation.ExecuteChangeSet,
                cloudformation.DeleteStack,
                cloudformation.DescribeStackEvents,
                cloudformation.DescribeStacks,
                cloudformation.GetTemplate,
                cloudformation.GetTemplateSummary,
                cloudformation.DescribeStackResource,
            ),
            ("*",),
        ),
        PageStatement(
            "Artifacts",
            (
                s3.DeleteObject,
                Action("s3", "GetObject*"),
                Action("s3", "PutObject*"),
                Action("s3", "GetBucket*"),
                Action("s3", "List*"),
            ),
            ("arn:{partition}:s3:::{bucket}/*", "arn:{partition}:s3:::{bucket}"),
        ),
        PageStatement("Registry", (ecr.GetAuthorizationToken,), ("*",)),
        PageStatement(
            "Images",
            (
                ecr.GetDownloadUrlForLayer,
                ecr.BatchDeleteImage,
                ecr.BatchGetImage,
                ecr.BatchCheckLayerAvailability,
                ecr.PutImage,
                ecr.InitiateLayerUpload,
                ecr.UploadLayerPart,
                ecr.CompleteLayerUpload,
            ),
            ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",),
        ),
    ),
    warnings=(
        "the role that it hands to CloudFormation, made beside it, has every action on every resource",
        "deploys and deletes every stack of the account, with the roles that those have",
        "has no cloudformation:TagResource, kms:GenerateDataKey and sns:Publish: tags, --kms-key-id and"
        " --notification-arns may be denied",
        "has no cloudformation:ListChangeSets: sam delete of a stack that has nothing but a change set is denied",
        "has no s3:AbortMultipartUpload: the parts of an upload that failed stay",
        "cloudformation:DescribeStackResource is never called by deploy, package and delete",
        "passes roles to any service that takes one (no iam:PassedToService)",
    ),
)
