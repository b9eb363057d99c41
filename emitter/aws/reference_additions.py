"""Permissions that AWS documents or IAM enforces, and that the Service Authorization Reference does not list.

Each entry has its source. :mod:`~emitter.aws.service_reference` adds actions and condition keys to its own;
resource types stand apart, since most of them belong to AWS and not to an account.
"""

from collections.abc import Mapping
from types import MappingProxyType

# AWS Transform's page of its permissions has these; the reference has none of them.
# https://docs.aws.amazon.com/transform/latest/userguide/security_iam_permissions.html
_TRANSFORM = {
    "Read": """
        BatchGetMessage BatchGetUserDetails DetectIsAllowedForOperation GetFeedbackQuestions
        GetHitlTask GetJob GetLoginRedirectUri GetUserDetails GetUserPreferences
        GetWorkspace SearchUsers SearchUsersTypeahead
    """,
    "List": """
        ListArtifacts ListHitlTasks ListJobPlanSteps ListJobs ListMessages ListPlanUpdates
        ListUserRoleMappings ListWorklogs ListWorkspaces
    """,
    "Write": """
        CompleteArtifactUpload CreateArtifactDownloadUrl CreateArtifactUploadUrl
        CreateAssetDownloadUrl CreateConnector CreateFeedback CreateJob CreateSession
        CreateWorkspace DeleteJob DeleteSelfRoleMappings DeleteUserRoleMappings DeleteWorkspace
        PutUserPreferences PutUserRoleMappings RevokeSession SendMessage
    """,
}

ACTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        f"transform:{name}": (level, "transform:DeleteAgentRuntimeConfiguration")
        for level, names in _TRANSFORM.items()
        for name in names.split()
    }
    | {
        # IAM names them in its denials: https://github.com/aws-cloudformation/cfn-lint/issues/4280,
        # https://github.com/cloudtools/awacs/issues/254
        "apigateway:TagResource": ("Tagging", "apigateway:PUT"),
        "apigateway:UntagResource": ("Tagging", "apigateway:DELETE"),
        # https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
        "sns:Receive": ("Read", "sns:Publish"),
    }
)
"""Action → its access level, and the listed action that has its resource types."""

KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        # https://github.com/aws/aws-parallelcluster/blob/develop/cli/src/pcluster/imagebuilder_utils.py
        "cloudformation:ResourceTag/${TagKey}": ("String", ("cloudformation:*",)),
        # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonDataZoneGlueManageAccessRolePolicy.html
        "lakeformation:GlueARN": ("ARN", ("lakeformation:*",)),
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
        "iam:AWSServiceName": (
            "String",
            (
                "iam:DeleteServiceLinkedRole",
                "iam:GetServiceLinkedRoleDeletionStatus",
                "iam:UpdateRoleDescription",
            ),
        ),
    }
)
"""Condition key → its type, and the actions, or patterns of them, whose requests carry it."""

_LOAD_BALANCING = "arn:${Partition}:elasticloadbalancing:${Region}:${Account}:"

RESOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # A template with a transform is authorized on the transform too.
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
        "cloudformation:CreateChangeSet": (
            "transform",
            "arn:${Partition}:cloudformation:${Region}:aws:transform/${Name}",
        ),
        # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.Tutorial.html
        "dynamodb:ListStreams": (
            "stream",
            "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/stream/${StreamLabel}",
        ),
        # https://docs.aws.amazon.com/vpc/latest/userguide/security-group-sharing.html
        "ec2:PutResourcePolicy": (
            "security-group",
            "arn:${Partition}:ec2:${Region}:${Account}:security-group/${SecurityGroupId}",
        ),
        # AWS WAF asks for it on the load balancer.
        # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSWAFConsoleFullAccess.html
        "elasticloadbalancing:SetWebAcl": (
            "loadbalancer/app/",
            f"{_LOAD_BALANCING}loadbalancer/app/${{Name}}/${{Id}}",
        ),
        # https://docs.aws.amazon.com/iot/latest/developerguide/audit-iot-permissions.html
        "iot:AttachPolicy": ("policy", "arn:${Partition}:iot:${Region}:${Account}:policy/${PolicyName}"),
        # ECS Exec and Session Manager have it on the session.
        # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSServiceRolePolicy.html
        "ssmmessages:OpenDataChannel": (
            "session",
            "arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}",
        ),
    }
)
"""Action → a resource type that it takes as well, and its ARN."""

# By service, an AWS managed policy that grants it (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/),
# or the page that shows it.
_LISTS = """
    appflow AppIntegrationsServiceLinkedRolePolicy
    application-autoscaling AmazonECSInfrastructureRoleforExpressGatewayServices
    artifact AWSVendorInsightsVendorReadOnly
    chime AmazonConnectServiceLinkedRolePolicy
    cloudformation AWSBackupFullAccess
    cognito-identity AmazonCloudWatchRUMFullAccess
    dynamodb Route53RecoveryReadinessServiceRolePolicy
    eks AWSBackupFullAccess
    emr-serverless AmazonSageMakerCanvasFullAccess
    events AmazonConnectCampaignsServiceLinkedRolePolicy
    fsx AWSBackupOperatorAccess
    grafana AWSGrafanaWorkspacePermissionManagementV2
    iam https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_users-manage-group.html
    logs https://github.com/hashicorp/terraform-provider-aws/issues/8804
    network-firewall AWSNetworkFirewallReadOnlyAccess
    pricingplanmanager CloudFrontFullAccess
    profile AmazonConnectServiceLinkedRolePolicy
    quicksight AWSQuickSightAssetBundleExportPolicy
    ram AWSMarketplaceResaleAuthorizationServiceRolePolicy
    redshift AWSBackupFullAccess
    rolesanywhere AWSRolesAnywhereReadOnly
    s3 https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
    sagemaker AmazonBedrockReadOnly
    security-ir AWSSecurityIncidentResponseServiceRolePolicy
    securityhub AWSSecurityHubV2ServiceRolePolicy
    sns https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
    sqs AmazonLaunchWizard_Fullaccess
    ssm-sap AWSBackupOperatorAccess
    storagegateway AWSBackupFullAccess
    synthetics AmazonCloudWatchRUMFullAccess
    timestream AWSBackupFullAccess
    timestream-influxdb AmazonTimestreamInfluxDBFullAccess
    workspaces-web AmazonWorkSpacesWebReadOnly
"""
LISTS: Mapping[str, str] = MappingProxyType(dict(line.split() for line in _LISTS.strip().splitlines()))
"""Services that authorize reads without a resource type against an ARN without a name (``cluster/*``)."""

NAMED_READS: Mapping[str, str] = MappingProxyType(
    {
        "apigateway": "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-resource-format.html",
        "datazone": "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SageMakerStudioProjectUserRolePolicy.html",
    }
)
"""Services that authorize such reads against an ARN with a name too."""

# https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html, for the last line
_RETIRED = """
    builderid codestar deepcomposer deeplens deepracer elastic-inference evidently gamesparks iot1click
    iotevents sumerian zocalo
    catalog-admin catalog-user crowd iotroborunner mobilehub sagemaker-groundtruth-synthetic
"""
RETIRED = frozenset(_RETIRED.split())
"""Prefixes of services that AWS has ended: no misspelling of another."""
