"""The files of a git revision, as ``emit diff`` reads those of the work tree."""

import errno
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from ..errors import FormatError, OutputError
from ..reading.files import HCL, SourceFile, decoded, part_of_module, read_module, read_text
from ..reading.folder import beside
from ..reading.selection import Folder, chosen
from .side import Side

_FILE, _LINK = "100", "120000"


# A repository may come from anybody, with its configuration: git reads objects that are there, and runs no
# program and reaches no network for one that is not.
# https://git-scm.com/docs/git#Documentation/git.txt-GITNOLAZYFETCH
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}


class _Entry(NamedTuple):
    """A file of a commit: its path in the repository, and what git finds its content by."""

    name: str
    object: str


def revision(rev: str, path: str) -> Side:
    """Return the files below ``path`` as they were at ``rev`` of the git repository that holds it.

    Raises :class:`~emitter.errors.OutputError` when git does not know them, and
    :class:`~emitter.errors.FormatError` when ``path`` is a file that could not be read then.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    top = _text("-C", folder, "rev-parse", "--show-toplevel").rstrip("\n")
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    commit = _commit(folder, rev)
    entries = tuple(_entries(top, commit, inside))
    if len(entries) == 1 and entries[0].name == inside:
        return Side({"": _file(_Revision(rev, top, commit, os.path.dirname(inside)), entries[0].name)})
    return Side.of(_Revision(rev, top, commit, inside), ".")


def _commit(folder: str, rev: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    try:
        return _text("-C", folder, *asked).strip()
    except OutputError:
        remedy = "name one that it has; the shallow clone of a CI job has to fetch it first"
        raise OutputError("--rev", f"git: it knows no revision {rev!r}", remedy) from None


def _file(tree: "_Revision", path: str) -> SourceFile:
    """Return what the file ``path`` of the repository held, read with the module that it is of."""
    name = os.path.basename(path)
    shown = tree.shown(name)
    if not name.endswith(HCL):
        return read_text(decoded(tree.content(name), shown), shown)
    from ..reading.terraform.module import is_of_module

    texts = {}
    for other in next((folder.files for folder in tree.folders()), ()):
        if is_of_module(other) or other == name:
            with suppress(FormatError):
                texts[tree.shown(other)] = decoded(tree.content(other), tree.shown(other))
    text = texts.get(shown) or decoded(tree.content(name), shown)
    return part_of_module(shown, text, *read_module(texts.items(), ".", beside(tree)))


class _Revision:
    """The files of the folder ``inside`` of a repository at a commit, by their path in that folder."""

    def __init__(self, rev: str, top: str, commit: str, inside: str) -> None:
        self._rev, self._top, self._commit = rev, top, commit
        self._inside = "" if inside == "." else inside
        self._known: dict[str, bytes | None] = {}

    def folders(self) -> Iterator[Folder]:
        """Yield each folder with the files that would be read, were they in the work tree."""
        entries = {entry.name: entry for entry in _entries(self._top, self._commit, self._inside or ".")}
        names = (os.path.relpath(name, self._inside or ".") for name in entries)
        found = list(chosen(os.path.join(self._top, self._inside), names))
        kept = [entries[self._path(name)] for folder in found for some in folder for name in some]
        contents = _contents(self._top, kept)
        self._known |= {entry.name: data for entry, data in zip(kept, contents, strict=True)}
        # A link that leads to no file is no file.
        there = [[[n for n in some if self._known[self._path(n)] is not None] for some in f] for f in found]
        return iter([Folder(tuple(files), tuple(templates)) for files, templates in there])

    def content(self, name: str) -> bytes:
        """Return what the file ``name`` held. Raises :class:`OSError` for none."""
        path = self._path(name)
        if path not in self._known:
            if "\n" in path or path.startswith("../"):
                raise OSError(errno.ENOENT, "no such file")
            (self._known[path],) = _contents(self._top, [_Entry(path, f"{self._commit}:{path}")])
        data = self._known[path]
        if data is None:
            raise OSError(errno.ENOENT, "no such file")
        return data

    def shown(self, name: str) -> str:
        """Return ``name`` as git calls it: revision and path."""
        return f"{self._rev}:{self._path(name)}"

    def _path(self, name: str) -> str:
        return os.path.normpath(os.path.join(self._inside, name))


def _entries(top: str, commit: str, inside: str) -> Iterator[_Entry]:
    """Yield the files of ``commit`` below ``inside``."""
    listed = _git("-C", top, "ls-tree", "-r", "-z", commit, "--", inside)
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, object_ = about.decode().split()
        name = os.fsdecode(path)
        if mode.startswith(_FILE):
            yield _Entry(name, object_)
        elif mode == _LINK and "\n" not in name:
            yield _Entry(name, f"{commit}:{name}")


def _contents(top: str, entries: Sequence[_Entry]) -> Sequence[bytes | None]:
    """Return what each of ``entries`` holds, links followed; ``None`` for a link that leads to no file."""
    asked = b"".join(os.fsencode(entry.object) + b"\n" for entry in entries)
    said = _git("-C", top, "cat-file", "--batch", "--follow-symlinks", given=asked)
    found: list[bytes | None] = []
    position = 0
    for entry in entries:
        end = said.index(b"\n", position)
        *_, kind, size = said[position:end].split(b" ")
        position = end + 1
        if not size.isdigit():
            raise OutputError(
                "--rev", f"git: the object of {entry.name} is missing in this repository", "fetch it with git"
            )
        data = said[position : position + int(size)]
        found.append(data if kind == b"blob" else None)
        position += int(size) + 1
    return found


def _text(*arguments: str) -> str:
    return os.fsdecode(_git(*arguments))


def _git(*arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", *_SAFE, *arguments],  # noqa: S607 - git is where the user has it
            env=os.environ | _ALONE,
            capture_output=True,
            check=True,
            input=given,
        )
    except OSError:
        raise OutputError("--rev", "git is not there", "install it") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(os.fsdecode(error.stderr).split()) or f"{arguments[2]} failed and gave no reason"
        raise OutputError("--rev", f"git: {said}", "name a revision and a path that it has") from None
    return done.stdout
