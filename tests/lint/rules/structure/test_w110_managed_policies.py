"""W110."""

import json

from emitter.lint.rules.structure.w110_managed_policies import RULE
from tests.support.linting import finds, policy, statement, table, template, trusting


def role(count, repeat=1):
    """A role with ``count`` managed policies of AWS."""
    names = [f"arn:aws:iam::aws:policy/Policy{number}" for number in range(count)] * repeat
    return template(trusting(), "AWS::IAM::Role", ManagedPolicyArns=names)


def inline(count):
    made = [{"PolicyName": f"p{n}", "PolicyDocument": policy(statement())} for n in range(count)]
    return template(trusting(), "AWS::IAM::Role", Policies=made)


def one_by_one(count):
    attached = {
        f"a{n}": {"role": "deployer", "policy_arn": f"arn:aws:iam::aws:policy/Policy{n}"}
        for n in range(count)
    }
    return json.dumps({"resource": {"aws_iam_role_policy_attachment": attached}})


def counted(count, *when):
    """Attachments of which each is made when one of ``when`` says so."""
    attached = {
        f"a{n}": {
            "count": f"${{var.{when[n % len(when)]} ? 1 : 0}}",
            "role": "deployer",
            "policy_arn": f"arn:aws:iam::aws:policy/Policy{n}",
        }
        for n in range(count)
    }
    return json.dumps({"resource": {"aws_iam_role_policy_attachment": attached}})


def of_group(count):
    made = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"Groups": ["team"]}}
    made["Properties"]["PolicyDocument"] = policy(statement())
    return json.dumps({"Resources": {f"P{n}": made for n in range(count)}})


@table(
    found=[
        ("is one of 11 managed policies of It; the default quota is 10", role(11)),
        ("is one of 21 managed policies of It", role(21)),
        ("is one of 11 managed policies of deployer; the default quota is 10", one_by_one(11)),
        ("is one of 11 managed policies of deployer", counted(11, "all")),
        ("is one of 11 managed policies of team; the quota of a group is 10", of_group(11)),
    ],
    passed=[
        inline(11),
        role(10),
        role(6, 2),
        one_by_one(10),
        counted(14, "some", "others"),
        of_group(10),
    ],
)
def test_ten_managed_policies_fit(expected, text):
    finds(RULE, text, *expected)
