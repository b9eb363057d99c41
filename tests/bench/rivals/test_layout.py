"""The forms of a policy have its text in them, and templates differ."""

import json

import pytest

from tests.bench.rivals import timing
from tests.bench.rivals.layout import is_trust, key_of, module, template
from tests.bench.rivals.tools import emit

IDENTITY = '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Action": "s3:PutObject"}]}'
TRUST = '{"Statement": {"Effect": "Allow", "Principal": {"Service": "${x}"}, "Action": "sts:AssumeRole"}}'


@pytest.mark.parametrize(
    ("text", "trust"),
    [(IDENTITY, False), (TRUST, True), (TRUST[:-1], True), (IDENTITY[:-1], False), ("[]", False)],
)
def test_a_principal_makes_a_trust_policy_also_of_what_is_no_json(text, trust):
    assert is_trust(text) is trust


def test_a_template_has_the_text_letter_by_letter():
    assert IDENTITY in template(IDENTITY)
    assert "AWS::IAM::Policy" in template(IDENTITY)
    properties = json.loads(template(TRUST))["Resources"]["Policy"]["Properties"]
    assert properties == {"AssumeRolePolicyDocument": json.loads(TRUST)}


def test_a_module_has_the_text_without_what_terraform_would_fill_in():
    assert (
        module(IDENTITY, "a")
        == f'resource "aws_iam_policy" "a" {{\n  policy = <<POLICY\n{IDENTITY}\nPOLICY\n}}\n'
    )
    assert '"$${x}"' in module(TRUST, "a")


def test_a_policy_is_known_by_its_file():
    assert key_of("/anywhere/plain/managed/A.b.json") == "managed/A.b"
    assert key_of("./faulty/c.tf") == "faulty/c"


def test_no_two_of_the_templates_are_the_same():
    texts = timing.templates()
    assert len(texts) == len(set(texts)) == timing.TEMPLATES


def test_emit_is_run_as_it_is_here(tmp_path):
    (tmp_path / "plain" / "faulty").mkdir(parents=True)
    (tmp_path / "plain" / "faulty" / "one.json").write_text(IDENTITY)
    said = emit.TOOL.hear(tmp_path, tmp_path).said
    assert ("faulty/one", "E107") in {(one.policy, one.rule) for one in said}
