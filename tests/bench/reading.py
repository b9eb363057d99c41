"""What Terraform's native syntax costs beside the same content in its JSON syntax."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emitter.lint.linter import lint
from emitter.reading.folder import read_folder, read_units
from tests.bench.measure import call

_MODULES, _ROLES = 10, 20
_MANAGED = "arn:aws:iam::aws:policy/ViewOnlyAccess"
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def content(number: int) -> dict[str, Any]:
    """A role with a policy, in the JSON syntax: a data source, a variable, a local value, an attachment."""
    name = f"web{number}"
    read = {
        "sid": "Read",
        "actions": ["s3:GetObject", "s3:ListBucket", "s3:GetObjectVersion"],
        "resources": [f"arn:aws:s3:::${{var.{name}}}", f"arn:aws:s3:::${{var.{name}}}/*"],
        "condition": [
            {"test": "StringEquals", "variable": "aws:PrincipalTag/team", "values": ["web", "api"]}
        ],
    }
    passing = {"sid": "Pass", "actions": ["iam:PassRole"], "resources": [f"${{aws_iam_role.{name}.arn}}"]}
    return {
        "variable": {name: {"default": f"releases-{number}"}},
        "locals": {name: f"deployer-{number}"},
        "data": {"aws_iam_policy_document": {name: {"statement": [read, passing]}}},
        "resource": {
            "aws_iam_role": {
                name: {
                    "name": f"${{local.{name}}}",
                    "assume_role_policy": json.dumps(_TRUST),
                    "tags": {"a": "b"},
                }
            },
            "aws_iam_role_policy": {
                name: {
                    "role": f"${{aws_iam_role.{name}.id}}",
                    "policy": f"${{data.aws_iam_policy_document.{name}.json}}",
                }
            },
            "aws_iam_role_policy_attachment": {
                name: {"role": f"${{aws_iam_role.{name}.name}}", "policy_arn": _MANAGED}
            },
        },
    }


def hcl(block: dict[str, Any]) -> str:
    """The same in the native syntax."""
    text = ""
    for name, body in block["variable"].items():
        text += f'variable "{name}" {_body(body)}\n'
    text += f"locals {_body(block['locals'])}\n"
    for kind in ("data", "resource"):
        for type_, labels in block[kind].items():
            text += "".join(f'{kind} "{type_}" "{label}" {_body(body)}\n' for label, body in labels.items())
    return text


def _body(table: dict[str, Any]) -> str:
    lines = []
    for key, value in table.items():
        if key in ("statement", "condition"):
            lines += [f"{key} {_body(one)}" for one in value]
        else:
            lines.append(f"{key} = {_value(value)}")
    return "{\n" + "\n".join(lines) + "\n}"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return _body(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if value.startswith("${") and value.endswith("}"):
        return str(value[2:-1])
    return f"jsonencode({value})" if value.startswith("{") else json.dumps(value)


def write(folder: Path) -> tuple[str, str]:
    """Write both into ``folder`` and return their folders: the native syntax, JSON."""
    for module in range(_MODULES):
        blocks = [content(number) for number in range(_ROLES)]
        for form, suffix, spelled in (("hcl", ".tf", hcl), ("json", ".tf.json", json.dumps)):
            into = folder / form / f"module{module}"
            into.mkdir(parents=True)
            for number, block in enumerate(blocks):
                (into / f"role{number}{suffix}").write_text(spelled(block), encoding="utf-8")
    return str(folder / "hcl"), str(folder / "json")


def findings(folder: str) -> int:
    """How many findings ``emit lint`` has in ``folder``."""
    return len(list(lint(read_folder(folder, (), set(), [], print, read_all=read_units))))


def rows(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """What, against what, the ratio, aim."""
    native, other = write(folder)
    findings(native)
    ours, theirs = (min(call(lambda one=one: findings(one), 1) for _ in range(3)) for one in (native, other))  # type: ignore[misc]
    files = _MODULES * _ROLES
    what = f"`emit lint` of {files} files of HCL, CPU"
    yield what, "the same as Terraform JSON", f"{ours / theirs:.2f}", "at most 2"
