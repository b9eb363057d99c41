"""Policies out of text."""

from emitter.diff.policies import policies
from emitter.reading.files import read_text


def read_policies(text, name):
    """What the text of a file holds, as diff compares it."""
    return policies(read_text(text, name))
