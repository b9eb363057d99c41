"""A file that was edited differs from one that is outdated."""

import pytest

from emitter.project.checksum import is_untouched, sealed
from emitter.template.marker import MARK

TEXT = f"# {MARK}\nResources: {{}}\n# {MARK}\n"


def test_a_file_is_sealed_next_to_its_first_mark():
    seal = sealed(TEXT)
    assert seal.count("Checksum: ") == 1
    assert seal.startswith(f"# {MARK} Checksum: ")
    assert sealed(TEXT) == seal
    assert sealed(TEXT + " ") != seal


@pytest.mark.parametrize(
    ("text", "untouched"),
    [
        (sealed(TEXT), True),
        (sealed(TEXT) + " ", False),
        (sealed(TEXT).replace("Resources", "Other"), False),
        # A checksum of another length is none, and so is one without its mark.
        (TEXT, None),
        (sealed(TEXT).replace(" Checksum: ", " Checksum: 0"), None),
        ("Checksum: 0123456789ab.", None),
    ],
)
def test_a_file_is_as_it_was_sealed(text, untouched):
    assert is_untouched(text) is untouched
