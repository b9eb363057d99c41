"""CloudFormation YAML: reasons are comments above what they are about, and metadata holds what tools read."""

from typing import TYPE_CHECKING

from ....aws.quotas import TEMPLATE_BODY
from ...marker import note

if TYPE_CHECKING:
    from ...assembly import Assembly

SUFFIX = ".yaml"
OPEN = True
LARGEST = TEMPLATE_BODY


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a CloudFormation template in YAML."""
    from .printer import dump
    from .sections import commented

    return "".join(f"# {line}\n" for line in note(assembly.command)) + dump(commented(assembly))
