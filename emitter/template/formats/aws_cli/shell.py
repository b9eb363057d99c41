"""Texts in bash: quoted, so that nothing in them is ever run."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from troposphere import AWSObject, Ref, Template, encode_to_dict

from ....aws.regions import DNS_SUFFIX
from ....catalogue.patterns import Hole, Part
from ....catalogue.syntax import REGION
from ....errors import FormatError
from ...assembly import Interpolation
from ...filled_keys import FilledDocument, FilledKey
from ...labels import snake

_FILES = ("file://", "fileb://")

# Stand for the ends of a hole while a document is JSON text; no value can hold them.
_OPEN, _CLOSE = "\ue000", "\ue001"

_NAME = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
}


def quote(text: str) -> str:
    """Return ``text`` as one word that bash takes as it is."""
    return shlex.quote(text)


def literal(text: str) -> str:
    """Return ``text`` as one word of a command of the AWS CLI.

    Raises :class:`~emitter.errors.FormatError` for a text that the AWS CLI reads as the name of a file
    (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html).
    """
    if text.startswith(_FILES):
        what = f"the AWS CLI reads {text!r} as a file"
        raise FormatError("aws-cli", what, "use cloudformation or terraform")
    return quote(text)


class Script:
    """Collects ``lines``, and which values the template leaves open."""

    def __init__(self, template: Template, labels: Mapping[str, str]) -> None:
        self._template = template
        self._labels = labels
        self._used: dict[str, None] = {}
        self.lines: list[str] = []

    def call(self, function: str, *words: str) -> None:
        """Add a call of a function of the prelude; ``words`` are quoted already."""
        self.lines.append(" ".join((function, *words)))

    def document(self, variable: str, document: Any) -> str:
        """Add an assignment of a JSON document to ``variable``; gives the word that stands for it."""
        text = json.dumps(self._marked(document), indent=2, ensure_ascii=False)
        delimiter = "'JSON'"
        if _OPEN in text:
            text = re.sub(r"[\\$`]", r"\\\g<0>", text).replace(_OPEN, "${").replace(_CLOSE, "}")
            delimiter = "JSON"
        self.lines += ["", f"IFS= read -r -d '' {variable} <<{delimiter} || true", text, "JSON"]
        return f'"${variable}"'

    def word(self, value: Any) -> str:
        """Return a property's value as one word."""
        if isinstance(value, Ref):
            return self.name(self._template.resources[value.data["Ref"]])
        if not isinstance(value, Interpolation):
            return literal(str(value))
        written = "".join(
            re.sub(r'[\\$`"]', r"\\\g<0>", part) if isinstance(part, str) else f"${{{self._variable(part)}}}"
            for part in map(_plain, value.parts)
        )
        return f'"{written}"'

    def resource(self, title: str) -> AWSObject:
        """Return the resource called ``title``."""
        return self._template.resources[title]

    def name(self, resource: AWSObject) -> str:
        """Return the name of ``resource`` as one word."""
        return self.word(resource.properties[_NAME[str(resource.resource_type)]])

    def asked(self) -> Iterable[str]:
        """Yield lines that read what is left open from the environment of the shell, and check it."""
        for title, parameter in self._template.parameters.items():
            variable = snake(title)
            outer = self._labels[title].upper()
            properties = parameter.properties
            if "Default" in properties:
                yield f"{variable}=${{{outer}:-{quote(properties['Default'])}}}"
            else:
                missing = f"{outer}: required; it is for: {properties['Description']}"
                yield f"{variable}=${{{outer}:-}}"
                yield f'[ -n "${variable}" ] || fail {quote(missing)}'
            rule = quote(properties["ConstraintDescription"])
            yield f'check {outer} "${variable}" {quote(properties["AllowedPattern"])} {rule}'
        if "dns_suffix" in self._used:
            yield "case $partition in"
            yield from (f"  {partition}) dns_suffix={suffix} ;;" for partition, suffix in DNS_SUFFIX.items())
            yield "esac"
        if "region" in self._used:
            yield "region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}"
            yield "[ -n \"$region\" ] || fail 'AWS_REGION: required; set it to the Region, as eu-west-1'"
            yield f'check AWS_REGION "$region" {quote(f"^{REGION.pattern}$")} {quote(REGION.rule)}'

    def _marked(self, value: Any) -> Any:
        """Return ``value`` as plain data, each hole between two signs."""
        if isinstance(value, FilledDocument):
            return self._marked(value.document)
        if isinstance(value, (Interpolation, FilledKey)):
            return "".join(
                part if isinstance(part, str) else f"{_OPEN}{self._variable(part)}{_CLOSE}"
                for part in map(_plain, value.parts)
            )
        if hasattr(value, "JSONrepr"):
            return self._marked(value.JSONrepr())
        if isinstance(value, dict):
            return {self._marked(key): self._marked(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._marked(item) for item in value]
        return encode_to_dict(value)

    def _variable(self, hole: Hole) -> str:
        self._used[hole.name] = None
        return snake(hole.name)


def _plain(part: Part) -> Part:
    """Return ``part``; an IAM policy variable, which is not the shell's to fill in, as its text."""
    return f"${{{part.name}}}" if isinstance(part, Hole) and part.kind == "variable" else part
