"""Differences as the reports take them."""

from emitter.diff.change import Change, Difference


def difference(name, *changes):
    """What changed for the identity ``name``."""
    return Difference(name, "", changes)


def added(*actions, resource="*"):
    """A change that adds ``actions`` on ``resource``."""
    return Change("added", "permission", "Allow", actions, (), (resource,))
