"""The Python interface: what the command does, without a command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .assemble import assemble
from .bind import bind
from .blame import on_config, on_options
from .deployment import Deployment
from .errors import RequestError
from .formats import load_format
from .model import Request
from .plugins import find
from .request import Options, from_options, has_arns
from .targets import load_target

if TYPE_CHECKING:
    from pathlib import Path

_NOTHING = Options()


class Emitted(NamedTuple):
    """A template: its ``text``, ending in a newline, and ``warnings`` about what it says."""

    text: str
    warnings: tuple[str, ...]


def emit(
    targets: str | Sequence[str],
    format: str = "cloudformation",
    *,
    environment: str | None = None,
    options: Options = _NOTHING,
    config: "str | Path | None" = None,
    command: str | None = None,
) -> Emitted:
    """The IAM for ``targets``, which are ``NAME`` or ``NAME@VERSION``, as one template in ``format``.

    ``environment`` is a name in the file ``config`` (``emit.toml`` where none is named); without one, what it
    would fix is left to the template. ``command`` is what the template says it can be made again with.

    >>> emit("piped-ecs", "terraform").text.startswith("{")
    True

    Raises :class:`~emitter.errors.EmitError`; its ``status`` is the exit status of the command.
    """
    names = [targets] if isinstance(targets, str) else list(targets)
    form = load_format(format)
    read = None
    if environment is not None:
        from .config import read_config

        read = read_config(config)
    try:
        request = from_options(names, options, read, environment)
        if environment is None:
            request = request._replace(open=form.OPEN)
        if command is not None:
            request = request._replace(command=command)
        return render(request, format)
    except RequestError as error:
        if read is None or environment is None or _is_option(error, options):
            raise on_options(error) from None
        raise on_config(error, read, environment, names[0].partition("@")[0]) from None


def render(request: Request, format: str) -> Emitted:
    """``request`` as one template in ``format``. Raises :class:`~emitter.errors.EmitError`."""
    deployment = bind(request, load_target)
    text = load_format(format).render(assemble(deployment))
    return Emitted(text, (*deployment.warnings, *_found(request, deployment)))


def _found(request: Request, deployment: Deployment) -> tuple[str, ...]:
    """What the error rules of ``emit lint`` find that is not an error here.

    The tests hold the plans of what comes with emit to every rule, and every kind of identity that has no
    settings of its own. Those are not looked at again, since loading the rules and AWS's data would cost a
    command a third of its time.
    """
    known = all(c.permissions == "least-privilege" and _comes_with_emit(c.target) for c in request.choices)
    if known and not deployment.identity.settings and not has_arns(request):
        return ()
    from .vet import vet

    return vet(request, deployment, known=known)


def _comes_with_emit(target: str) -> bool:
    return find(f"{__package__}.targets", target) is not None


def _is_option(error: RequestError, options: Options) -> bool:
    """Whether what ``error`` is about was given as an option, and not in a file."""
    if error.where == "target":
        return True
    named = {
        "permissions": bool(options.permissions),
        "features": bool(options.features or options.without),
        "without": bool(options.without),
        "identity.kind": bool(options.identity),
    }
    rest = error.where.partition(".")[2]
    keys = {error.where, rest, f"{error.target}.{rest}", f"identity.{error.where}"}
    return named.get(error.where, False) or not keys.isdisjoint(options.values)
