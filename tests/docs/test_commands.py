"""Every command of the documentation runs, in a real shell.

A block of ``sh`` is run; one of ``console`` or ``text`` shows something. A block with a title
(````toml title="emit.toml"````) is written to that file before the next command. A page begins in a copy of
``examples/infra``, which is a git repository with one commit; the tutorial begins in an empty folder. All
blocks of a page run in one shell, under ``bash -eu``.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.doc_pages import BLOCK, ROOT, script

# Pages whose commands another test runs, beside the tools or the AWS that they need.
ELSEWHERE: dict[str, str] = dict.fromkeys(
    ("docs/how-to/deploy.md", "docs/how-to/several-accounts.md", "docs/how-to/stack-sets.md"),
    "tests/e2e/test_how_to.py",
)
_FROM_NOTHING = ("docs/tutorial.md",)

PAGES = [
    str(path.relative_to(ROOT))
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if re.search(r"^```sh\n", path.read_text(encoding="utf-8"), re.MULTILINE)
]


def environment(home):
    """An environment with ``emit`` on the PATH, a user for git, and nothing else of the machine."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    user = {
        f"GIT_{who}_{what}": "reader@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return kept | user | {"PATH": path, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "PAGER": "cat"}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ELSEWHERE])
def test_the_commands_of_a_page_run(page, tmp_path):
    folder = tmp_path / "infra"
    lines = ["set -euo pipefail", *script((ROOT / page).read_text(encoding="utf-8"))]
    if page in _FROM_NOTHING:
        folder.mkdir()
    else:
        shutil.copytree(ROOT / "examples" / "infra", folder)
        lines.insert(1, "git init -q -b main\ngit add -A\ngit commit -qm 'first'")
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=folder,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", ["docs/python.md", "docs/how-to/add-a-deployer.md"])
def test_the_python_of_a_page_runs(page, tmp_path):
    blocks = [text for kind, _, text in BLOCK.findall((ROOT / page).read_text("utf-8")) if kind == "python"]
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=tmp_path, check=True, capture_output=True)


def test_the_example_is_as_emit_builds_it(tmp_path):
    folder = tmp_path / "infra"
    shutil.copytree(ROOT / "examples" / "infra", folder)
    for command in (["check"], ["lint"]):
        done = subprocess.run(
            [sys.executable, "-m", "emitter", *command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"run emit build in examples/infra\n{done.stdout}\n{done.stderr}"
