"""The tools that emit is held against: a module a tool for running it, a table a tool for what it means."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.rivals.said import Heard


class Tool(NamedTuple):
    """A tool: what pip installs, how it is heard over the corpus, and its command for one policy.

    ``hear`` takes the folder of the tool's programs and the folder of the corpus, with its forms; ``command``
    takes the former and the path of a policy without its form and suffix. ``environment`` is what it needs.
    """

    name: str
    version: str
    requirements: Sequence[str]
    hear: Callable[[Path, Path], Heard]
    command: Callable[[Path, Path, str], Sequence[str]]
    environment: Mapping[str, str] = {}


DRIVERS = Path(__file__).parent.parent / "drivers"


def load() -> Sequence[Tool]:
    """Every tool but emit."""
    from tests.bench.rivals.tools import cfn_lint, checkov, cloudsplaining, iam_policy_validator, parliament

    return (
        parliament.TOOL,
        cloudsplaining.TOOL,
        cfn_lint.TOOL,
        checkov.TOOL,
        iam_policy_validator.TOOL,
    )
