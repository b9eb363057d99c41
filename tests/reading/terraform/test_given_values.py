"""Values that a person gives for variables: what they decide, and what they leave open."""

import pytest

from emitter.reading.files import read_text
from emitter.reading.terraform.given_values import evaluated, variables_in
from emitter.reading.terraform.hcl.decided import DECIDERS, given_variables
from emitter.reading.tree import Scalar, Sequence


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ('var.env == "prod" ? 1 : 0', {"env": "prod"}, "1"),
        ('var.env == "prod" ? 1 : 0', {"env": "dev"}, "0"),
        ('var.env != "prod" ? "a" : "b"', {"env": "dev"}, "a"),
        ('"prod" == var.env ? "a" : "b"', {"env": "prod"}, "a"),
        ("var.on ? 1 : 0", {"on": "true"}, "1"),
        ("!var.on ? 1 : 0", {"on": "true"}, "0"),
        ("(var.on) ? 1 : 0", {"on": "false"}, "0"),
        ('var.on && var.env == "prod" ? 1 : 0', {"on": "true", "env": "prod"}, "1"),
        ('var.on && var.env == "prod" ? 1 : 0', {"on": "false"}, "0"),
        ('var.on || var.env == "prod" ? 1 : 0', {"on": "true"}, "1"),
        ('var.on && !(var.env == "prod") ? 1 : 0', {"on": "true", "env": "dev"}, "1"),
        ("var.n > 2 ? 1 : 0", {"n": "10"}, "1"),
        ("var.n <= 2 ? 1 : 0", {"n": "10"}, "0"),
        ('lower(var.env) == "prod" ? 1 : 0', {"env": "PROD"}, "1"),
        ('var.env == "prod" ? var.a : var.b', {"env": "dev", "b": "x"}, "x"),
        ('var.env == "prod" ? "${var.a}/*" : "y"', {"env": "prod", "a": "x"}, "x/*"),
        ('var.env == "prod" ? aws_s3_bucket.b.arn : "*"', {"env": "prod"}, "${aws_s3_bucket.b.arn}"),
        ('var.a == "1" ? (var.b == "1" ? "both" : "a") : "none"', {"a": "1", "b": "2"}, "a"),
        # A text that looks like an expression is text.
        ("var.env", {"env": "${a}"}, "$${a}"),
        # What stays open.
        ("var.on ? 1 : 0", {"other": "true"}, None),
        ('var.on && var.env == "prod" ? 1 : 0', {"on": "true"}, None),
        ("var.env == aws_s3_bucket.b.id ? 1 : 0", {"env": "x"}, None),
        ("var.n > 2 ? 1 : 0", {"n": "many"}, None),
        ("var.n + 1 == 2 ? 1 : 0", {"n": "1"}, None),
        ("var.on ? 1 : 0", {"on": "perhaps"}, None),
        ("var.on ? ", {"on": "true"}, None),
    ],
)
def test_an_expression(expression, values, expected):
    found = evaluated(expression, values)
    assert (found.text if isinstance(found, Scalar) else found) == expected


def test_a_list_is_decided_too():
    found = evaluated("var.on ? [1] : []", {"on": "false"})
    assert isinstance(found, Sequence)
    assert found.items == ()


def test_names():
    assert variables_in('var.a == "var.b" && local.c') == {"a", "b"}
    assert set(given_variables({"a": "1", "AWS::Region": "x", "piped-ecs.role": "y"})) == {"a"}
    assert set(DECIDERS) == {"conditional", "operation"}


MODULE = """
variable "env" { default = "dev" }
variable "on" { default = true }
locals {
  is_prod = var.env == "prod"
}
resource "aws_iam_role_policy" "p" {
  role   = "r"
  count  = local.is_prod ? 1 : 0
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${var.env}/*" }]
  })
}
"""


@pytest.mark.parametrize(
    ("given", "when", "resource"),
    [
        ({}, ("${local.is_prod ? 1 : 0}",), "arn:aws:s3:::dev/*"),
        # A default decides nothing.
        ({"on": "true"}, ("${local.is_prod ? 1 : 0}",), "arn:aws:s3:::dev/*"),
        ({"env": "prod"}, (), "arn:aws:s3:::prod/*"),
        ({"env": "qa"}, ("0",), "arn:aws:s3:::qa/*"),
    ],
)
def test_a_module(given, when, resource):
    (document,) = read_text(MODULE, "main.tf", given).documents
    (statement,) = document.statements
    assert (statement.when, statement.resources[0].text) == (when, resource)


@pytest.mark.parametrize(
    ("many", "when"),
    [
        ("count = 0", ("0",)),
        ("count = 2", ()),
        ("for_each = toset([])", ("0",)),
        ("for_each = {}", ("0",)),
        ('for_each = toset(["a"])', ()),
        ("for_each = var.env ? [1] : []", ("${var.env ? [1] : []}",)),
    ],
)
def test_how_many_there_are(many, when):
    text = MODULE.replace("count  = local.is_prod ? 1 : 0", many)
    (document,) = read_text(text, "main.tf").documents
    assert [statement.when for statement in document.statements] == [when]
