"""What each target allows, held against lists that were read from the deployers' sources by hand.

``needs/TARGET.toml`` says for each feature, and from which version to which, what it calls (``with``: only
while those features are on too). What is on together needs the union. The lists were not made from the
catalogue, nor the catalogue from them.
"""

import tomllib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.catalogue.selection import active, resolve_features
from emitter.catalogue.targets import load_target, names
from emitter.catalogue.versions import minor_of
from emitter.compiler.plan import plan
from tests.support import ROOT

_FOLDER = ROOT / "tests" / "needs"
NEEDS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))
}
VERSIONS = [(name, version) for name in NEEDS for version in load_target(name).versions]

# An action that one feature needs on several scopes, as AWS authorises tagging apart for each kind of
# thing that is created with tags.
_CREATED = {"NewServices", "NewTaskSetTags"}
_TAGGED = {"service": _CREATED, "canary": _CREATED, "standalone-task": {"StandaloneTaskTags"}}
APART = {("piped-ecs", "ecs:TagResource"): _TAGGED, ("pipedv1-ecs", "ecs:TagResource"): _TAGGED}
# A list can say so itself, with the Sids of the scopes of each such action.
APART |= {
    (name, action): {}
    for name, needs in NEEDS.items()
    for need in needs["needs"]
    for action in need.get("scopes", ())
}


def needed(name, version, on):
    """What the list of the target ``name`` says that ``version`` calls with the features ``on``.

    An action of ``APART`` is there with each of its scopes too.
    """
    target = load_target(name)
    actions = {
        action
        for need in NEEDS[name]["needs"]
        if need["feature"] in on
        and on.issuperset(need.get("with", ()))
        and target.exists_in(version, need.get("since"), need.get("until"))
        for action in need["actions"]
    }
    dropped = {a for drop in NEEDS[name].get("drops", ()) if drop["feature"] in on for a in drop["actions"]}
    pairs = {
        (action, sid)
        for (of, action), scopes in APART.items()
        for feature in on & set(scopes)
        for sid in scopes[feature]
        if of == name
    }
    pairs |= {
        (action, sid)
        for need in NEEDS[name]["needs"]
        if need["feature"] in on
        and on.issuperset(need.get("with", ()))
        and target.exists_in(version, need.get("since"), need.get("until"))
        for action, sids in need.get("scopes", {}).items()
        for sid in sids
    }
    return (actions - dropped) | pairs


def allowed(name, grants):
    """The actions of ``grants``, in the form of :func:`needed`."""
    said = {(grant.action.JSONrepr(), grant.scope.sid) for grant in grants}
    return {action for action, _ in said} | {pair for pair in said if (name, pair[0]) in APART}


@cache
def sets(name, version):
    """Sets of features worth a look: the defaults, all, each by itself, with the defaults and without.

    By itself includes what a grant requires with it.
    """
    target = load_target(name)
    there = {f.name for f in target.features if target.exists_in(version, f.since, f.until)}
    default = resolve_features(target, version, (), ())
    alone = [
        *(frozenset([one]) for one in there),
        *(
            frozenset([feature, *grant.requires])
            for grant in target.grants
            if grant.requires and target.exists_in(version, grant.since, grant.until)
            for feature in grant.features
        ),
    ]
    return list(
        dict.fromkeys(
            [default, frozenset(there), *alone, *(default | s for s in alone), *(default - s for s in alone)]
        )
    )


def test_every_target_has_a_list():
    assert sorted(NEEDS) == sorted(names())


@pytest.mark.parametrize("name", NEEDS)
def test_the_list_is_of_the_targets_features_and_versions(name):
    target = load_target(name)
    assert set(NEEDS[name]) <= {"needs", "drops", "documented", "unseen", "left_out"}
    assert {need["feature"] for need in NEEDS[name]["needs"]} == set(target.feature)
    for entry in (*NEEDS[name]["needs"], *NEEDS[name].get("documented", ())):
        assert set(entry) <= {"feature", "with", "since", "until", "actions", "denies", "scopes"}
        assert set(entry.get("scopes", ())) <= set(entry["actions"])
        assert set(entry.get("with", ())) <= set(target.feature)
        known = {None, *target.versions, *map(minor_of, target.versions)}
        assert {entry.get("since"), entry.get("until")} <= known
        # A page may name an action in several statements.
        assert "feature" not in entry or len(set(entry["actions"])) == len(entry["actions"])


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_a_version_allows_what_its_features_call_and_no_more(name, version):
    target = load_target(name)
    for on in sets(name, version):
        assert allowed(name, active(target, version, on)) == needed(name, version, on), sorted(on)


@pytest.mark.parametrize("name", NEEDS)
def test_no_grant_can_be_taken_away(name):
    """So the lists above would notice the loss of any one."""
    target = load_target(name)
    states = [(version, on) for version in target.versions for on in sets(name, version)]
    for gone in target.grants:
        assert any(
            allowed(name, [g for g in active(target, version, on) if g is not gone])
            != needed(name, version, on)
            for version, on in states
            if not on.isdisjoint(gone.features)
        ), gone


@given(st.sampled_from(VERSIONS), st.data())
def test_features_together_allow_what_each_calls(case, data):
    name, version = case
    target = load_target(name)
    there = [f.name for f in target.features if target.exists_in(version, f.since, f.until)]
    on = data.draw(st.frozensets(st.sampled_from(there)))
    assert allowed(name, active(target, version, on)) == needed(name, version, on)


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_documented_is_the_page_action_for_action(name, version):
    target = load_target(name)
    pages = [
        page["actions"]
        for page in NEEDS[name].get("documented", ())
        if target.exists_in(version, page.get("since"), page.get("until"))
    ]
    if not pages:
        assert not any(target.exists_in(version, page.since, page.until) for page in target.pages)
        return
    (page,) = pages
    statements = plan(target, version, "documented").statements
    assert sorted(action.JSONrepr() for s in statements for action in s.actions) == sorted(page)
