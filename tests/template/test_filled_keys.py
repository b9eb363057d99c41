"""The key of a condition that a template fills in."""

import json

from awacs import sts

from emitter.catalogue.patterns import Hole
from emitter.compiler.deployment import BoundCondition, TrustStatement
from emitter.template.filled_keys import FilledDocument, FilledKey, key_of
from emitter.template.formats.cloudformation.printer import dump
from emitter.template.policies import trust_policy
from tests.support.read_cloudformation import load_yaml

_ISSUER = Hole("parameter", "IdentityIssuer")
_PLAIN = 'a"b\\c ${x} \u00e9'


def _trust(*keys):
    values = ((_PLAIN,), ("arn:", Hole("pseudo", "partition")), (Hole("variable", "aws:username"),))
    conditions = tuple(BoundCondition("StringEquals", key, values) for key in keys)
    return trust_policy([TrustStatement("Federated", (("*",),), (sts.AssumeRole,), conditions)])


def test_a_key_without_a_hole_leaves_the_document_an_object():
    assert key_of(("aws:SourceArn",)) == "aws:SourceArn"
    assert not isinstance(_trust(("aws:SourceArn",)), FilledDocument)


def test_a_document_with_a_filled_key_is_json_in_fn_sub():
    made = _trust((_ISSUER, ":sub"), ("aws:SourceArn",))
    text = made.to_dict()["Fn::Sub"]
    (statement,) = json.loads(text)["Statement"]
    values = [_PLAIN.replace("${", "${!"), "arn:${AWS::Partition}", "${!aws:username}"]
    assert statement["Condition"] == {
        "StringEquals": {"${IdentityIssuer}:sub": values, "aws:SourceArn": values}
    }
    assert load_yaml(dump({"A": made.to_dict()})) == {"A": {"Fn::Sub": text}}


def test_a_filled_key_keeps_its_parts():
    assert key_of((_ISSUER, ":sub")).parts == (_ISSUER, ":sub")
    assert FilledKey((_ISSUER, ":sub")) == "${IdentityIssuer}:sub"
