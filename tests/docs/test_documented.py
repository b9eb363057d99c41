"""The page of what deployers document is as it would be made now, and says what is so."""

import pytest

from emitter.catalogue.targets import load_target, names
from tests.docs.documented import PAGE, README, documented, head, readme, whole

PAGES = [(name, one) for name in names() for one in documented(name)]


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == whole(), "run make pages"


def test_the_block_of_readme_is_current():
    text = README.read_text(encoding="utf-8")
    assert readme(text) == text, "run make pages"


def test_every_page_of_every_target_is_there():
    text = whole()
    for name in names():
        for page in load_target(name).pages:
            assert page.source.url in text
            assert all(warning in text for warning in page.warnings)
    rows = head().splitlines()[2:]
    assert len(rows) == sum(bool(load_target(name).pages) for name in names())


@pytest.mark.parametrize(("name", "one"), PAGES, ids=[f"{name}-{one.version}" for name, one in PAGES])
def test_what_is_missing_is_needed_and_what_is_too_much_is_not(name, one):
    grants = load_target(name).grants
    needed = {grant.action.JSONrepr() for grant in grants}
    assert set(one.failing) | set(one.others) <= needed
    assert set(one.failing) <= one.needed
    assert one.named <= one.granted
    assert one.bound <= one.needed
    # What no feature of the version needs may be needed by another.
    assert one.unneeded <= one.granted


def test_a_page_that_lacks_what_a_deployment_calls_says_so():
    (fault,) = (one for name, one in PAGES if name == "piped-lambda" and one.version == "0.57")
    assert "lambda:ListTags" in fault.failing
    assert "ssm:GetParameter" in fault.others
    text = whole()
    assert "- `lambda:ListTags`: " in text
    assert "### ufo 6" in text
