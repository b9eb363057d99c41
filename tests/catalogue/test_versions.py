"""Minors and patches: what is asked for, and from when to when something holds."""

import pytest
from awacs import s3
from hypothesis import given
from hypothesis import strategies as st

from emitter.catalogue.explain import changes
from emitter.catalogue.selection import resolve_version
from emitter.catalogue.versions import matching, numbers, within
from emitter.compiler.plan import plan
from emitter.errors import RequestError
from tests.support.toy import TOY

_LISTED = ("2.2", "2.3.0", "2.3.2", "2.3.3", "2.4", "2.10.0", "2.10.1", "3.0")
_PATCHED = TOY._replace(versions=("1.0", "2.0.0", "2.0.5", "3.0"))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("2.2", "2.2"),
        ("2.2.9", "2.2"),
        ("2.3", "2.3.3"),
        ("2.3.x", "2.3.3"),
        ("2.3.0", "2.3.0"),
        ("2.3.1", "2.3.0"),
        ("2.3.2", "2.3.2"),
        ("2.3.3", "2.3.3"),
        ("2.3.5", "2.3.3"),
        ("2.3.20", "2.3.3"),
        ("2.3.2-rc1", "2.3.2"),
        ("2.3.2+build.7", "2.3.2"),
        ("2.4.6", "2.4"),
        ("2.10.0", "2.10.0"),
        ("2.10", "2.10.1"),
        ("2", None),
        ("2.1", None),
        ("2.30", None),
        ("2.5", None),
        ("", None),
    ],
)
def test_a_minor_is_its_newest_patch_and_a_patch_the_newest_that_is_not_newer(asked, known):
    assert matching(asked, _LISTED) == known


@pytest.mark.parametrize(
    ("version", "since", "until", "inside"),
    [
        ("2.3.0", "2.3.3", None, False),
        ("2.3.0", "2.3", None, True),
        ("2.3.2", "2.3.3", None, False),
        ("2.3.3", "2.3.3", None, True),
        ("2.4", "2.3.3", None, True),
        ("2.3.3", None, "2.3", True),
        ("2.4", None, "2.3", False),
        ("2.3.0", None, "2.3.2", True),
        ("2.4.1", None, "2.4.0", False),
        ("2.4.0", None, "2.4.0", True),
        ("2.3.3", None, "2.3.2", False),
        ("2.10", "2.9", None, True),
        ("2.10", None, "2.9", False),
    ],
)
def test_a_span_ends_with_the_last_patch_of_the_minor_that_it_names(version, since, until, inside):
    assert within(version, since, until) is inside


@given(st.sampled_from(_LISTED), st.sampled_from(_LISTED))
def test_what_begins_with_a_version_is_not_there_before(version, since):
    assert within(version, since, None) is (_LISTED.index(since) <= _LISTED.index(version))


@pytest.mark.parametrize("text", ["", "latest", "2.", ".2", "2..3", "3x", "٣.1"])
def test_other_text_is_no_version(text):
    assert numbers(text) == ()


def test_a_target_selects_and_compares_patches():
    assert resolve_version(_PATCHED, "2.0.4") == "2.0.0"
    assert resolve_version(_PATCHED, "v2.0.7") == resolve_version(_PATCHED, "2.0") == "2.0.5"
    with pytest.raises(RequestError, match=r"the catalogue knows 1\.0 to 3\.0"):
        resolve_version(_PATCHED, "4")


def test_a_grant_of_a_patch_is_not_granted_before_it():
    counting = next(g for g in TOY.grants if g.action is s3.ListAllMyBuckets)._replace(since="2.0.5")
    others = tuple(g for g in TOY.grants if g.action is not s3.ListAllMyBuckets)
    target = _PATCHED._replace(name="patched", grants=(*others, counting))
    name = "s3:ListAllMyBuckets"

    def granted(version):
        statements = plan(target, version, "least-privilege", ["count"]).statements
        return name in {action.JSONrepr() for statement in statements for action in statement.actions}

    assert [granted(version) for version in ("2.0.4", "2.0.5", "2.0.6", "2.0", "3.0")] == [False, *[True] * 4]
    steps = changes(target, "2.0.1")["changes"]
    assert [step["version"] for step in steps if name in [g["action"] for g in step["needed"]]] == ["2.0.5"]


@given(st.sampled_from(_LISTED))
def test_a_listed_version_is_itself(version):
    assert matching(version, _LISTED) in (version, "2.3.3", "2.10.1")
    assert matching(f"{version}.0" if version.count(".") == 1 else version, _LISTED) == version
