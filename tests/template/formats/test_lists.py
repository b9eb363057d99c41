"""A value that may be several is a list in Terraform, and each of its items makes its own ARN."""

import json

import emitter
from emitter.template.formats.terraform.text import made_list, quoted


def test_a_list_is_made_of_plain_texts_and_loops():
    assert made_list(["a"], {0: ["x"]}) == '${[for x in var.x : "a"]}'
    assert made_list(["${x}/${y}"], {0: ["x", "y"]}) == (
        '${flatten([for x in var.x : [for y in var.y : "${x}/${y}"]])}'
    )
    assert made_list(["a", "b", "${x}", "c"], {2: ["x"]}) == (
        '${concat(["a", "b"], [for x in var.x : "${x}"], ["c"])}'
    )
    assert quoted('a"b\\') == '"a\\"b\\\\"'


def test_what_may_be_several_values_is_a_list_that_is_not_empty():
    module = json.loads(emitter.emit("piped-ecs", "terraform").text)
    lists = {name for name, one in module["variable"].items() if one["type"] == "list(string)"}
    assert module["variable"].keys() - lists == {"piped_ecs_role_name", "piped_ecs_policy_name"}
    service = module["variable"]["piped_ecs_service"]
    assert service["default"] == ["*"]
    assert "length(var.piped_ecs_service) > 0 && alltrue([for one in" in service["validation"]["condition"]
