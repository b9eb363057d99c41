"""The names of service principals, and the nearest to a misspelled one."""

import pytest

from emitter.aws.service_principals import is_service, suggest_service


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("lamda", "lambda"),
        ("Lambda", "lambda"),
        ("ecs-task", "ecs-tasks"),
        ("stepfunctions", "states"),
        ("delivery.log", "delivery.logs"),
        ("pod.eks", "pods.eks"),
        ("something-else", ""),
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
