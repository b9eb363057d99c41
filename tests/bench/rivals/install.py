"""A tool in a virtual environment of its own, of one version."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def install(tool: str, requirements: Sequence[str], cache: Path) -> Path:
    """The folder of programs of an environment that holds ``requirements``, made when it is not there.

    Raises :class:`subprocess.CalledProcessError` when pip fails.
    """
    folder = cache / tool
    programs = folder / "bin"
    # Written last: without it the making was broken off. An environment that was moved does not run.
    made = folder / "made.txt"
    wanted = "\n".join((*requirements, sys.version, str(folder.absolute())))
    if not made.is_file() or made.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, *requirements], check=True)
        made.write_text(wanted, encoding="utf-8")
    return programs.absolute()
