"""Names become patterns by rules that can be said, and by no other."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.fit.generalize import RULES, generalized

UUID = "0f1e2d3c-4b5a-6978-8897-a6b5c4d3e2f1"
HEX = "0f9de17a6465404e8b1b2356dc13c2f8"


@pytest.mark.parametrize(
    ("names", "patterns", "words"),
    [
        ([f"task/prod/{HEX}"], ["task/prod/*"], "a task or execution id"),
        ([f"execution:build:{UUID}"], ["execution:build:*"], "a task or execution id"),
        (
            ["task-definition/web:7", "task-definition/web:8"],
            ["task-definition/web:*"],
            "a task or execution id",
        ),
        ([f"build-{UUID}"], ["build-*"], "a task or execution id"),
        (["logs/2026-06-01/a"], ["logs/*/a"], "a date at the end"),
        (["deploy-2026-06-01", "deploy-20260602"], ["deploy-*"], "a date at the end"),
        (["web/50dc6c495c0c9188"], ["web/*"], "a hash at the end"),
        (["build-9f86d081"], ["build-*"], "a hash at the end"),
        (["web-api", "web-cron", "web-front"], ["web-*"], "3 names with a common beginning"),
        (
            ["p/web-api", "p/web-b", "p/web-c", "q/web-d"],
            ["p/web-*", "q/web-d"],
            "3 names with a common beginning",
        ),
    ],
)
def test_what_a_rule_fits_is_a_pattern(names, patterns, words):
    found, widened = generalized(names)
    assert list(found) == patterns
    assert {one.words for one in widened} == {words}
    assert sorted(name for one in widened for name in one.names) == [
        name for name in sorted(names) if name not in found
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["web-api", "web-cron"],
        ["a-x", "a-y", "a-z"],
        ["web", "web2", "web3"],
        ["facade-decade"],
        ["version-1234567"],
        ["x-2026"],
        ["x-2026-13-01", "x-2026-06-32"],
        [UUID],
        ["env:/a/t.tfstate", "env:/b/t.tfstate", "env:/c/t.tfstate"],
    ],
)
def test_what_no_rule_fits_stays(names):
    assert generalized(names) == (tuple(sorted(names)), ())


def test_a_pattern_that_is_not_taken_is_not_made():
    assert generalized(["a-2026-06-01"], lambda text: "*" not in text)[0] == ("a-2026-06-01",)
    assert generalized(["task:1"], first=2)[0] == ("task:1",)


@given(
    st.lists(st.from_regex(r"[a-f0-9-]{1,9}([/:][a-f0-9-]{1,34})?", fullmatch=True), max_size=6, unique=True)
)
def test_every_name_is_still_matched(names):
    found, _ = generalized(names)
    assert all(any(fnmatchcase(name, pattern) for pattern in found) for name in names)


def test_every_rule_says_itself():
    assert len({rule.words for rule in RULES}) == len(RULES)
