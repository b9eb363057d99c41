"""The files of a git revision, as ``emit diff`` reads those of the work tree."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..errors import OutputError
from ..reading.files import decoded, read_text
from ..reading.selection import could_be_read
from .side import Side, taken

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
    commit = _text("-C", folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    entries = tuple(_entries(top, commit.strip(), inside))
    contents = _contents(top, entries)
    if len(entries) == 1 and entries[0].name == inside:
        (data,) = contents
        name = f"{rev}:{inside}"
        return Side({"": read_text(decoded(data or b"", name), name)})
    files = zip(entries, contents, strict=True)
    return Side.of(
        taken(os.path.relpath(entry.name, inside), f"{rev}:{entry.name}", data)
        for entry, data in files
        if data is not None
    )


def _entries(top: str, commit: str, inside: str) -> Iterator[_Entry]:
    """Yield the files of ``commit`` that would be read, were they in the work tree."""
    listed = _git("-C", top, "ls-tree", "-r", "-z", commit, "--", inside)
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, object_ = about.decode().split()
        name = os.fsdecode(path)
        hidden = any(part.startswith(".") for part in os.path.relpath(name, inside).split("/")[:-1])
        if name != inside and (hidden or not could_be_read(name)):
            continue
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
    except FileNotFoundError:
        raise OutputError("--rev", "git is not there", "install it") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(os.fsdecode(error.stderr).split()) or "it knows no such revision"
        raise OutputError("--rev", f"git: {said}", "name a revision and a path that it has") from None
    return done.stdout
