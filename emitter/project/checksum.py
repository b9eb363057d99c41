"""A checksum beside the mark of a file, by which one that was edited differs from one that is outdated."""

import re
from hashlib import sha256

from ..template.marker import MARK

_SEAL = re.compile(re.escape(MARK) + r" Checksum: ([0-9a-f]{12})\.")


def sealed(text: str) -> str:
    """Return ``text``, which has the mark, with the checksum of all of it next to that."""
    return text.replace(MARK, f"{MARK} Checksum: {_checksum(text)}.", 1)


def is_untouched(text: str) -> bool | None:
    """Return whether ``text`` is as it was when it was sealed; ``None`` when it has no checksum."""
    seal = _SEAL.search(text)
    if seal is None:
        return None
    return seal[1] == _checksum(f"{text[: seal.start()]}{MARK}{text[seal.end() :]}")


def _checksum(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
