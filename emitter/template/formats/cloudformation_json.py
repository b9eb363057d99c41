"""CloudFormation JSON: the same template as the YAML, with the long forms of intrinsic functions."""

import json
from typing import TYPE_CHECKING

from ..marker import note
from .cloudformation import ordered

if TYPE_CHECKING:
    from ..assembly import Assembly

SUFFIX = ".json"
OPEN = True


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a CloudFormation template in JSON."""
    sections = ordered(assembly)
    metadata = {"Generated": list(note(assembly.command))} | sections.pop("Metadata", {})
    version = {"AWSTemplateFormatVersion": sections.pop("AWSTemplateFormatVersion")}
    return json.dumps(version | {"Metadata": metadata} | sections, indent=2, ensure_ascii=False) + "\n"
