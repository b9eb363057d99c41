"""How much a command costs beside importing what it is made of."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import alternating

_CLICK = "import click"
# Those that the target of the rows takes, and the command line.
_LIBRARIES = "import click, troposphere.iam, " + ", ".join(
    f"awacs.{service}"
    for service in (
        *("cognito_idp", "ecs", "elasticloadbalancing", "iam", "kms", "secretsmanager"),
        *("ssm", "ssmmessages", "sts"),
    )
)


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What, against what, ratio, aim."""
    emit = shutil.which("emit", path=str(Path(sys.executable).parent)) or "emit"
    python = sys.executable
    help_ratio = alternating([emit, "--help"], [python, "-c", _CLICK])
    yield "`emit --help`, CPU", f'`python -c "{_CLICK}"`', f"{help_ratio:.2f}", "at most 1.5"
    helped = [emit, "--help"]
    for listed in (["targets"], ["explain", "iam:PassRole"]):
        ratio = alternating([emit, *listed], helped)
        yield f"`emit {' '.join(listed)}`, CPU", "`emit --help`", f"{ratio:.2f}", "at most 1.5"
    words = ["env", "_EMIT_COMPLETE=bash_complete", "COMP_WORDS=emit --target ", "COMP_CWORD=2", emit]
    ratio = alternating(words, ["env", *helped])
    yield "completing `emit --target `, CPU", "`emit --help`", f"{ratio:.2f}", "at most 1.5"
    for name in ("terraform", "cloudformation"):
        command = [emit, "--target", "piped-ecs", "--format", name]
        ratio = alternating(command, [python, "-c", _LIBRARIES])
        yield (
            f"`emit --target piped-ecs --format {name}`, CPU",
            "importing its libraries",
            f"{ratio:.2f}",
            "at most 1.3",
        )
