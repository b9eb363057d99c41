"""Deployments of a service by Amazon ECS itself, and Express services."""

from awacs import ecs

from ...model import Grant, Scope, inferred
from .sources import (
    CODE_2_5,
    CODE_2_7,
    CODE_2_8,
    CODE_3,
    CODE_BEFORE_3,
    ECS_ARN,
    ISSUES,
    PICKERS,
    REVISIONS,
    SERVICE,
    SERVICES,
    SHOW,
    at,
)

SERVICE_DEPLOYMENTS = Scope(
    "ServiceDeployments", (SERVICE, f"{ECS_ARN}:service-deployment/{{cluster}}/{{service}}/*")
)
SERVICE_REVISIONS = Scope(
    "ServiceRevisions", (SERVICE, f"{ECS_ARN}:service-revision/{{cluster}}/{{service}}/*")
)

DEPLOYMENT_GRANTS = (
    Grant(
        ecs.ListServiceDeployments,
        SERVICES,
        ("wait-deployed", "express", "continue"),
        "finds the deployment to wait for or to continue",
        (*at("wait.go:164", CODE_2_5), inferred(f"{ISSUES}/850")),
        since="2.5",
    ),
    Grant(
        ecs.ListServiceDeployments,
        SERVICES,
        ("deploy", "refresh", "rollback"),
        "finds the deployment that is in progress, to wait for it or to roll it back",
        (*at("rollback.go:339", CODE_2_8), inferred(f"{ISSUES}/869")),
        since="2.6",
    ),
    Grant(
        ecs.DescribeServiceDeployments,
        SERVICE_DEPLOYMENTS,
        ("wait-deployed", "express", "continue"),
        "waits until the deployment has ended, and finds the hook that it is paused at",
        at("wait.go:195", CODE_2_5),
        since="2.5",
    ),
    Grant(
        ecs.DescribeServiceDeployments,
        SERVICE_DEPLOYMENTS,
        ("deploy", "refresh"),
        "waits until the deployment has ended, as deploy does by default and refresh always",
        (*at("wait.go", CODE_BEFORE_3), inferred(f"{ISSUES}/869")),
        since="2.6",
    ),
    Grant(
        ecs.DescribeServiceDeployments,
        SERVICE_DEPLOYMENTS,
        ("rollback",),
        "finds out whether the deployment is paused at a hook, before it is rolled back",
        at("rollback.go", CODE_BEFORE_3),
        since="3.0",
    ),
    Grant(
        ecs.StopServiceDeployment,
        SERVICE_DEPLOYMENTS,
        ("rollback",),
        "stops the deployment that is in progress, and so makes Amazon ECS roll it back",
        at("rollback.go:400", CODE_2_8),
        since="2.6",
    ),
    Grant(
        ecs.ContinueServiceDeployment,
        SERVICE_DEPLOYMENTS,
        ("continue", "rollback"),
        "continues the deployment that is paused at a hook, or rolls it back",
        (*at("continue.go:48", CODE_3), *at("rollback.go", CODE_BEFORE_3)),
        since="3.0",
    ),
    Grant(
        ecs.DescribeServiceRevisions,
        SERVICE_REVISIONS,
        (*SHOW, "create", "diff", "appspec", "init", "run-registered", *REVISIONS, *PICKERS),
        "reads the monitoring settings of the service; a denial is only a warning",
        (*at("ecspresso.go:144", CODE_BEFORE_3), inferred(f"{ISSUES}/1045")),
        since="2.8.5",
    ),
    Grant(
        ecs.CreateExpressGatewayService,
        SERVICES,
        ("express",),
        "creates the Express service, when deploy finds none of that name",
        at("express.go:110", CODE_2_7),
        since="2.7",
    ),
    Grant(
        ecs.DescribeExpressGatewayService,
        SERVICES,
        ("express",),
        "shows the Express service, and compares it with its definition",
        at("express.go:66", CODE_2_7),
        since="2.7",
    ),
    Grant(
        ecs.UpdateExpressGatewayService,
        SERVICES,
        ("express",),
        "applies the definition of the Express service",
        at("express.go:236", CODE_2_7),
        since="2.7",
    ),
    Grant(
        ecs.DeleteExpressGatewayService,
        SERVICES,
        ("express",),
        "deletes the Express service",
        at("express.go:260", CODE_2_7),
        since="2.7",
    ),
)
