"""Policies as the files that hold them, and the findings of one rule in them."""

import json

import pytest

from emitter.lint.linter import lint
from emitter.reading.files import read_text

SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/prod/web"
STATEMENT = {"Effect": "Allow", "Action": "ecs:DescribeServices", "Resource": SERVICE}
EC2 = {"Service": "ec2.amazonaws.com"}


def statement(**elements):
    """A statement with ``elements`` in place of its own; ``None`` for one that it lacks."""
    return {name: value for name, value in {**STATEMENT, **elements}.items() if value is not None}


def policy(*statements, **elements):
    """A policy document; ``elements`` as in :func:`statement`."""
    document = {"Version": "2012-10-17", "Statement": list(statements), **elements}
    return {name: value for name, value in document.items() if value is not None}


def plain(*statements, **elements):
    """The text of a policy document."""
    return json.dumps(policy(*statements, **elements))


def one(**elements):
    """The text of a policy with one statement."""
    return plain(statement(**elements))


def condition(operator, key, value, **elements):
    """The text of a policy with one condition."""
    return one(Condition={operator: {key: value}}, **elements)


def trusting(principal=None, action="sts:AssumeRole", **elements):
    """A trust policy of one statement."""
    return policy(statement(Principal=principal or EC2, Action=action, Resource=None, **elements))


def template(document, type_="AWS::IAM::ManagedPolicy", **properties):
    """The text of a CloudFormation template with one resource, of which ``document`` is the policy."""
    name = "AssumeRolePolicyDocument" if type_ == "AWS::IAM::Role" else "PolicyDocument"
    made = {"Type": type_, "Properties": {name: document, **properties}}
    return json.dumps({"Resources": {"It": made}})


def terraform(**arguments):
    """The text of a Terraform configuration with one statement of a data source."""
    made = {"actions": ["ecs:DescribeServices"], "resources": [SERVICE], **arguments}
    policies = {"aws_iam_policy": {"it": {"policy": "${data.aws_iam_policy_document.it.json}"}}}
    data = {"aws_iam_policy_document": {"it": {"statement": [made]}}}
    return json.dumps({"data": data, "resource": policies})


def messages(rule, text, name="example.json"):
    """The messages of the findings of ``rule`` in ``text``, in the order of the file."""
    return [finding.message for finding in lint([read_text(text, name)], only=[rule])]


def drawn(text, name="example.json"):
    """The ids of all rules that find something in ``text``, sorted, one for each finding."""
    return sorted(finding.rule for finding in lint([read_text(text, name)]))


def finds(rule, text, *expected):
    """Assert that ``rule`` finds as much in ``text`` as is ``expected``: parts of messages, in order."""
    said = messages(rule, text)
    assert len(said) == len(expected), said
    assert all(part in message for part, message in zip(expected, said, strict=True)), said


def table(found=(), passed=()):
    """Parametrize a test by ``expected`` and ``text``: ``found`` are pairs, ``passed`` draw nothing.

    The first of a pair is part of a message, or a tuple of them for several findings.
    """
    rows = [((part,) if isinstance(part, str) else part, text) for part, text in found]
    rows += [((), text) for text in passed]
    ids = [f"found{number}" for number in range(len(found))]
    ids += [f"passed{number}" for number in range(len(passed))]
    return pytest.mark.parametrize(("expected", "text"), rows, ids=ids)
