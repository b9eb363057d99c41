"""CloudFormation JSON: the same template as the YAML, with the long forms of intrinsic functions."""

import json

from ..mark import note
from ..template import Assembly
from .cloudformation import ordered

SUFFIX = ".json"
OPEN = True


def render(assembly: Assembly) -> str:
    """``assembly`` as a CloudFormation template in JSON."""
    sections = ordered(assembly)
    metadata = {"Generated": list(note(assembly.command))} | sections.pop("Metadata", {})
    version = {"AWSTemplateFormatVersion": sections.pop("AWSTemplateFormatVersion")}
    return json.dumps(version | {"Metadata": metadata} | sections, indent=2, ensure_ascii=False) + "\n"
