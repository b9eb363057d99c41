"""Terraform in its native syntax: what the JSON says, with the reasons as comments beside the statements."""

from typing import TYPE_CHECKING

from ..marker import note

if TYPE_CHECKING:
    from ..assembly import Assembly

SUFFIX = ".tf"
OPEN = True
LARGEST = None


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a Terraform module file.

    Raises :class:`~emitter.errors.FormatError` for what :mod:`~.terraform` raises it for.
    """
    from ..reasons import wrapped
    from .terraform.hcl import document
    from .terraform.lower import lowered

    head = (*note(assembly.command), *wrapped(str(assembly.template.description)))
    return "\n".join((*(f"# {line}" for line in head), *document(lowered(assembly)))) + "\n"
