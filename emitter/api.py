"""The Python interface: what the command does, without a command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .errors import RequestError, combined
from .project.error_places import on_config, on_options
from .project.generate import Emitted, render
from .project.options import Options, from_options
from .template.formats import load_format

if TYPE_CHECKING:
    from pathlib import Path

_NOTHING = Options()


def emit(
    targets: str | Sequence[str],
    format: str = "cloudformation",
    *,
    environment: str | None = None,
    options: Options = _NOTHING,
    config: "str | Path | None" = None,
    command: str | None = None,
) -> Emitted:
    """Return the IAM for ``targets``, which are ``NAME`` or ``NAME@VERSION``, as one template in ``format``.

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
        from .project.config import read_config

        read = read_config(config)
    request = None
    try:
        request = from_options(names, options, read, environment)
        if environment is None:
            request = request._replace(open=form.OPEN)
        if command is not None:
            request = request._replace(command=command)
        return render(request, format)
    except RequestError as error:
        from .project.further_errors import all_errors

        every = [error] if request is None else all_errors(request, error)
        raise combined(
            [
                on_options(one)
                if read is None or environment is None or _is_option(one, options)
                else on_config(one, read, environment, names[0].partition("@")[0])
                for one in every
            ]
        ) from None


def _is_option(error: RequestError, options: Options) -> bool:
    """Return whether what ``error`` is about was given as an option, and not in a file."""
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
