"""Live state, which reads every service and task of the Region."""

from awacs import ecs

from ...model import Grant, Scope
from .. import _pipecd_ecs as shared
from .services import client

_LIVE = Scope("LiveState", ("*",))
_LIVE_SERVICES = Scope("LiveStateServices", (f"{shared.ECS_ARN}:service/*",))
_LIVE_TASKS = Scope("LiveStateTasks", (f"{shared.ECS_ARN}:task/*",))

LIVE_STATE_GRANTS = (
    Grant(
        ecs.ListClusters,
        _LIVE,
        ("live-state",),
        "live state begins with every cluster of the Region; a denial stops piped at start",
        (client(560),),
        since="0.49",
    ),
    Grant(
        ecs.ListServices,
        _LIVE,
        ("live-state",),
        "live state lists every service of every cluster",
        (client(579),),
        since="0.49",
    ),
    Grant(
        ecs.DescribeTaskDefinition,
        _LIVE,
        ("live-state",),
        "live state reads the task definition of each primary task set",
        (client(175),),
        since="0.49",
    ),
    Grant(
        ecs.ListTasks,
        _LIVE,
        ("live-state",),
        "live state lists the tasks of each task set of every service",
        (client(625),),
        since="0.49",
    ),
    Grant(
        ecs.DescribeServices,
        _LIVE_SERVICES,
        ("live-state",),
        "live state describes every service before it looks at tags; a deployment needs it for its own",
        (client(606), client(302, 359, 417)),
        since="0.49",
    ),
    Grant(
        ecs.DescribeTasks,
        _LIVE_TASKS,
        ("live-state",),
        "live state reads the tasks of every service before it looks at tags",
        (client(643),),
        since="0.49",
    ),
)
