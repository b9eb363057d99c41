"""The extractor finds what the list of every target has, in sources that were written for it."""

from pathlib import Path

import pytest

from emitter.catalogue.targets import load_target, names
from tests.upstream.__main__ import SOURCES
from tests.upstream.compare import compare, listed, needs
from tests.upstream.extract import extract

FIXTURES = {path.stem: path for path in (Path(__file__).parent / "fixtures").iterdir()}
# Their calls are in no language that is read.
WITHOUT_SOURCE = {
    "piped-execution-role": "what Amazon ECS itself calls",
    "ufo": "Ruby",
}


def test_every_target_has_a_source_or_a_reason_why_not():
    assert set(SOURCES) | set(WITHOUT_SOURCE) == set(names())
    assert set(FIXTURES) == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_all_of_the_list_is_found_and_nothing_else(name):
    path = FIXTURES[name]
    found = list(extract([(path.name, path.read_bytes())]))
    for version in load_target(name).versions:
        made = compare(name, version, found)
        assert made.recall == 1, made.uncalled
        # A fixture makes the calls of every version.
        other = {action for one in load_target(name).versions for action in listed(name, one)}
        assert set(made.unknown) <= other | {"dynamodb:PartiQLSelect"}


@pytest.mark.parametrize("name", SOURCES)
def test_the_loss_of_a_call_is_seen(name):
    path = FIXTURES[name]
    found = list(extract([(path.name, path.read_bytes())]))
    newest = load_target(name).versions[-1]
    for gone in sorted(listed(name, newest)):
        made = compare(name, newest, [call for call in found if call.action != gone])
        assert made.uncalled == (gone,)
        assert made.recall < 1


@pytest.mark.parametrize("name", names())
def test_what_is_unseen_or_left_out_is_said_with_a_reason(name):
    every = {action for need in needs(name)["needs"] for action in need["actions"]}
    unseen, left_out = (
        [action for entry in needs(name).get(key, ()) for action in entry["actions"]]
        for key in ("unseen", "left_out")
    )
    assert set(unseen) <= every
    assert not set(left_out) & every
    assert len(set(unseen)) == len(unseen)
    for entry in (*needs(name).get("unseen", ()), *needs(name).get("left_out", ())):
        assert set(entry) == {"reason", "actions"}
        assert entry["reason"]
        assert entry["actions"] == sorted(entry["actions"])


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_unseen_is_known_from_more_than_a_line_of_code(name):
    """Otherwise the extractor is what misses it."""
    libraries = {"opentofu-state", "terraform-state"}
    by_exec = {("lambroll", "logs:FilterLogEvents")}
    for entry in needs(name).get("unseen", ()):
        for action in entry["actions"]:
            sources = [g.sources for g in load_target(name).grants if g.action.JSONrepr() == action]
            only_code = all(source.confidence == "code" for given in sources for source in given)
            assert not only_code or name in libraries or (name, action) in by_exec, action
