"""Policy documents as awacs objects."""

import json

import pytest
from awacs import sts
from troposphere import sqs

from emitter.compiler.deployment import BoundCondition, TrustStatement
from emitter.errors import FormatError, TargetError
from emitter.template.assembly import Assembly
from emitter.template.formats import load_format
from emitter.template.policies import trust_policy


def _trust(*conditions):
    statement = TrustStatement("Service", (("ec2.amazonaws.com",),), (sts.AssumeRole,), conditions)
    return json.loads(trust_policy([statement]).to_json())


def test_conditions_of_one_operator_are_one_element():
    conditions = (
        BoundCondition("StringEquals", ("aws:SourceAccount",), (("111122223333",),)),
        BoundCondition("StringEquals", ("aws:SourceOrgID",), (("o-1",),)),
        BoundCondition("ArnLike", ("aws:SourceArn",), (("arn:aws:ec2:*",),)),
    )
    (statement,) = _trust(*conditions)["Statement"]
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ["111122223333"], "aws:SourceOrgID": ["o-1"]},
        "ArnLike": {"aws:SourceArn": ["arn:aws:ec2:*"]},
    }


def test_no_condition_is_no_element():
    (statement,) = _trust()["Statement"]
    assert "Condition" not in statement


def test_a_key_twice_under_one_operator_is_a_fault_of_the_target():
    twice = BoundCondition("StringEquals", ("aws:SourceAccount",), (("111122223333",),))
    with pytest.raises(TargetError, match="aws:SourceAccount"):
        _trust(twice, twice)


def test_an_unknown_operator_is_a_fault_of_the_target():
    with pytest.raises(TargetError, match="StringAlike"):
        _trust(BoundCondition("StringAlike", ("aws:SourceAccount",), (("1",),)))


def test_a_resource_that_the_script_has_no_call_for_is_an_error():
    from troposphere import Template

    template = Template()
    template.add_resource(sqs.Queue("Queue"))
    with pytest.raises(FormatError, match="AWS::SQS::Queue"):
        load_format("aws-cli").render(Assembly(template, "made_up", "emit"))
