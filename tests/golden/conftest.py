def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-goldens", action="store_true", help="write what comes out over what is expected"
    )
