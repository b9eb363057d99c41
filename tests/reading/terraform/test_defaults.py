"""The two forms of one module are judged alike, variables and local values with them."""

import json

import pytest

from emitter import emit
from emitter.catalogue.targets import names
from emitter.lint.linter import lint
from emitter.reading.files import read_text, with_defaults


def findings(text, name):
    return {(one.rule, one.message, one.sid, one.document) for one in lint([read_text(text, name)])}


@pytest.mark.parametrize("target", names())
def test_both_forms_of_a_template_give_the_same_findings(target):
    json_, hcl = (emit(target, form).text for form in ("terraform", "terraform-hcl"))
    assert findings(json_, "a.tf.json") == findings(hcl, "a.tf")


def values(resource, **blocks):
    """The resources of a policy that has ``resource``, with places, as they are judged."""
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}
    policy = {"it": {"policy": {"Statement": [statement]}}}
    text = json.dumps({**blocks, "resource": {"aws_iam_policy": policy}})
    (document,) = with_defaults(read_text(text, "a.tf.json")).documents
    return [one.shown for one in document.statements[0].resources]


VARIABLES = {
    "name": {"default": "logs"},
    "all": {"default": ["a", "b"]},
    "open": {},
    "empty": {"default": ""},
    "none": {"default": None},
}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("${var.name}", ["logs"]),
        ("${var.name}/*", ["logs/*"]),
        ("$${var.name}-${var.name}", ["${var.name}-logs"]),
        ("${var.all}", ["a", "b"]),
        ('${[for one in var.all : "x/${one}"]}', ["x/a", "x/b"]),
        ("${local.both}", ["logs-a"]),
        ("${local.here}", ["${local.there}"]),
        ('é"\\${var.name}', ['é"\\logs']),
        # The caller gives these.
        ("${var.open}", ["${var.open}"]),
        ("${var.empty}", ["${var.empty}"]),
        ("${var.none}", ["${var.none}"]),
        ("${aws_s3_bucket.it.arn}/${var.name}", ["${aws_s3_bucket.it.arn}/logs"]),
    ],
)
def test_a_name_is_what_it_stands_for(resource, expected):
    local = {"both": "${var.name}-${var.all[0]}", "here": "${local.there}", "there": "${local.here}"}
    assert values(resource, variable=VARIABLES, locals=local) == expected


def test_a_finding_is_where_the_default_is():
    text = """{
"variable": {"all": {"default": [
  "*"]}},
"resource": {"aws_iam_policy": {"it": {"policy": {"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "${var.all}", "Resource": "*"}]}}}}}"""
    found = [(one.rule, one.line, one.column) for one in lint([read_text(text, "a.tf.json")])]
    assert ("W401", 3, 3) in found


def test_what_has_no_defaults_is_left_as_it_is():
    source = read_text('{"resource": {"aws_iam_user": {"it": {"name": "${var.x}"}}}}', "a.tf.json")
    assert with_defaults(source) is source
