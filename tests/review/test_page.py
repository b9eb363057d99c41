"""The page as HTML: complete by itself, readable, and safe with names that anybody chose."""

import itertools
import re
from importlib.resources import files

import pytest

from emitter.review.evidence import Cause
from emitter.review.page import html
from tests.support.linting import one, plain, policy, statement, template
from tests.support.review_page import Reader, printed, reviewed

HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}\u202egnp.exe\x1b[31m"
STYLE = files("emitter.review").joinpath("templates/review.css").read_text(encoding="utf-8")


def test_hostile_names_are_text():
    text = one(Sid=HOSTILE, Action=HOSTILE, Resource=HOSTILE, Condition={HOSTILE: {HOSTILE: HOSTILE}})
    page = Reader(printed(text, name=f"{HOSTILE}.json"))
    assert not page.all("script")
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text


def test_nothing_is_reached_outside_but_by_links():
    made = printed(one())
    page = Reader(made)
    assert not [tag for tag in ("script", "link", "img", "iframe", "object", "base") if page.all(tag)]
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    (policy_,) = [a["content"] for a in page.all("meta") if "http-equiv" in a]
    assert policy_.startswith("default-src 'none'; style-src 'sha256-")


def test_only_https_is_a_link():
    view = reviewed(one())
    cause = Cause("because", "code", "somewhere", "javascript:alert(1)")
    (identity,) = view.identities
    (policy_,) = identity.policies
    (said,) = policy_.statements
    permission = said.permissions[0]._replace(causes=(cause, cause._replace(url="https://example.org/x#L1")))
    said = said._replace(permissions=(permission,))
    identity = identity._replace(policies=(policy_._replace(statements=(said,)),))
    page = Reader(html(view._replace(identities=(identity,))))
    outside = [a["href"] for a in page.all("a") if not a["href"].startswith("#")]
    assert outside == ["https://example.org/x#L1"]
    assert "javascript" not in page.text


def test_every_link_inside_leads_somewhere():
    page = Reader(printed(plain(statement(), statement(Resource="*")), before=one()))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    inside = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inside <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_a_screen_reader_needs():
    page = Reader(printed(one(Resource="*"), before=one()))
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1, landmark
    assert page.all("html") == [{"lang": "en"}]
    assert all("scope" in attributes for attributes in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert len(page.all("label")) >= len(page.all("input"))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_same_input_gives_the_same_bytes():
    assert printed(one()) == printed(one())


def test_no_change_is_said():
    assert "No access has changed." in Reader(printed(one(), before=one())).text
    assert "Changes since" not in Reader(printed(one())).text


def test_a_large_policy_shows_its_size():
    page = Reader(printed(template(policy(statement()))))
    (meter,) = page.all("meter")
    assert meter["max"] == "6144"


def _luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _schemes():
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light = dict(re.findall(r"--([\w-]+): (#\w+)", blocks[0]))
    for name, block in zip(("light", "dark", "print"), blocks, strict=True):
        yield pytest.param(light | dict(re.findall(r"--([\w-]+): (#\w+)", block)), id=name)


# WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
@pytest.mark.parametrize("colours", list(_schemes()))
def test_text_has_contrast(colours):
    pairs = [("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("ink", "tint"), ("soft", "tint")]
    pairs += [(name, "paper") for name in ("any", "named", "none", "warn", "info")]
    pairs += [(name, f"{name}-tint") for name in ("any", "named", "none", "warn", "info")]
    for text, ground in pairs:
        low, high = sorted((_luminance(colours[text]), _luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
