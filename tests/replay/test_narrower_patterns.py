"""The few patterns that cover the resources that were used."""

import pytest

from emitter.replay.narrower_patterns import Narrower

ECS = "arn:aws:ecs:eu-west-1:111122223333"
ID = "0123456789abcdef0123456789abcdef"


def patterns(*resources):
    narrower = Narrower()
    for resource in resources:
        narrower.add(resource)
    return list(narrower.patterns())


@pytest.mark.parametrize(
    ("resources", "found"),
    [
        ([], []),
        (["*"], []),
        ([f"{ECS}:service/prod/web"], [f"{ECS}:service/prod/web"]),
        (["*", f"{ECS}:service/prod/web"] * 2, [f"{ECS}:service/prod/web"]),
        # Sorted, and the types of a service apart.
        (
            [f"{ECS}:service/prod/web", f"{ECS}:cluster/prod", f"{ECS}:service/prod/api"],
            [f"{ECS}:service/prod/api", f"{ECS}:service/prod/web", f"{ECS}:cluster/prod"],
        ),
        # A revision and an id are made up anew for each run.
        ([f"{ECS}:task-definition/web:{n}" for n in (1, 2, 17)], [f"{ECS}:task-definition/web:*"]),
        ([f"{ECS}:task/prod/{ID}"], [f"{ECS}:task/prod/*"]),
        ([f"{ECS}:task-set/prod/web/ecs-svc/1234567890123456789"], [f"{ECS}:task-set/prod/web/*"]),
        (
            ["arn:aws:kms:eu-west-1:1:key/01234567-89ab-cdef-0123-456789abcdef"],
            ["arn:aws:kms:eu-west-1:1:key/01234567-89ab-cdef-0123-456789abcdef"],
        ),
        # The first part names a type, or is the whole name.
        (["arn:aws:sqs:eu-west-1:1:123"], ["arn:aws:sqs:eu-west-1:1:123"]),
        (["arn:aws:s3:::b/2024/a"], ["arn:aws:s3:::b/*/a"]),
        (["releases/5"], ["releases/*"]),
    ],
)
def test_patterns_of_what_was_used(resources, found):
    assert patterns(*resources) == found


@pytest.mark.parametrize(("count", "listed"), [(10, True), (11, False)])
def test_more_values_than_a_list_takes_are_a_star(count, listed):
    found = patterns(*(f"{ECS}:service/prod/web-{chr(97 + number)}" for number in range(count)))
    assert (len(found) == count) is listed
    if not listed:
        assert found == [f"{ECS}:service/prod/*"]


def test_only_the_places_that_vary_are_a_star():
    found = patterns(*(f"{ECS}:service/{chr(97 + number)}/web" for number in range(20)))
    assert found == [f"{ECS}:service/*/web"]


@pytest.mark.parametrize(("count", "found"), [(100, 100), (101, 0)])
def test_more_forms_than_a_person_reads_say_nothing(count, found):
    assert len(patterns(*(f"arn:aws:sqs:eu-west-1:{number}:q" for number in range(count)))) == found
