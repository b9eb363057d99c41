"""The pages that are made are as they would be made now."""

import pytest

from tests.docs.reference import PAGES, ROOT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name):
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run make pages"


def test_there_is_no_other_page():
    assert {path.name for path in ROOT.iterdir()} == set(PAGES)
