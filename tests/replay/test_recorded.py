"""What deployers really call, replayed against what emit writes for them."""

import re
import tomllib

import pytest

from emitter.catalogue.selection import resolve_features
from emitter.catalogue.targets import load_target, names
from tests.support import ROOT
from tests.support.recordings import FOLDER, RECORDED, called, denied, key, of, policies, recorded, verdicts

# Allowed to versions that do not call it: one statement on the key serves secrets and, from 0.49, parameters.
WIDER = {(name, "config-key", "kms:Decrypt") for name in ("piped-ecs", "piped-lambda")}
VERSIONS = [
    (name, version) for name, several in RECORDED.items() for each in several for version in each.versions
]


def features_of(name, version, recorded_only=True):
    """The features that lines were recorded of, as far as ``version`` has them."""
    target = load_target(name)
    there = {each.name for each in target.features if target.exists_in(version, each.since, each.until)}
    known = {feature for _, line in recorded(name, version) for feature in line["features"]}
    return there & known if recorded_only else there


def sets(name, version):
    """Sets of features to hold the calls against: with, without."""
    target = load_target(name)
    there = features_of(name, version)
    stricter = tuple(each for each in of(name, version).stricter if each in features_of(name, version, False))
    everything = tuple(sorted(there))
    yield (), ()
    yield everything, ()
    yield (*everything, *stricter), ()
    if version not in (target.versions[0], target.versions[-1]):
        return
    for each in everything:
        fixed = target.feature[each].fixed_since
        if fixed is None or not target.exists_in(version, fixed, None):
            yield tuple(other for other in everything if other != each), (each,)
    default = resolve_features(target, version, (), ())
    yield from (((each,), ()) for each in everything if each not in default)


SETS = [(name, version, *each) for name, version in VERSIONS for each in sets(name, version)]


def test_every_target_is_recorded():
    assert sorted(RECORDED) == sorted(names())


def test_every_recorded_run_is_replayed():
    files = {(path.parent.name, path.stem) for path in FOLDER.rglob("*.jsonl")}
    assert files == {(name, run) for name in RECORDED for each in RECORDED[name] for run in each.runs}


@pytest.mark.parametrize(
    ("name", "version"), [(n, each.versions[-1]) for n in RECORDED for each in RECORDED[n]]
)
def test_every_line_has_its_source_and_features(name, version):
    known = {each.name for each in load_target(name).features}
    for _, line in recorded(name, version):
        assert set(line) <= {"action", "resource", "context", "features", "with", "source", "since", "until"}
        assert set(line["features"]) | set(line.get("with", ())) <= known
        place = r"[\w-]+/[\w-]+@[0-9a-f]{40} \S+:[0-9]+|https://docs\.aws\.amazon\.com/\S+"
        assert re.fullmatch(place, line["source"])


@pytest.mark.parametrize(("name", "version", "features", "without"), SETS)
def test_a_target_allows_its_own_calls_and_no_others(name, version, features, without, tmp_path):
    on = resolve_features(load_target(name), version, features, without)
    lines = recorded(name, version)
    own = {key(line) for _, line in lines if called(name, version, on, line)}
    found = verdicts(policies(name, version, features, without), [line for _, line in lines], tmp_path)
    wrong = [
        (verdict, run, line["action"], line.get("resource"), line["source"])
        for verdict, (run, line) in zip(found, lines, strict=True)
        if verdict != ("allowed" if key(line) in own else "implicitly-denied")
        and not ((name, run, line["action"]) in WIDER and "config-key" in on)
    ]
    assert wrong == []


def documented():
    """The lists of what a documented policy ``denies``, each at the newest version that has the page."""
    for name in RECORDED:
        target = load_target(name)
        needs = tomllib.loads((ROOT / "tests" / "needs" / f"{name}.toml").read_text(encoding="utf-8"))
        for page in needs.get("documented", ()):
            of_page = [
                v for v in target.versions if target.exists_in(v, page.get("since"), page.get("until"))
            ]
            yield name, of_page[-1], page["denies"]


@pytest.mark.parametrize(("name", "version", "denies"), [*documented()])
def test_a_documented_policy_denies_what_its_list_says(name, version, denies):
    """Of all recorded calls of the version, whichever feature makes them."""
    assert sorted({line["action"] for line in denied(name, version)}) == denies
