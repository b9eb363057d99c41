"""The template of a stack set holds the template of the stacks, to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter import emit
from emitter.template.assembly import Assembly
from emitter.template.formats import load_format
from emitter.template.formats.cloudformation.printer import dump
from emitter.template.stack_set import StackSetSettings, stack_set_template
from tests.support.cloudformation_lint import findings
from tests.support.read_cloudformation import load_yaml

_SETTINGS = StackSetSettings("prod-piped-ecs", ("ou-ab12-11111111",), ("eu-west-1",))


def wrapped(body, settings=_SETTINGS):
    template = stack_set_template(body, settings, "IAM for a test", {"team": "platform"})
    return load_format("cloudformation").render(Assembly(template, "piped_ecs", "emit build --env prod"))


@pytest.mark.parametrize("name", ["piped-ecs", "ufo", "ecspresso"])
def test_the_template_stands_in_it_as_it_is(name):
    body = emit(name).text
    text = wrapped(body)
    assert "    TemplateBody: |\n" in text.replace("      TemplateBody", "    TemplateBody")
    stack_set = load_yaml(text)["Resources"]["StackSet"]["Properties"]
    assert stack_set["TemplateBody"] == body
    assert stack_set["PermissionModel"] == "SERVICE_MANAGED"
    assert stack_set["StackInstancesGroup"] == [
        {"DeploymentTargets": {"OrganizationalUnitIds": ["ou-ab12-11111111"]}, "Regions": ["eu-west-1"]}
    ]


@pytest.mark.parametrize(
    "settings",
    [
        _SETTINGS,
        _SETTINGS._replace(auto_deployment=False),
        _SETTINGS._replace(retain_stacks=True, delegated_admin=True, units=("r-ab12", "ou-ab12-22222222")),
    ],
)
def test_cfn_lint_finds_nothing_in_it(settings):
    assert findings(wrapped(emit("piped-ecs").text, settings), "eu-west-1") == []


@given(st.lists(st.text("ab #:-|>'\"\\\t\u0085\n ", max_size=6), min_size=1).map("\n".join))
def test_lines_come_back_as_they_were(text):
    for one in (text, text + "\n", text + "\n\n"):
        assert load_yaml(dump({"a": one, "b": [{"c": one}, one]})) == {"a": one, "b": [{"c": one}, one]}
