"""Texts that are made to take long, each by a number: how many of what hurts stand in it.

``python -m tests.support.hostile NAME`` prints how many calls judge a text, and four times as much of it.
"""

import json
import re
import resource
import sys
from contextlib import suppress
from pathlib import Path

from tests.support.work import calls

# Seconds that nothing comes near; whatever does not come to an end, ends there.
_LIMIT = 60
# Fewer calls than this, and builtins do the work.
_FEW = 10_000


def _policy(**elements):
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*", **elements}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _statements(statement, number):
    return json.dumps({"Statement": [{"Effect": "Allow", **statement(n)} for n in range(number)]})


def _template(statement):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", **statement}]}
    properties = {"PolicyDocument": document}
    return json.dumps({"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}}})


def _source(resource_, **more):
    statement = {"actions": ["s3:GetObject"], "resources": [resource_]}
    return json.dumps({"data": {"aws_iam_policy_document": {"d": {"statement": [statement], **more}}}})


def _terraform(policy):
    return json.dumps({"resource": {"aws_iam_policy": {"p": {"policy": policy}}}})


def _conditions(operator, key, values):
    return _policy(Condition={operator: {key: values}})


def _wild(n):
    return f"ec2:*{chr(97 + n % 26)}*{chr(97 + n // 26 % 26)}{n}*"


def _locals(expression):
    return f"locals {{\n  a0 = {expression}\n}}\n"


# Name → the text, and how many make it take some tenths of a second.
TEXTS = {
    "braces of HCL": (lambda n: "locals {\n" * n, 30_000),
    "brackets of HCL": (lambda n: _locals("[" * n + "]" * n), 30_000),
    "strings of HCL": (lambda n: _locals('"${' * n + '}"' * n), 20_000),
    "calls of HCL": (lambda n: _locals("concat(" * n + ")" * n), 30_000),
    "junk in HCL": (lambda n: "locals {}\n" + '= " { ] ${ % ' * n, 6_000),
    "local values of each other": (
        lambda n: _locals(1) + "".join(f"locals {{\n  a{i + 1} = [local.a{i}]\n}}\n" for i in range(n)),
        5_000,
    ),
    "policies in HCL": (
        lambda n: "".join(
            f'resource "aws_iam_policy" "p{i}" {{\n  policy = jsonencode({{ Statement = [{{ Effect = "Allow",'
            f' Action = "s3:GetObject", Resource = "arn:aws:s3:::b{i}" }}] }})\n}}\n'
            for i in range(n)
        ),
        300,
    ),
    "modules of a plan": (
        lambda n: json.dumps(
            {
                "format_version": "1.2",
                "planned_values": {"root_module": {"child_modules": [{"resources": []}] * n}},
            }
        ),
        30_000,
    ),
    "holes of Fn::Sub": (lambda n: _template({"Resource": {"Fn::Sub": "arn:aws:s3:::" + "${" * n}}), 20_000),
    "holes of Fn::Sub, kept": (lambda n: _template({"Resource": {"Fn::Sub": "${!" * n}}), 20_000),
    "dynamic references": (lambda n: _template({"Resource": "{{resolve:" * n}), 10_000),
    "variables of policies": (lambda n: _policy(Resource="arn:aws:s3:::b/" + "${" * n), 20_000),
    "variables of data sources": (lambda n: _source("arn:aws:s3:::b/" + "&{" * n), 20_000),
    "expressions": (lambda n: _source("arn:aws:s3:::b/" + '${"' * n), 20_000),
    "signs kept in a string": (
        lambda n: _terraform(
            '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"' + "$${" * n + '"}]}'
        ),
        20_000,
    ),
    "brackets of jsonencode": (lambda n: _terraform("${jsonencode({Statement=[" + "(" * n + "])}"), 50_000),
    "calls of jsonencode": (lambda n: _terraform("${jsonencode(" + "jsonencode(" * n + ")}"), 20_000),
    "strings of jsonencode": (lambda n: _terraform("${jsonencode([" + '"${' * n + "])}"), 20_000),
    "comments of jsonencode": (lambda n: _terraform("${jsonencode({" + "/* " * n + "})}"), 50_000),
    "data sources in each other": (
        lambda n: json.dumps(
            {
                "data": {
                    "aws_iam_policy_document": {
                        f"d{i}": {
                            "source_policy_documents": [f"${{data.aws_iam_policy_document.d{i + 1}.json}}"]
                            * 2,
                            "statement": [{"actions": ["s3:GetObject"], "resources": [f"arn:aws:s3:::b{i}"]}],
                        }
                        for i in range(min(n, 12))
                    }
                }
            }
        ),
        6,
    ),
    "sources of one document": (
        lambda n: _source("*", source_policy_documents=[_policy(Sid=f"S{i}") for i in range(n)]),
        200,
    ),
    "statements with one Sid": (
        lambda n: _statements(lambda i: {"Sid": "S", "Action": "s3:GetObject", "Resource": "*"}, n),
        700,
    ),
    "statements with a reason": (
        lambda n: _statements(lambda i: {"Sid": f"S{i}", "Action": "s3:GetObjekt", "Resource": "*"}, n),
        600,
    ),
    "resources": (
        lambda n: _policy(Resource=[f"arn:aws:s3:::some-bucket-{i:06}/a/*" for i in range(n)]),
        1_500,
    ),
    "resources with variables": (
        lambda n: _policy(Resource=[f"arn:aws:s3:::b/${{aws:PrincipalTag/k{i}}}/*" for i in range(n)]),
        1_200,
    ),
    "resources of stars": (
        lambda n: _policy(Resource=[f"arn:aws:s3:::{'*a' * 20}{i}*" for i in range(n)]),
        500,
    ),
    "long patterns": (
        lambda n: _policy(
            Action="ec2:RunInstances", Resource=[f"arn:aws:ec2:*:*:{'*a' * 500}{i}" for i in range(n)]
        ),
        40,
    ),
    "actions of stars": (lambda n: _policy(Action=[_wild(i) for i in range(n)], Resource="*"), 700),
    "long actions of stars": (lambda n: _policy(Action=["s3:" + "*e" * 20 + str(i) for i in range(n)]), 500),
    "misspelled actions": (lambda n: _policy(Action=[f"s3:GetObjekt{i}" for i in range(n)]), 1_500),
    "misspelled services": (lambda n: _policy(Action=[f"elbv{i}:DescribeTags" for i in range(n)]), 1_500),
    "misspelled patterns": (lambda n: _policy(Action=[f"s3:Gte{i}*" for i in range(n)]), 1_500),
    "misspelled Regions": (
        lambda n: _policy(
            Action="sqs:SendMessage", Resource=[f"arn:aws:sqs:eu-west-{i}9:111122223333:x" for i in range(n)]
        ),
        1_200,
    ),
    "misspelled elements": (lambda n: _policy(**{f"Actoin{i}": "x" for i in range(n)}), 1_500),
    "misspelled keys": (
        lambda n: _policy(Condition={"StringEquals": {f"aws:Prinicpal{i}": "x" for i in range(n)}}),
        1_200,
    ),
    "values of stars": (
        lambda n: _conditions("StringLike", "aws:PrincipalTag/k", ["*a" * 30 + str(i) for i in range(n)]),
        600,
    ),
    "networks": (
        lambda n: _conditions(
            "IpAddress", "aws:SourceIp", [f"10.{i // 250}.{i % 250}.0/24" for i in range(n)]
        ),
        2_000,
    ),
    "roles": (
        lambda n: json.dumps(
            {
                "Resources": {
                    f"P{i}": {
                        "Type": "AWS::IAM::ManagedPolicy",
                        "Properties": {"Roles": ["r"], "PolicyDocument": json.loads(_policy(Sid="S"))},
                    }
                    for i in range(n)
                }
            }
        ),
        500,
    ),
    "one key many times": (lambda n: "{" + '"Statement": [], ' * n + '"Statement": []}', 10_000),
    "far more than anything takes": (
        lambda n: _policy(Resource=[f"arn:aws:s3:::some-bucket-{i:06}/{'a' * 30}*" for i in range(n)]),
        30_000,
    ),
    "escapes": (lambda n: _policy(Action="x").replace("x", "\\/" * n), 500_000),
}


def main(name):
    """Print how many calls judge text ``name``, and four times as much of it, and the memory."""
    from emitter.errors import EmitError
    from emitter.lint.linter import lint
    from emitter.reading.files import read_text

    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT, _LIMIT))
    make, number = TEXTS[name]

    def judge(text):
        with suppress(EmitError):
            list(lint([read_text(text, _called(text))]))

    # What is loaded once does not count.
    judge(make(3))
    once = calls(judge, make(number))
    print(once, calls(judge, make(4 * number)), _peak())
    if once < _FEW:
        # What builtins do is not counted: what grows with the square of this does not end within the limit.
        judge(make(16 * number))


def _called(text):
    return "hostile.tf" if text.startswith(("locals", "resource")) else "hostile.json"


def _peak():
    """The most memory that this program ever had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # What the kernel counts for the process was that of whoever started it at first.
        return int(re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1])
