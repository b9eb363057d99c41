"""Policies in resources of which no table says where they hold one."""

import json

from emitter.reading.files import read_text

POLICY = """{
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  }"""


def loose(text, name="main.tf"):
    return [(one.name, one.kind) for one in read_text(text, name).loose]


def test_a_policy_anywhere_in_a_resource_is_read():
    for argument in (f"jsonencode({POLICY})", f"[{{ inner = jsonencode({POLICY}) }}]"):
        text = f'resource "custom_thing" "it" {{\n  policy = {argument}\n}}\n'
        assert loose(text) == [("custom_thing.it", "identity")]
    body = {"policy": json.dumps({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})}
    text = json.dumps({"resource": {"custom_thing": {"it": body}}})
    assert loose(text, "main.tf.json") == [("custom_thing.it", "identity")]


def test_data_protection_is_no_iam():
    statement = (
        '{ DataDirection = "Inbound", Principal = ["*"], DataIdentifier = ["a"], Operation = { Deny = {} } }'
    )
    for block in ('module "topic"', 'resource "aws_sns_topic_data_protection_policy" "it"'):
        text = f"{block} {{\n  policy = jsonencode({{ Statement = [{statement}] }})\n}}\n"
        assert loose(text) == []
