"""Files that a Terraform module names: those of ``file()`` and ``templatefile()``."""

import os
import stat
from collections.abc import Callable
from typing import TypeAlias

# Far above any policy that a module takes from a file.
LARGEST = 1024 * 1024

# A path → what the file is called for a person, and what it holds; None for none that can be read.
Beside: TypeAlias = Callable[[str], tuple[str, bytes] | None]


def on_disk(path: str) -> tuple[str, bytes] | None:
    """Return ``path`` and what that file of the disk holds; ``None`` where it is no file or too large."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(opened, "rb") as raw:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return None
            data = raw.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    return None if len(data) > LARGEST else (path, data)
