"""Terraform JSON, lowered from the template through a table.

The file is one of possibly many in a module that somebody else configures: it brings no
``provider``, ``backend`` or ``required_providers``, and its labels (:mod:`~...labels`) are those of no
other. It works with version 5 and 6 of the AWS provider.
"""

import json
from typing import TYPE_CHECKING, Any

from ...marker import note

if TYPE_CHECKING:
    from ...assembly import Assembly

SUFFIX = ".tf.json"
OPEN = True
LARGEST = None

_ORDER = ("variable", "data", "resource", "output")


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a Terraform module file in JSON.

    Raises :class:`~emitter.errors.FormatError` for a resource or property the table does not have.
    """
    from .lower import Lowering

    template = assembly.template
    lowering = Lowering(assembly)
    for resource in template.resources.values():
        lowering.resource(resource)
    for parameter in template.parameters.values():
        lowering.variable(parameter)
    for output in template.outputs.values():
        lowering.output(output)
    document: dict[str, Any] = {"//": [*note(assembly.command), template.description]}
    document |= {block: lowering.blocks[block] for block in _ORDER if lowering.blocks[block]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
