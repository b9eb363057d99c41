"""One road from a request to checked texts, for one template and for ``out/`` alike."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..catalogue.targets import comes_with_emit, load_target
from ..compiler.bind import bind
from ..compiler.deployment import Deployment
from ..compiler.request import DeploymentRequest, has_arns
from ..errors import FindingError
from ..template.assemble import assemble
from ..template.assembly import Assembly
from ..template.formats import load_format

if TYPE_CHECKING:
    from ..lint.acceptance import Acceptance

# What the names of files end in that can be read back; a script cannot.
READABLE = (".yaml", ".json", ".tf")


class Emitted(NamedTuple):
    """A template: its ``text``, ending in a newline, and ``warnings`` about what it says."""

    text: str
    warnings: tuple[str, ...]


class Generated(NamedTuple):
    """One request as templates: ``texts`` by format, made of ``assembly``, with ``warnings``."""

    assembly: Assembly
    texts: Mapping[str, str]
    warnings: tuple[str, ...]


def render(request: DeploymentRequest, format: str) -> Emitted:
    """Return ``request`` as one template in ``format``. Raises :class:`~emitter.errors.EmitError`."""
    generated = generate(request, {format: ""})
    return Emitted(generated.texts[format], generated.warnings)


def generate(
    request: DeploymentRequest, files: Mapping[str, str], accepted: "Sequence[Acceptance]" = ()
) -> Generated:
    """Return ``request`` in each format of ``files``, which maps it to the file that the text is for.

    An error of the linter is none where ``accepted`` covers it in every file that can be read back. Raises
    :class:`~emitter.errors.EmitError`.
    """
    deployment = bind(request, load_target)
    assembly = assemble(deployment)
    texts = {format: load_format(format).render(assembly) for format in files}
    try:
        found = _findings(request, deployment)
    except FindingError:
        if not accepted or not _are_accepted({files[one]: text for one, text in texts.items()}, accepted):
            raise
        found = ()
    warnings = (*deployment.warnings, *found, *too_large(texts, files))
    return Generated(assembly, texts, warnings)


def too_large(texts: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    """Yield which of ``texts``, by format, cannot be deployed as they are."""
    for format, text in texts.items():
        largest, size = load_format(format).LARGEST, len(text.encode())
        if largest is not None and size > largest:
            name = files[format] or format
            yield (
                f"{name}: {size:,} bytes; CloudFormation takes {largest:,} without Amazon S3; "
                "deploy it with --s3-bucket, or turn features off"
            )


def _findings(request: DeploymentRequest, deployment: Deployment) -> tuple[str, ...]:
    """Return what the error rules of ``emit lint`` find that is not an error here.

    The tests hold the plans of what comes with emit to every rule, and every kind of identity that has no
    settings of its own. Those are not looked at again, since loading the rules and AWS's data would cost a
    command a third of its time.
    """
    known = all(c.permissions == "least-privilege" and comes_with_emit(c.target) for c in request.choices)
    if known and not deployment.identity.settings and not has_arns(request):
        return ()
    from .precheck import precheck

    return precheck(request, deployment, known=known)


def _are_accepted(texts: Mapping[str, str], accepted: "Sequence[Acceptance]") -> bool:
    """Return whether ``accepted`` covers every error in ``texts``, by file."""
    from ..lint.linter import lint, select
    from ..reading.files import read_text

    sources = [read_text(text, file) for file, text in texts.items() if file.endswith(READABLE)]
    left = lint(sources, accepted, select((), "error"), whole=False)
    return bool(sources) and next(left, None) is None
