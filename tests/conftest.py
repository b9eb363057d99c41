from hypothesis import HealthCheck, settings

# A busy machine is no fault of what is tested.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-goldens", action="store_true", help="write what comes out over what is expected"
    )
