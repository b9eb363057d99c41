"""A request as one checked template."""

from typing import NamedTuple

from ..catalogue.targets import load_target
from ..compiler.bind import bind
from ..compiler.deployment import Deployment
from ..compiler.request import DeploymentRequest, has_arns
from ..discovery import find
from ..template.assemble import assemble
from ..template.formats import load_format


class Emitted(NamedTuple):
    """A template: its ``text``, ending in a newline, and ``warnings`` about what it says."""

    text: str
    warnings: tuple[str, ...]


def render(request: DeploymentRequest, format: str) -> Emitted:
    """Return ``request`` as one template in ``format``. Raises :class:`~emitter.errors.EmitError`."""
    deployment = bind(request, load_target)
    text = load_format(format).render(assemble(deployment))
    return Emitted(text, (*deployment.warnings, *_found(request, deployment)))


def _found(request: DeploymentRequest, deployment: Deployment) -> tuple[str, ...]:
    """Return what the error rules of ``emit lint`` find that is not an error here.

    The tests hold the plans of what comes with emit to every rule, and every kind of identity that has no
    settings of its own. Those are not looked at again, since loading the rules and AWS's data would cost a
    command a third of its time.
    """
    known = all(c.permissions == "least-privilege" and _comes_with_emit(c.target) for c in request.choices)
    if known and not deployment.identity.settings and not has_arns(request):
        return ()
    from .precheck import precheck

    return precheck(request, deployment, known=known)


def _comes_with_emit(target: str) -> bool:
    return find("emitter.catalogue.targets", target) is not None
