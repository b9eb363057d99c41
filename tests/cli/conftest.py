import pytest

from tests.support.fixtures import emit, toys
from tests.support.project import CONFIG

__all__ = ["emit", "toys"]


@pytest.fixture
def project(emit, tmp_path):
    """A folder with an ``emit.toml``; gives the folder."""
    (tmp_path / "emit.toml").write_text(CONFIG)
    return tmp_path
