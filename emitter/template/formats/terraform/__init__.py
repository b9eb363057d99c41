"""Terraform JSON, lowered from the template through a table.

The file is one of possibly many in a module that somebody else configures: it brings no
``provider``, ``backend`` or ``required_providers``, and its labels (:mod:`~...labels`) are those of no
other. It works with version 5 and 6 of the AWS provider.
"""

import json
from typing import TYPE_CHECKING

from ...marker import note

if TYPE_CHECKING:
    from ...assembly import Assembly

SUFFIX = ".tf.json"
OPEN = True
LARGEST = None


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a Terraform module file in JSON.

    Raises :class:`~emitter.errors.FormatError` for a resource or property the table does not have.
    """
    from .lower import lowered

    head = {"//": [*note(assembly.command), assembly.template.description]}
    return json.dumps(head | lowered(assembly), indent=2, ensure_ascii=False) + "\n"
