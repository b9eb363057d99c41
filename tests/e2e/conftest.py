import os

import pytest

from tests.e2e import aws
from tests.e2e.gaps import bound_users
from tests.e2e.server import Server
from tests.e2e.terraform import Terraform
from tests.e2e.tools import environment


@pytest.fixture(scope="session")
def server():
    """moto, for this process alone; boto3 sees nothing of the user's own configuration."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("AWS_"):
                patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("no_proxy", "127.0.0.1")
        bound_users(patch)
        started = Server()
        yield started
        started.stop()


@pytest.fixture(scope="session")
def terraform(tmp_path_factory, server):
    """Terraform, with a provider that asks this process's moto."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    started = Terraform(shared / "terraform", server.url)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def quick_aws(tmp_path_factory):
    """A folder with an ``aws`` that answers at once."""
    folder = tmp_path_factory.mktemp("aws")
    with aws.started(folder, environment(folder)):
        yield folder
