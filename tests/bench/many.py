"""What many files cost on all cores, and many accounts of one environment."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import process

_ENVIRONMENTS = """
[environments.e{n}]
account = "{account:012d}"
region = "eu-west-1"
[environments.e{n}.targets.piped-ecs]
values = {{ cluster = "c{n}", task_role = "task-{n}", execution_role = "execution-{n}" }}
"""
_FLEET = """
[environments.fleet]
accounts = "accounts.csv"
[environments.fleet.targets.piped-ecs]
[environments.fleet.targets.piped-lambda]
[environments.fleet.targets.ecspresso]
"""
_HEADER = "account,execution_role,task_role,function_role\n"
_ONE_CORE = """
import os, sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.execv(sys.argv[1], sys.argv[1:])
"""


def rows(folder: Path, environments: int = 400, accounts: int = 2_000) -> Iterator[tuple[str, str, str, str]]:
    """What, against what, ratio, aim."""
    emit = shutil.which("emit", path=str(Path(sys.executable).parent)) or "emit"
    many, fleet = folder / "many", folder / "fleet"
    many.mkdir()
    fleet.mkdir()
    text = "".join(_ENVIRONMENTS.format(n=n, account=n + 1) for n in range(environments))
    (many / "emit.toml").write_text(text)
    built = process([emit, "build"], many)
    for command in ("check", "lint"):
        alone = process([sys.executable, "-c", _ONE_CORE, emit, command], many)
        ratio = process([emit, command], many) / alone
        name = f"`emit {command}`, {environments:,} environments on all cores, CPU"
        yield name, f"on one ({alone:.1f} s)", f"{ratio:.2f}", "at most 1.5"
    (fleet / "emit.toml").write_text(_FLEET)
    lines = (f"{number + 1:012d},exec,web-{number},thumbs\n" for number in range(accounts))
    (fleet / "accounts.csv").write_text(_HEADER + "".join(lines))
    ratio = (process([emit, "build"], fleet) / accounts) / (built / environments)
    name = f"`emit build`, {accounts:,} accounts of one environment, CPU an account"
    yield name, "an environment of its own", f"{ratio:.2f}", "at most 0.5"
