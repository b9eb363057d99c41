"""A run to report."""

import pytest

from emitter.lint.reports import Run
from tests.support.reports import FINDINGS, RULES


@pytest.fixture
def run():
    """Three files, of which one is clean."""
    return Run(FINDINGS, ("out/a b.yaml", "c.json", "clean.yaml"), RULES)
