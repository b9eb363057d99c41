"""What ``emit build`` costs for many environments, a file and in all."""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from emitter import read_config
from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.project.environments import from_environment
from emitter.template.assemble import assemble
from tests.bench.measure import peak, process

_TARGETS = """
[environments.e{n}]
account = "{account:012d}"
region = "eu-west-1"
[environments.e{n}.targets.piped-ecs]
values = {{ cluster = "c{n}", task_role = "task-{n}", execution_role = "execution-{n}" }}
[environments.e{n}.targets.piped-lambda]
values = {{ function = "f{n}", function_role = "function-{n}" }}
[environments.e{n}.targets.ufo]
values = {{ stack = "demo-{n}", cluster = "c{n}" }}
"""
_FILES_AN_ENVIRONMENT = 6


def rows(folder: Path, *, thorough: bool) -> Iterator[tuple[str, str, str, str]]:
    """What, against what, ratio, aim. ``thorough`` goes up to 10,000 environments."""
    emit = shutil.which("emit", path=str(Path(sys.executable).parent)) or "emit"
    small, large = (1_000, 10_000) if thorough else (1_000, 2_000)
    first = _project(folder / "small", small)
    cost = process([emit, "build"], first) / (small * _FILES_AN_ENVIRONMENT)
    plain = _plain(first)
    yield (
        f"`emit build`, {small:,} environments, CPU a file",
        "troposphere's `to_yaml`",
        f"{cost / plain:.2f}",
        "at most 0.25",
    )

    stamps = _stamps(first)
    again = process([emit, "build"], first) / (small * _FILES_AN_ENVIRONMENT)
    touched = "nothing written" if _stamps(first) == stamps else "files were touched"
    yield "the same build again, CPU", f"the first ({touched})", f"{again / cost:.2f}", "nothing written"

    second = _project(folder / "large", large)
    larger = process([emit, "build"], second) / (large * _FILES_AN_ENVIRONMENT)
    yield (
        f"CPU a file, {large:,} environments",
        f"{small:,} environments",
        f"{larger / cost:.2f}",
        "about 1 (linear)",
    )

    reading = [sys.executable, "-c", "from emitter import read_config; read_config()"]
    growth = peak([emit, "check"], second) - peak([emit, "check"], first)
    config = peak(reading, second) - peak(reading, first)
    yield (
        f"peak memory that {large - small:,} environments add",
        "reading the configuration",
        f"{growth / config:.2f}",
        "about 1",
    )


def _project(folder: Path, environments: int) -> Path:
    folder.mkdir()
    text = "".join(_TARGETS.format(n=n, account=n + 1) for n in range(environments))
    (folder / "emit.toml").write_text(text)
    return folder


def _plain(folder: Path, environments: int = 20) -> float:
    """CPU seconds a file of making the same resources with troposphere and awacs, and ``to_yaml``."""
    config = read_config(folder / "emit.toml")
    deployments = [
        bind(request, load_target)
        for name in list(config.environments)[:environments]
        for request in from_environment(config, name)
    ]
    start = time.process_time()
    for deployment in deployments:
        assemble(deployment).template.to_yaml()
    return (time.process_time() - start) / len(deployments)


def _stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.*")}
