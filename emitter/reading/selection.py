"""Which files of a folder are read: by their names, without what git ignores and what others wrote.

Source of the patterns: "gitignore" (https://git-scm.com/docs/gitignore), as the library pathspec has them.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
_SUFFIXES = (".yaml", ".yml", ".json", ".template", ".tf", ".tofu", ".tfstate")
# Templates of other programs: what they become may be a policy.
_TEMPLATES = (".hcl", ".j2", ".jinja", ".jinja2", ".erb", ".tftpl", ".tpl", ".tmpl", ".mustache", ".ejs")
_VALUES = (".auto.tfvars",)
_GIVEN = "terraform.tfvars"
_IGNORE = ".gitignore"
# Folders of what others wrote, and of what programs keep or make; other hidden ones hold what people wrote.
_VENDORED = {
    *("node_modules", "bower_components", "vendor", "third_party", "site-packages", "__pycache__"),
    *(".git", ".hg", ".svn", ".jj", ".terraform", ".terragrunt-cache", ".external_modules", ".serverless"),
    *(".aws-sam", ".pulumi", ".sst", ".venv", ".tox", ".nox", ".eggs", ".direnv", ".bundle", ".npm", ".yarn"),
    *(".pnpm-store", ".gradle", ".m2", ".next", ".nuxt", ".idea", ".vs", ".cache", ".mypy_cache"),
    *(".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints", ".pre-commit"),
}


class Folder(NamedTuple):
    """The files of one folder that could be read, and templates of other programs, sorted."""

    files: tuple[str, ...]
    templates: tuple[str, ...] = ()


def could_be_read(name: str) -> bool:
    """Return whether a file of a folder is of a form that is read, by its name."""
    return name.endswith(_SUFFIXES)


def found(paths: Iterable[str], exclude: Iterable[str] = ()) -> Iterator[str]:
    """Yield the files that ``paths`` name: a folder stands for every file in it that could be read, sorted.

    Those that match a pattern of ``exclude`` are left out.
    """
    excluded = tuple(exclude)
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            for folder in folders(path, excluded):
                yield from (file for file in folder.files if could_be_read(file))
        else:
            yield path


def folders(top: str, exclude: Iterable[str] = ()) -> Iterator[Folder]:
    """Yield ``top`` and the folders in it with their files, values of Terraform's variables among them."""
    ignored = _Ignored(top, tuple(exclude))
    for folder, names, files in os.walk(top):
        ignored.enter(folder)
        names[:] = sorted(
            name
            for name in names
            if not _is_skipped(name) and not ignored.matches(os.path.join(folder, name), folder=True)
        )
        yield _sorted_out(
            os.path.join(folder, name)
            for name in sorted(files)
            if _is_of_interest(name) and not ignored.matches(os.path.join(folder, name))
        )


def chosen(top: str, names: Iterable[str]) -> Iterator[Folder]:
    """Yield the folders of ``names``, paths below ``top`` of files that may be there no more, as
    :func:`folders` would.
    """
    ignored = _Ignored(top, ())
    by_folder: dict[str, list[str]] = {}
    for name in names:
        by_folder.setdefault(os.path.dirname(name), []).append(name)
    for folder in {above: None for one in sorted(by_folder) for above in (*_above(one), one)}:
        ignored.enter(os.path.join(top, folder))
        if any(_is_skipped(part) for part in folder.split(os.sep) if folder) or any(
            ignored.matches(os.path.join(top, above), folder=True)
            for above in (*_above(folder), folder)
            if above
        ):
            continue
        yield _sorted_out(
            name
            for name in sorted(by_folder.get(folder, ()))
            if _is_of_interest(os.path.basename(name)) and not ignored.matches(os.path.join(top, name))
        )


def _above(folder: str) -> tuple[str, ...]:
    """Return the folders that ``folder`` is in, the outermost, which has no name, first."""
    parts = folder.split(os.sep) if folder else []
    return tuple(os.sep.join(parts[:end]) for end in range(len(parts)))


def _is_skipped(folder: str) -> bool:
    """Return whether no file in a folder of that name is read."""
    return folder in _VENDORED


def _is_of_interest(name: str) -> bool:
    return could_be_read(name) or name.endswith((*_TEMPLATES, *_VALUES)) or name == _GIVEN


def _sorted_out(files: Iterable[str]) -> Folder:
    kept = tuple(files)
    templates = tuple(file for file in kept if file.endswith(_TEMPLATES))
    return Folder(tuple(file for file in kept if file not in templates), templates)


class _Ignored:
    """Knows what git ignores below ``top``, and what was excluded."""

    def __init__(self, top: str, exclude: tuple[str, ...]) -> None:
        self._top = os.path.abspath(top)
        self._exclude = _spec(exclude) if exclude else None
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        above = list(self._above())
        # What is named is read, also when git ignores it.
        if not any(spec.match_file(os.path.relpath(self._top, folder) + "/") for folder, spec in above):
            self._specs += above

    def enter(self, folder: str) -> None:
        """Take in the patterns of ``folder``."""
        whole = os.path.abspath(folder)
        spec = _of(whole)
        if spec is not None:
            self._specs.append((whole, spec))

    def matches(self, path: str, *, folder: bool = False) -> bool:
        """Return whether ``path`` is to be left out."""
        if not self._specs and self._exclude is None:
            return False
        whole, end = os.path.abspath(path), "/" if folder else ""
        if self._exclude is not None:
            named = (os.path.relpath(whole), os.path.relpath(whole, self._top))
            if any(self._exclude.match_file(name + end) for name in named if not name.startswith("..")):
                return True
        verdict = False
        for base, spec in self._specs:
            if whole.startswith(base.rstrip("/") + "/"):
                said = spec.check_file(os.path.relpath(whole, base) + end).include
                verdict = verdict if said is None else said
        return verdict

    def _above(self) -> "Iterator[tuple[str, GitIgnoreSpec]]":
        """Yield the patterns of the folders above, up to that of the repository, the outermost first."""
        if os.path.exists(os.path.join(self._top, ".git")):
            return
        found = []
        for parent in Path(self._top).parents:
            spec = _of(str(parent))
            if spec is not None:
                found.append((str(parent), spec))
            if (parent / ".git").exists():
                yield from reversed(found)
                return


def _of(folder: str) -> "GitIgnoreSpec | None":
    path = os.path.join(folder, _IGNORE)
    if not os.path.isfile(path):
        return None
    try:
        return _spec(Path(path).read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError:
        return None


def _spec(lines: Iterable[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
