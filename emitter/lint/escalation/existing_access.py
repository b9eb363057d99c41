"""Privilege escalation through existing identities, and workloads that run with a role."""

from .path import PATHFINDING, TRICKS, Path

_IDENTITIES = (
    Path(
        "changes what {} grants",
        ("iam:CreatePolicyVersion|iam:SetDefaultPolicyVersion",),
        f"{PATHFINDING}iam-001",
        kinds=("policy",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachUserPolicy|iam:PutUserPolicy",),
        f"{PATHFINDING}iam-008",
        kinds=("user",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachGroupPolicy|iam:PutGroupPolicy",),
        f"{PATHFINDING}iam-010",
        kinds=("group",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachRolePolicy|iam:PutRolePolicy",),
        f"{PATHFINDING}iam-009",
        kinds=("role",),
    ),
    Path(
        "removes or replaces the permissions boundary of {}",
        ("iam:DeleteUserPermissionsBoundary|iam:PutUserPermissionsBoundary",),
        f"{PATHFINDING}iam-022",
        kinds=("user",),
    ),
    Path(
        "removes or replaces the permissions boundary of {}",
        ("iam:DeleteRolePermissionsBoundary|iam:PutRolePermissionsBoundary",),
        f"{PATHFINDING}iam-023",
        kinds=("role",),
    ),
    Path("adds users to {}", ("iam:AddUserToGroup",), f"{PATHFINDING}iam-013", kinds=("group",)),
    Path("lets anyone assume {}", ("iam:UpdateAssumeRolePolicy",), f"{PATHFINDING}iam-012", kinds=("role",)),
    Path(
        "assumes the roles that trust {}",
        ("iam:UpdateSAMLProvider",),
        f"{TRICKS}aws-iam-privesc",
        kinds=("saml-provider",),
    ),
    Path("creates access keys of {}", ("iam:CreateAccessKey",), f"{PATHFINDING}iam-002", kinds=("user",)),
    Path(
        "sets the password of {}",
        ("iam:CreateLoginProfile|iam:UpdateLoginProfile",),
        f"{PATHFINDING}iam-004",
        kinds=("user",),
    ),
    Path(
        "gives {} every permission",
        (
            "sso:PutInlinePolicyToPermissionSet|sso:AttachManagedPolicyToPermissionSet"
            "|sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
        ),
        f"{TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("PermissionSet",),
    ),
    Path(
        "removes or replaces the permissions boundary of {}",
        ("sso:DeletePermissionsBoundaryFromPermissionSet|sso:PutPermissionsBoundaryToPermissionSet",),
        f"{TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("PermissionSet",),
    ),
    Path(
        "gives people access with {}",
        ("sso:CreateAccountAssignment",),
        f"{TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("PermissionSet",),
    ),
    Path(
        "adds people to {}",
        ("identitystore:CreateGroupMembership|sso-directory:AddMemberToGroup",),
        f"{TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("Group",),
    ),
    Path(
        "sets the password of {}",
        ("sso-directory:UpdatePassword",),
        f"{TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("user",),
    ),
    Path(
        "trusts its own users by {}",
        ("cognito-identity:UpdateIdentityPool",),
        f"{TRICKS}aws-cognito-privesc",
        kinds=("identitypool",),
    ),
    Path(
        "trusts its own certificates by {}",
        ("rolesanywhere:CreateTrustAnchor|rolesanywhere:UpdateTrustAnchor",),
        "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
        kinds=("trust-anchor",),
    ),
    Path(
        "becomes administrator of {}, with the roles of its pods",
        ("eks:CreateAccessEntry", "eks:AssociateAccessPolicy"),
        "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html",
        kinds=("cluster",),
    ),
)

_RUNNING = (
    Path(
        "runs other code with the role of {}",
        ("lambda:UpdateFunctionCode|lambda:UpdateFunctionConfiguration",),
        f"{PATHFINDING}lambda-003",
        kinds=("function",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("glue:UpdateDevEndpoint",),
        f"{PATHFINDING}glue-002",
        kinds=("devendpoint",),
    ),
    Path(
        "runs other code with the role of {}",
        ("glue:UpdateJob",),
        f"{TRICKS}aws-glue-privesc",
        kinds=("job",),
    ),
    Path(
        "runs other code with the role of {}",
        ("apprunner:UpdateService",),
        f"{PATHFINDING}apprunner-002",
        kinds=("service",),
    ),
    Path(
        "creates any resource with the role of {}",
        ("cloudformation:UpdateStack",),
        f"{PATHFINDING}cloudformation-002",
        kinds=("stack",),
    ),
    Path(
        "creates any resource with the role of {}",
        ("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
        f"{PATHFINDING}cloudformation-005",
        kinds=("stack",),
    ),
    Path(
        "creates any resource with the roles of {}",
        ("cloudformation:UpdateStackSet",),
        f"{TRICKS}aws-cloudformation-privesc",
        kinds=("stackset",),
    ),
    Path(
        "runs other commands with the role of {}",
        ("codebuild:StartBuild|codebuild:StartBuildBatch",),
        f"{PATHFINDING}codebuild-002",
        kinds=("project",),
    ),
    Path(
        "runs other commands with the role of {}",
        ("codebuild:UpdateProject", "codepipeline:StartPipelineExecution"),
        f"{TRICKS}aws-codepipeline-privesc",
        kinds=("project",),
    ),
    Path(
        "runs scripts of its own on the instances of {}, with their role",
        ("codedeploy:CreateDeployment", "codedeploy:RegisterApplicationRevision"),
        f"{PATHFINDING}codedeploy-001",
        kinds=("deploymentgroup",),
    ),
    Path(
        "runs other code with the role of {}",
        ("elasticbeanstalk:UpdateEnvironment", "elasticbeanstalk:CreateApplicationVersion"),
        f"{TRICKS}aws-elastic-beanstalk-privesc",
        kinds=("environment",),
    ),
    Path(
        "runs other workflows with the role of {}",
        ("airflow:UpdateEnvironment",),
        "https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html",
        kinds=("environment",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("ecs:ExecuteCommand",),
        f"{PATHFINDING}ecs-006",
        kinds=("task",),
    ),
    Path(
        "runs another command with the role of {}",
        ("batch:SubmitJob",),
        f"{PATHFINDING}batch-002",
        kinds=("job-definition", "job-definition-revision"),
    ),
    Path(
        "runs other code with the role of {}",
        ("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
        f"{PATHFINDING}ec2-002",
        kinds=("instance",),
    ),
    Path(
        "runs other code with the role of {}",
        ("ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
        f"{PATHFINDING}ec2-005",
        kinds=("launch-template",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("ec2-instance-connect:SendSSHPublicKey|ec2-instance-connect:SendSerialConsoleSSHPublicKey",),
        f"{PATHFINDING}ec2-003",
        kinds=("instance",),
    ),
    Path(
        "runs commands with the role of {}",
        ("ssm:SendCommand|ssm:StartSession|ssm:CreateAssociation|ssm:UpdateAssociation",),
        f"{PATHFINDING}ssm-001",
        kinds=("instance", "managed-instance", "task"),
    ),
    Path(
        "resumes {}, with the role of the instance",
        ("ssm:ResumeSession",),
        f"{TRICKS}aws-ssm-privesc",
        kinds=("session",),
    ),
    Path(
        "runs commands on the instances of {}, with their role",
        ("ssm:RegisterTaskWithMaintenanceWindow",),
        f"{TRICKS}aws-ssm-privesc",
        kinds=("maintenancewindow",),
    ),
    Path(
        "runs other commands wherever {} runs, with the role there",
        ("ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion"),
        f"{TRICKS}aws-ssm-privesc",
        kinds=("document",),
    ),
    Path(
        "opens a notebook with the role of {}",
        ("sagemaker:CreatePresignedNotebookInstanceUrl|sagemaker:CreatePresignedDomainUrl",),
        f"{PATHFINDING}sagemaker-004",
        kinds=("notebook-instance", "user-profile"),
    ),
    Path(
        "runs other code with the role of {}",
        (
            "sagemaker:UpdateNotebookInstance",
            "sagemaker:CreateNotebookInstanceLifecycleConfig",
            "sagemaker:StopNotebookInstance",
            "sagemaker:StartNotebookInstance",
        ),
        f"{PATHFINDING}sagemaker-005",
        kinds=("notebook-instance",),
    ),
    Path(
        "runs code with the role of {}",
        ("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
        f"{PATHFINDING}bedrock-002",
        kinds=("code-interpreter-custom",),
    ),
    Path(
        "runs commands with the role of {}",
        ("bedrock-agentcore:InvokeAgentRuntimeCommand",),
        f"{PATHFINDING}bedrock-004",
        kinds=("runtime",),
    ),
    Path(
        "drives {}, with its role",
        ("bedrock-agentcore:StartBrowserSession", "bedrock-agentcore:ConnectBrowserAutomationStream"),
        f"{PATHFINDING}bedrock-007",
        kinds=("browser-custom",),
    ),
    Path(
        "calls any action with the role of {}",
        ("states:UpdateStateMachine",),
        f"{PATHFINDING}stepfunctions-002",
        kinds=("statemachine",),
    ),
    Path(
        "runs steps with the role of {}",
        ("elasticmapreduce:AddJobFlowSteps",),
        "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html",
        kinds=("cluster",),
    ),
    Path(
        "runs code with the role of {}",
        ("elasticmapreduce:OpenEditorInConsole",),
        f"{TRICKS}aws-emr-privesc",
        kinds=("editor",),
    ),
    Path(
        "runs a job with whatever role trusts {}",
        ("emr-containers:StartJobRun",),
        "https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html",
        kinds=("virtualCluster",),
    ),
)

EXISTING_PATHS = (*_IDENTITIES, *_RUNNING)
