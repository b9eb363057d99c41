"""N322."""

from emitter.lint.rules.conditions.n322_key_of_some_actions import RULE
from tests.support.linting import condition, finds, table

CLUSTER = "arn:aws:ecs:*:*:cluster/prod"


@table(
    found=[
        (
            "ecs:cluster is not supported by ecs:DescribeClusters: it allows nothing for them",
            condition(
                "ArnLike",
                "ecs:cluster",
                CLUSTER,
                Action=["ecs:ListTasks", "ecs:DescribeClusters"],
                Resource="*",
            ),
        ),
        (
            "not supported by ecs:DescribeClusters: it denies nothing for them",
            condition(
                "ArnLike",
                "ecs:cluster",
                CLUSTER,
                Action=["ecs:ListTasks", "ecs:DescribeClusters"],
                Effect="Deny",
            ),
        ),
        (
            "not supported by ecs:DescribeClusters: the condition is always true for them",
            condition("ArnNotLike", "ecs:cluster", CLUSTER, Action=["ecs:ListTasks", "ecs:DescribeClusters"]),
        ),
        (
            "ecs:DescribeClusters, ecs:ListClusters, ecs:CreateCluster and others: it",
            condition(
                "ArnLike",
                "ecs:cluster",
                CLUSTER,
                Action=[
                    "ecs:ListTasks",
                    "ecs:DescribeClusters",
                    "ecs:ListClusters",
                    "ecs:CreateCluster",
                    "ecs:ListServicesByNamespace",
                ],
            ),
        ),
        (
            "by ecs:DescribeClusters, ecs:ListClusters, ecs:CreateCluster: it",
            condition(
                "ArnLike",
                "ecs:cluster",
                CLUSTER,
                Action=["ecs:ListTasks", "ecs:DescribeClusters", "ecs:ListClusters", "ecs:CreateCluster"],
            ),
        ),
    ],
    passed=[
        condition("ArnLike", "ecs:cluster", CLUSTER, Action=["ecs:ListTasks", "ecs:DescribeTasks"]),
        condition(
            "ArnLikeIfExists", "ecs:cluster", CLUSTER, Action=["ecs:ListTasks", "ecs:DescribeClusters"]
        ),
        condition("ArnLike", "ecs:cluster", CLUSTER, Action="ecs:DescribeClusters"),
        condition("ArnLike", "ecs:cluster", CLUSTER, Action=["ecs:ListTasks", "ecs:DescribeCluster*"]),
        condition(
            "StringEquals", "aws:PrincipalTag/a", "b", Action=["ecs:ListTasks", "ecs:DescribeClusters"]
        ),
        condition(
            "StringLike",
            "iam:AWSServiceName",
            "ecs.amazonaws.com",
            Action=["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"],
        ),
    ],
)
def test_all_actions_support_the_key(expected, text):
    finds(RULE, text, *expected)
