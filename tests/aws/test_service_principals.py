"""The names of service principals, and the nearest to a misspelled one."""

import pytest

from emitter.aws.service_principals import is_service, service_suggester, suggest_service


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("lamda", "lambda"),
        ("Lambda", "lambda"),
        ("ecs-task", "ecs-tasks"),
        ("stepfunctions", "states"),
        ("delivery.log", "delivery.logs"),
        ("pod.eks", "pods.eks"),
        # Each label has to be near.
        ("pods.ecs2", ""),
        ("lambda.lambda", ""),
        ("ecstasks", "ecs-tasks"),
        ("ECS-Tasks", "ecs-tasks"),
        ("Lambda-Edge", "edgelambda"),
        ("lambdaxxxx", ""),
        ("something-else", ""),
        ("a.", ""),
        ("ecs." + "a" * 129, ""),
        ("a" * 100_000, ""),
    ],
)
def test_the_service_that_was_meant(name, near):
    assert suggest_service(name) == near


@pytest.mark.parametrize(
    "name", ["ecs-tasks", "lambda", "dnssec-route53", "application.qbusiness", "streams.metrics.cloudwatch"]
)
def test_known_services(name):
    assert is_service(name)
    assert not is_service(f"{name}s-of-nobody")


def test_a_document_is_compared_for_so_many_names():
    """One with more unknown names than any policy has is not worth the time; known names always are."""
    suggest = service_suggester()
    assert [suggest(f"lamda{'x' * number}") for number in (0, 1)] == ["lambda", suggest_service("lamdax")]
    for number in range(98):
        suggest(f"unknown-{number}")
    assert suggest("ecs-task") == ""
    assert (suggest("lamda"), suggest("ecs-tasks"), suggest("lambda")) == ("lambda", "ecs-tasks", "lambda")
