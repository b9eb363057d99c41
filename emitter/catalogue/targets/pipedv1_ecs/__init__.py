"""PipeCD's ECS plugin for piped v1, deploying to Amazon ECS.

The plugin has releases of its own, and its versions here are those: 0.1 is the tag
``pkg/app/pipedv1/plugin/ecs/v0.1.0``. It runs under piped v1, whose documentation is numbered 1.0;
the v0 piped cannot load it. It calls what the v0 piped calls, but for live state, which here
looks at the application's own service only, and cannot stop piped.
"""

from awacs import iam, kms, secretsmanager, ssm

from ... import syntax
from ...model import (
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Scope,
    Target,
    vendor,
)
from .. import _pipecd_ecs as shared
from .._pipecd import AWS, IDENTITIES
from .documented import LIST, page
from .services import CODE, LIVE_STATE_GRANTS, SERVICE_GRANTS, client
from .traffic_routing import COGNITO_GRANTS, TRAFFIC_GRANTS

_SECRET = Scope("ConfigurationSecret", ("{config_secret}",))
_SSM_PARAMETER = Scope("ConfigurationParameter", ("{config_parameter}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_CONFIG_KEY = Scope(
    "ConfigurationKey",
    ("{config_key}",),
    (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*", "ssm.*")),),
)

_ROLE_GRANTS = (
    Grant(
        iam.PassRole,
        shared.PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (page(74), client(206)),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        shared.LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"), client(210)),
    ),
)

_CONFIGURATION_GRANTS = (
    Grant(
        secretsmanager.GetSecretValue,
        _SECRET,
        ("config-from-secret",),
        "piped reads its own configuration when it starts",
        (CODE.at("pkg/app/pipedv1/cmd/piped/piped.go", 921),),
    ),
    Grant(
        ssm.GetParameter,
        _SSM_PARAMETER,
        ("config-from-parameter",),
        "its launcher reads the configuration of piped",
        (CODE.at("pkg/app/launcher/cmd/launcher/launcher.go", 506),),
    ),
    Grant(
        kms.Decrypt,
        _CONFIG_KEY,
        ("config-key",),
        "decrypts that secret or parameter, which is encrypted with a customer managed key",
        (
            vendor(f"{AWS}/secretsmanager/latest/userguide/security-encryption.html"),
            vendor(f"{AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            CODE.at("pkg/app/pipedv1/cmd/piped/piped.go", 921),
        ),
    ),
)

TARGET = Target(
    name="pipedv1-ecs",
    title="applications on Amazon ECS",
    deployer="PipeCD ECS plugin",
    versions=("0.1",),
    read=Release("0.1.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="pipedv1-ecs",
    policy_name="pipedv1-ecs",
    parameters=(
        *shared.PARAMETERS,
        Parameter(
            "config_secret",
            "name of the Secrets Manager secret with piped's configuration, with - and six characters or ?????? at its end, or its ARN",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "config_parameter",
            "name of the SSM parameter with piped's configuration, without its leading slash, or its ARN",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "config_key",
            "id of the customer managed KMS key of that secret or parameter, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("service", "deploys services: quick sync, primary rollout, rollback", default=True),
        Feature(
            "canary",
            "rolls out, cleans and rolls back canary task sets; takes nothing that service does not",
            default=True,
        ),
        Feature(
            "traffic-routing", "shifts traffic between target groups, and back on rollback", default=True
        ),
        Feature("standalone-task", "runs tasks that belong to no service", default=True),
        Feature(
            "live-state",
            "shows the state of its services; without, they are shown as out of sync and deployed all the same",
            default=True,
        ),
        Feature(
            "authenticate-cognito",
            "a listener or rule that it shifts traffic on authenticates with Amazon Cognito; takes traffic-routing",
        ),
        Feature(
            "service-role",
            "services whose definition names a role of their own; rare, since AWS takes one only with load balancers in the same call",
        ),
        Feature(
            "service-linked-role", "first service of the account, unless its service-linked role is there"
        ),
        Feature("config-from-secret", "piped reads its configuration from AWS Secrets Manager"),
        Feature("config-from-parameter", "its launcher reads the configuration from the SSM Parameter Store"),
        Feature("config-key", "that configuration is encrypted with a customer managed KMS key"),
        Feature(
            "tag-conditions",
            "restricts creating, tagging and running tasks to requests that carry PipeCD's own tag",
        ),
    ),
    grants=(
        *SERVICE_GRANTS,
        *TRAFFIC_GRANTS,
        *LIVE_STATE_GRANTS,
        *COGNITO_GRANTS,
        *_ROLE_GRANTS,
        *_CONFIGURATION_GRANTS,
    ),
    pages=(
        Page(
            page(46),
            (PageStatement("Deploy", LIST, ("*",)),),
            warnings=(
                "ecs:DeregisterTaskDefinition is missing, so deleting a task set fails",
                "ecs:RunTask is missing, so no standalone task can run",
                "elasticloadbalancing:DescribeTargetGroups and elasticloadbalancing:ModifyListener are missing, so traffic routing fails",
                "iam:PassRole is allowed on every role, for every service",
                "ecs:RunTasks is no IAM action (RunTask is)",
                "ecs:DescribeTaskDefinition is never called",
            ),
        ),
    ),
    repositories=(CODE,),
)
