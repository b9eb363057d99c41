from tests.fixtures import emit, toys

__all__ = ["emit", "toys"]
