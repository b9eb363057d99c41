"""The policy that the plugin's page gives."""

from awacs import ecs, elasticloadbalancing, iam
from awacs.aws import Action

from ...model import Evidence
from .._pipecd import DOCS


def page(line: int) -> Evidence:
    """Return ``line`` of the plugin's page."""
    return DOCS.at("docs/content/en/docs-v1.0.x/plugins/official/ecs.md", line, confidence="documented")


LIST = (
    ecs.CreateService,
    ecs.CreateTaskSet,
    ecs.DeleteTaskSet,
    ecs.DescribeServices,
    ecs.DescribeTaskDefinition,
    ecs.DescribeTaskSets,
    ecs.DescribeTasks,
    ecs.ListTagsForResource,
    ecs.ListTasks,
    ecs.RegisterTaskDefinition,
    Action("ecs", "RunTasks"),  # as the page spells it; awacs has no such action, and neither has AWS
    ecs.TagResource,
    ecs.UntagResource,
    ecs.UpdateService,
    ecs.UpdateServicePrimaryTaskSet,
    elasticloadbalancing.DescribeListeners,
    elasticloadbalancing.DescribeRules,
    elasticloadbalancing.ModifyRule,
    iam.PassRole,
)
