"""Policy documents in which the key of a condition is filled in: that of a token begins with its issuer.

CloudFormation computes no key of an object, but ``AssumeRolePolicyDocument`` takes a string too, so the whole
document becomes JSON in ``Fn::Sub``
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html).
"""

import json
from typing import Any

from awacs.aws import PolicyDocument
from troposphere import AWSHelperFn, encode_to_dict

from ..catalogue.patterns import Text
from .assembly import Interpolation, substitutions


class FilledKey(str):
    """A key that is filled in. As a string it is what ``Fn::Sub`` takes; ``parts`` are for other formats."""

    parts: Text

    def __new__(cls, parts: Text) -> "FilledKey":
        """Return the key of ``parts``."""
        key = super().__new__(cls, substitutions(parts))
        key.parts = parts
        return key


class FilledDocument(AWSHelperFn):
    """A policy ``document`` with a :class:`FilledKey`, for formats that fill it in otherwise."""

    def __init__(self, document: PolicyDocument) -> None:
        self.document = document
        plain = json.dumps(_in_sub(document), indent=2, ensure_ascii=False)
        self.data = {"Fn::Sub": f"{plain}\n"}


def key_of(text: Text) -> str:
    """Return ``text`` as the key of a condition."""
    return text[0] if len(text) == 1 and isinstance(text[0], str) else FilledKey(text)


def _in_sub(value: Any) -> Any:
    """Return ``value`` as plain data, of which each text is what ``Fn::Sub`` takes."""
    if isinstance(value, (FilledKey, Interpolation)):
        return substitutions(value.parts)
    if isinstance(value, str):
        return substitutions((value,))
    if hasattr(value, "JSONrepr"):
        return _in_sub(value.JSONrepr())
    if isinstance(value, dict):
        return {_in_sub(key): _in_sub(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_sub(item) for item in value]
    return encode_to_dict(value)
