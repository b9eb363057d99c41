"""Deployments through AWS CodeDeploy."""

from awacs import codedeploy

from ...model import Accept, Grant, Scope
from .sources import AWS_DEPLOYER, CODE_2_3_3, at

CODEDEPLOY_ARN = "arn:{partition}:codedeploy:{region}:{account}"
APPLICATIONS = Scope("Applications", (f"{CODEDEPLOY_ARN}:application:{{application}}",))
EVERY_APPLICATION = Scope("EveryApplication", (f"{CODEDEPLOY_ARN}:application:*",))
GROUPS = Scope(
    "DeploymentGroups",
    (f"{CODEDEPLOY_ARN}:deploymentgroup:{{application}}/{{deployment_group}}",),
    accepts=(
        Accept(
            "W506",
            "a revision runs its scripts on the instances of any group while none is named; the value application"
            " narrows it",
            unnamed=("application", "deployment_group"),
        ),
    ),
)
EVERY_GROUP = Scope("EveryDeploymentGroup", (f"{CODEDEPLOY_ARN}:deploymentgroup:*/*",))
CONFIGS = Scope("DeploymentConfigs", (f"{CODEDEPLOY_ARN}:deploymentconfig:{{deployment_config}}",))
DEPLOYMENTS = Scope("Deployments", ("*",))

CODEDEPLOY_GRANTS = (
    Grant(
        codedeploy.BatchGetApplications,
        APPLICATIONS,
        ("codedeploy",),
        "checks that the application that its configuration names is one for Amazon ECS",
        at("deploy.go:354"),
        unless="codedeploy-discovery",
    ),
    Grant(
        codedeploy.BatchGetDeploymentGroups,
        GROUPS,
        ("codedeploy",),
        "checks that the deployment group is of this service, and reads its deployment configuration",
        at("deploy.go:395"),
        unless="codedeploy-discovery",
    ),
    Grant(
        codedeploy.CreateDeployment,
        GROUPS,
        ("codedeploy",),
        "starts the blue/green deployment, also the one that a rollback takes",
        at("deploy.go:455"),
    ),
    Grant(
        codedeploy.GetDeploymentConfig,
        CONFIGS,
        ("codedeploy",),
        "the new deployment names a deployment configuration, which the caller must be able to read",
        (AWS_DEPLOYER.at("README.md", 314, confidence="vendor"), *at("deploy.go:455")),
    ),
    Grant(
        codedeploy.RegisterApplicationRevision,
        APPLICATIONS,
        ("codedeploy",),
        "the new deployment carries its AppSpec, which CodeDeploy registers as a revision",
        (AWS_DEPLOYER.at("README.md", 315, confidence="vendor"), *at("deploy.go:455")),
    ),
    Grant(
        codedeploy.ListDeployments,
        GROUPS,
        ("codedeploy",),
        "finds the deployment that is in progress, or the last one",
        at("wait.go:104 rollback.go:123"),
    ),
    Grant(
        codedeploy.GetDeployment,
        GROUPS,
        ("codedeploy",),
        "waits until the deployment has ended, and reads its state before a rollback",
        at("wait.go:129 rollback.go:136"),
    ),
    Grant(
        codedeploy.GetDeploymentTarget,
        DEPLOYMENTS,
        ("codedeploy",),
        "shows how much traffic has moved; a denial is only a warning; AWS lets no resource narrow it",
        at("wait.go:194"),
    ),
    Grant(
        codedeploy.StopDeployment,
        DEPLOYMENTS,
        ("codedeploy-stop",),
        "a rollback stops the deployment that is in progress; AWS lets no resource narrow it",
        at("rollback.go:153"),
    ),
    Grant(
        codedeploy.GetApplicationRevision,
        APPLICATIONS,
        ("codedeploy-stop",),
        "reads which task definition the deployment that it stops is of",
        at("rollback.go:261", CODE_2_3_3),
        since="2.3.3",
    ),
    Grant(
        codedeploy.ListApplications,
        DEPLOYMENTS,
        ("codedeploy-discovery",),
        "lists every application, to find the one that deploys the service",
        at("deploy.go:339"),
    ),
    Grant(
        codedeploy.BatchGetApplications,
        EVERY_APPLICATION,
        ("codedeploy-discovery",),
        "reads every application, to find those for Amazon ECS",
        at("deploy.go:354"),
    ),
    Grant(
        codedeploy.ListDeploymentGroups,
        EVERY_APPLICATION,
        ("codedeploy-discovery",),
        "lists the deployment groups of every application for Amazon ECS",
        at("deploy.go:383"),
    ),
    Grant(
        codedeploy.BatchGetDeploymentGroups,
        EVERY_GROUP,
        ("codedeploy-discovery",),
        "reads all those groups, to find the one of the service; one denial makes it fail",
        at("deploy.go:395"),
    ),
)
