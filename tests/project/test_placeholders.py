"""Placeholders in the values of an environment."""

import pytest

from emitter.project.placeholders import filled

KNOWN = {"env": "prod", "region": "eu-west-1", "account": None}


@pytest.mark.parametrize(
    ("value", "found", "reported"),
    [
        ("web-{env}", "web-prod", []),
        ("{env}-{env}-{region}", "prod-prod-eu-west-1", []),
        ({"a": ["{env}", 1, {"b": "{region}"}]}, {"a": ["prod", 1, {"b": "eu-west-1"}]}, []),
        # After a dollar sign a brace is something else.
        ("${env}", "${env}", []),
        ("no braces", "no braces", []),
        (True, True, []),
        (
            {"a": {"b": "x-{account}"}},
            {"a": {"b": "x-account"}},
            [("a.b", "{account} has no value", "set account in the environment")],
        ),
        (
            {"a": ["{evn}"]},
            {"a": ["evn"]},
            [("a", "unknown placeholder {evn}", "did you mean 'env'?")],
        ),
    ],
)
def test_placeholders_are_filled_or_reported(value, found, reported):
    said = []
    assert filled(value, KNOWN, lambda *one: said.append(one)) == found
    assert said == reported
