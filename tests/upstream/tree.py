"""The files of a source: a folder, a git repository at a revision, or an archive (sdist, wheel, npm
tarball).
"""

import subprocess
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

_ENDINGS = (".go", ".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".sh", ".bash")
_LEFT_OUT = (
    "vendor",
    "node_modules",
    "dist",
    "testdata",
    "test",
    "tests",
    "mocks",
    "mock",
    "fake",
    "fakes",
    "third_party",
)
_TESTS = (
    "*_test.go",
    "*.test.*",
    "*_mock.go",
    "*_mocks.go",
    "mock_*",
    "fake*.go",
    "test_*.py",
    "*.d.ts",
    "zz_generated*",
)
# Nothing that a person writes is larger; bundled scripts are.
_LARGEST = 1_000_000


def files(
    root: Path, revision: str | None, paths: Sequence[str], without: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each source file of ``root`` below ``paths`` that is no test and not
    vendored.

    ``without`` are patterns of paths to leave out. ``revision`` is for a git repository, also a bare one. An
    archive's first folder is left off its paths.
    """
    for path, read in _all(root, revision, paths):
        if _wanted(path, paths, without):
            content = read()
            if len(content) <= _LARGEST:
                yield path, content


def _wanted(path: str, paths: Sequence[str], without: Sequence[str]) -> bool:
    *folders, name = path.split("/")
    below = not paths or any(path == one or path.startswith(f"{one}/") for one in paths)
    return (
        below
        and name.endswith(_ENDINGS)
        and not set(folders) & set(_LEFT_OUT)
        and not any(fnmatch(name, pattern) for pattern in _TESTS)
        and not any(fnmatch(path, pattern) for pattern in without)
    )


def _all(root: Path, revision: str | None, paths: Sequence[str]):
    if root.is_file():
        yield from _archived(root)
    elif revision is not None:
        listed = _git(root, "ls-tree", "-r", "--name-only", "-z", revision, "--", *paths).decode().split("\0")
        for path in filter(None, listed):
            yield path, lambda path=path: _git(root, "show", f"{revision}:{path}")
    else:
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path.read_bytes


def _archived(file: Path):
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                yield member.filename, lambda member=member: archive.read(member)
        return
    with tarfile.open(file) as archive:
        for member in archive:
            if member.isfile():
                _, _, inside = member.name.partition("/")
                yield inside, lambda member=member: archive.extractfile(member).read()


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True)
    return done.stdout
