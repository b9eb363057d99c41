"""All calls of a source, whichever languages it is written in."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch

from tests.upstream import go, javascript, python, shell
from tests.upstream.calls import Call


def extract(files: Iterable[tuple[str, bytes]], interfaces: Sequence[str] = ()) -> Iterator[Call]:
    """Yield the calls in ``files``, path and content of each, in their order.

    A file that a pattern of ``interfaces`` matches wraps clients for the others: what it calls does not
    count, what they call of it does.
    """
    held = list(files)
    made = _known(held)
    for path, source in held:
        if any(fnmatch(path, pattern) for pattern in interfaces):
            continue
        kind = _kind(path)
        if kind is shell:
            yield from shell.found(path, source)
        else:
            yield from kind.found(path, source, made[kind])


def _known(held: Iterable[tuple[str, bytes]]) -> dict[object, set[str]]:
    """The services that the files of each language use anywhere."""
    made: dict[object, set[str]] = {go: set(), javascript: set(), python: set()}
    for path, source in held:
        kind = _kind(path)
        if kind is go:
            made[go] |= go.imports(source)
        elif kind in (python, javascript):
            made[kind] |= kind.clients(source)
    return made


def _kind(path: str):
    ending = path.rpartition(".")[2]
    return {"go": go, "py": python, "sh": shell, "bash": shell}.get(ending, javascript)
