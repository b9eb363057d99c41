"""The policy that PipeCD's installation guide gives, as it grew."""

from awacs import ecs, elasticloadbalancing, iam

from ...model import Page, PageStatement
from .._pipecd import page

_FIRST_LIST = (
    ecs.CreateService,
    ecs.CreateTaskSet,
    ecs.DeleteTaskSet,
    ecs.DeregisterTaskDefinition,
    ecs.DescribeServices,
    ecs.DescribeTaskSets,
    ecs.RegisterTaskDefinition,
    ecs.RunTask,
    ecs.TagResource,
    ecs.UpdateService,
    ecs.UpdateServicePrimaryTaskSet,
    elasticloadbalancing.DescribeListeners,
    elasticloadbalancing.DescribeRules,
    elasticloadbalancing.DescribeTargetGroups,
    elasticloadbalancing.ModifyListener,
    elasticloadbalancing.ModifyRule,
)
LIVE_STATE_LIST = (
    ecs.DescribeTaskDefinition,
    ecs.DescribeTasks,
    ecs.ListClusters,
    ecs.ListServices,
    ecs.ListTasks,
)
TAG_LIST = (ecs.ListTagsForResource, ecs.UntagResource)


def documented(since: str, until: str, *more: tuple[ecs.Action, ...]) -> Page:
    """Return the guide's policy of the minors ``since`` to ``until``: the first list and ``more``."""
    actions = [*_FIRST_LIST, *(action for actions in more for action in actions)]
    return Page(
        page(until, 13),
        (
            PageStatement("Deploy", tuple(sorted(actions, key=lambda a: a.JSONrepr())), ("*",)),
            PageStatement("PassRole", (iam.PassRole,), ("{execution_role}", "{task_role}")),
        ),
        since,
        until,
    )
