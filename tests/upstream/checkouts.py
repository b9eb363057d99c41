"""Where the sources are: repositories that are on this machine, or clones of them."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from emitter.catalogue.versions import numbers


class Checkout(NamedTuple):
    """A repository, the ``revision`` to read, and the version of the deployer that it is."""

    root: Path
    revision: str
    version: str


class NotThereError(Exception):
    """A repository has no release that can be read."""


def checkout(repository: str, tag: str, version: str | None, folder: Path) -> Checkout:
    """The repository ``owner/name`` at ``version``, or at its newest release.

    ``tag`` says how releases are tagged (``v{version}``). In ``folder`` it is called ``owner+name``, with
    ``repo`` below it or not; when it is not there, it is cloned into it, without history. Where the release
    is not there, the newest before it is taken. Raises :class:`NotThereError`.
    """
    root = folder / repository.replace("/", "+")
    root = root / "repo" if (root / "repo").is_dir() else root
    if root.is_dir():
        tags = _git("-C", str(root), "tag").split()
    else:
        url = f"https://github.com/{repository}.git"
        tags = [
            line.rpartition("refs/tags/")[2]
            for line in _git("ls-remote", "--tags", "--refs", url).splitlines()
        ]
    found = _release(tags, tag, version)
    if found is None:
        raise NotThereError(f"{repository}: no tag like {tag}" + (f" up to {version}" if version else ""))
    if not root.is_dir():
        _git("clone", "--quiet", "--bare", "--depth", "1", "--branch", found[0], url, str(root))
    return Checkout(root, *found)


def _release(tags: list[str], tag: str, version: str | None) -> tuple[str, str] | None:
    """The newest release among ``tags`` that is not newer than ``version``, with its version."""
    before, _, after = tag.partition("{version}")
    form = re.compile(rf"{re.escape(before)}([0-9]+(?:\.[0-9]+)*){re.escape(after)}")
    found = [(numbers(match[1]), match[0], match[1]) for one in tags if (match := form.fullmatch(one))]
    kept = [one for one in found if version is None or one[0] <= numbers(version)]
    return max(kept)[1:] if kept else None


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotThereError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout
