"""PipeCD's piped (v0), deploying to Amazon ECS.

Read at v0.57.0; versions were compared tag by tag from v0.47.0. No permission was ever dropped in
that range: 0.49 added live state, 0.52 the reading and removing of tags.
"""

from awacs import iam

from ...model import Feature, Grant, Release, Target, vendor
from .. import _pipecd_ecs as shared
from .._pipecd import (
    AWS,
    CODE,
    CONFIGURATION_FEATURES,
    CONFIGURATION_GRANTS,
    CONFIGURATION_PARAMETERS,
    IDENTITIES,
    VERSIONS,
)
from .documented import LIVE_STATE_LIST, TAG_LIST, documented
from .live_state import LIVE_STATE_GRANTS
from .services import SERVICE_GRANTS, client
from .traffic_routing import COGNITO_GRANTS, TRAFFIC_GRANTS

_ROLE_GRANTS = (
    Grant(
        iam.PassRole,
        shared.PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (CODE.at("pkg/app/piped/platformprovider/ecs/client.go", 103, confidence="inferred"),),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        shared.LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"), client(107)),
    ),
)

TARGET = Target(
    name="piped-ecs",
    title="applications on Amazon ECS",
    deployer="PipeCD piped",
    versions=VERSIONS,
    read=Release("0.57.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="piped-ecs",
    policy_name="piped-ecs",
    parameters=(
        *shared.PARAMETERS,
        *CONFIGURATION_PARAMETERS,
    ),
    features=(
        Feature(
            "service",
            "deploys services: quick sync (a first deployment is one unless alwaysUsePipeline is set), primary rollout, rollback",
            default=True,
        ),
        Feature(
            "canary",
            "rolls out, cleans and rolls back canary task sets; takes nothing that service does not",
            default=True,
        ),
        Feature(
            "traffic-routing",
            "shifts traffic between target groups; rollback does so wherever a primary and a canary one are configured, even without that stage",
            default=True,
        ),
        Feature(
            "standalone-task", "runs tasks that belong to no service, once at every deployment", default=True
        ),
        Feature(
            "live-state",
            "reads every service and task of the Region, at start and every 15 seconds; a piped with an ECS platform provider always does",
            default=True,
            since="0.49",
            fixed_since="0.49",
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
        *CONFIGURATION_FEATURES,
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
        *CONFIGURATION_GRANTS,
    ),
    pages=(
        documented("0.47", "0.48"),
        documented("0.49", "0.51", LIVE_STATE_LIST),
        documented("0.52", "0.57", LIVE_STATE_LIST, TAG_LIST),
    ),
    repositories=(CODE,),
)
