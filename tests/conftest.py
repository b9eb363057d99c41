import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of what is tested.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-goldens", action="store_true", help="write what comes out over what is expected"
    )


def pytest_configure(config):
    # pytest-cov knows it too, but runs without pytest-cov are runs as well.
    config.addinivalue_line("markers", "no_cover: coverage is not measured in this test")


def pytest_collection_modifyitems(items):
    """Let examples alone count as coverage.

    A property enters the same lines hundreds of times and others by luck; an end-to-end test enters them
    without looking at them. Without those, measuring costs a tenth of the run and not half of it.
    """
    for item in items:
        if "e2e" in item.path.parts or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
