"""The formats that a template can be printed in: one module each, found by its name.

A format is a module with ``SUFFIX`` (of the file it makes in ``out/``; empty when it can only go to
standard output, having no place for :data:`~emitter.template.marker.MARK`), ``OPEN`` (whether it can leave a
value open), ``LARGEST`` (bytes that its engine takes without Amazon S3, where there is a limit) and
``render(assembly) -> str``.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ...errors import UsageError
from ...messages import nearest

# Reading a configuration needs the names alone, and none of what a template is made with.
if TYPE_CHECKING:
    from ..assembly import Assembly
    from .terraform.import_blocks import Import

NAMES = ("cloudformation", "cloudformation-json", "terraform", "terraform-hcl", "policy", "aws-cli")


class Format(Protocol):
    """What a format module offers."""

    SUFFIX: str
    OPEN: bool
    LARGEST: int | None

    def render(self, assembly: "Assembly") -> str:
        """Return the text of ``assembly``, ending in a newline.

        Raises :class:`~emitter.errors.FormatError` for what the format cannot express.
        """
        ...


def load_format(name: str) -> Format:
    """Return the format called ``name``, one of :data:`NAMES`.

    Raises :class:`~emitter.errors.UsageError` with the nearest name when there is none.
    """
    if name not in NAMES:
        raise UsageError("--format", f"unknown format {name!r}", nearest(name, NAMES))
    return cast(Format, import_module(f"{__name__}.{name.replace('-', '_')}"))


def terraform_imports(assembly: "Assembly", partition: str, account: str) -> "Sequence[Import]":
    """Return what the Terraform file of ``assembly`` makes, and can import where it is in ``account``."""
    from .terraform.import_blocks import imports

    return tuple(imports(assembly, partition, account))
