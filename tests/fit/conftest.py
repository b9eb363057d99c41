from tests.support.fixtures import emit, toys

__all__ = ["emit", "toys"]
