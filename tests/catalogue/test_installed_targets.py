"""A target that another installed package brings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_MODULE = """
from awacs import ecs
from emitter.catalogue import Feature, Grant, Scope, Target, inferred

_LISTS = Scope("Lists", ("*",))
TARGET = Target(
    name="{name}",
    title="nothing much",
    deployer="other",
    versions=("1",),
    identities=("user",),
    identity_name="other",
    policy_name="other",
    parameters=(),
    features=(Feature("list", "lists clusters", default=True),),
    grants=(
        Grant(ecs.ListClusters, _LISTS, ("list",), "lists clusters", (inferred("https://example.com/"),)),
    ),
    pages=(),
)
"""


@pytest.fixture
def package(tmp_path: Path):
    """Puts a package with an entry point on a path of its own, and runs emit with it."""

    def run(module: str, *arguments: str):
        (tmp_path / "other_target.py").write_text(module)
        metadata = tmp_path / "other-1.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1\n")
        (metadata / "entry_points.txt").write_text("[emitter.targets]\nother = other_target:TARGET\n")
        return subprocess.run(
            [sys.executable, "-m", "emitter", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
        )

    return run


def test_an_installed_target_is_listed_and_emitted(package) -> None:
    listed = package(_MODULE.format(name="other"), "targets")
    assert "other: nothing much" in listed.stdout
    emitted = package(_MODULE.format(name="other"), "--target", "other", "--format", "policy")
    assert '"ecs:ListClusters"' in emitted.stdout, emitted.stderr


@pytest.mark.parametrize("module", ["raise RuntimeError('no')", _MODULE.format(name="else"), "TARGET = 1"])
def test_a_broken_installed_target_is_its_own_fault(package, module: str) -> None:
    done = package(module, "--target", "other")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("target other: ")
    assert done.stderr.count("\n") == 1
