"""CloudFormation JSON: the same template as the YAML, with the long forms of intrinsic functions.

JSON has no comments, so the reasons of statements are metadata.
"""

import json
from typing import TYPE_CHECKING

from ...aws.quotas import TEMPLATE_BODY
from ..marker import note

if TYPE_CHECKING:
    from ..assembly import Assembly

SUFFIX = ".json"
OPEN = True
LARGEST = TEMPLATE_BODY


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a CloudFormation template in JSON."""
    from .cloudformation.sections import with_sources

    sections = with_sources(assembly)
    metadata = {"Generated": list(note(assembly.command))} | sections.pop("Metadata", {})
    version = {"AWSTemplateFormatVersion": sections.pop("AWSTemplateFormatVersion")}
    return json.dumps(version | {"Metadata": metadata} | sections, indent=2, ensure_ascii=False) + "\n"
