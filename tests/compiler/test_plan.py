"""Which permissions a version takes with which features on: laws that hold for any target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.catalogue.model import WhenFeature
from emitter.catalogue.patterns import parse_arn
from emitter.catalogue.selection import active, resolve_features, resolve_version
from emitter.catalogue.targets import load_target, names
from emitter.compiler.plan import plan
from emitter.errors import RequestError
from tests.support.toy import OTHER, TOY

_TARGETS = {target.name: target for target in (TOY, OTHER, *map(load_target, names()))}


def there(target, version):
    return [f for f in target.features if target.exists_in(version, f.since, f.until)]


def removable(target, version):
    return [
        f.name
        for f in there(target, version)
        if not f.fixed_since or not target.exists_in(version, f.fixed_since, None)
    ]


@st.composite
def asked(draw):
    """A target, one of its versions, and features of that version to turn on and off."""
    # By name: of what it draws from, Hypothesis looks at every part.
    target = _TARGETS[draw(st.sampled_from([*_TARGETS]))]
    version = draw(st.sampled_from(target.versions))
    on = draw(st.sets(st.sampled_from([f.name for f in there(target, version)])))
    off = draw(st.sets(st.sampled_from(removable(target, version)))) - on
    return target, version, sorted(on), sorted(off)


def allowed(target, version, on, off):
    """The (action, resources, conditions) that are granted, the latter two of those features."""
    features = resolve_features(target, version, on, off)
    return {(g.action.JSONrepr(), *patterns(g.scope, features)) for g in active(target, version, features)}


def patterns(scope, on):
    """The resources of ``scope`` and the keys of its conditions, as far as the features ``on`` go."""
    resources = tuple(
        parse_arn(resource.pattern if isinstance(resource, WhenFeature) else resource)
        for resource in scope.resources
        if not isinstance(resource, WhenFeature) or resource.when in on
    )
    return resources, tuple((c.operator, c.key) for c in scope.conditions if not c.when or c.when in on)


def actions(target, version, on, off):
    return {action for action, *_ in allowed(target, version, on, off)}


@given(asked(), st.data())
def test_turning_a_feature_off_adds_no_action(case, data):
    target, version, on, off = case
    features = resolve_features(target, version, on, off)
    choices = sorted(features & set(removable(target, version)))
    if choices:
        one = data.draw(st.sampled_from(choices))
        fewer = actions(target, version, [f for f in on if f != one], [*off, one])
        assert fewer <= actions(target, version, on, off)


@given(asked())
def test_documented_does_not_depend_on_features(case):
    target, version, on, off = case
    if any(target.exists_in(version, page.since, page.until) for page in target.pages):
        assert (
            plan(target, version, "documented", on, off).statements
            == plan(target, version, "documented").statements
        )


@given(asked())
def test_a_plan_is_exactly_its_active_grants(case):
    target, version, on, off = case
    pairs = allowed(target, version, on, off)
    if not pairs:
        with pytest.raises(RequestError, match="no permission of"):
            plan(target, version, "least-privilege", on, off)
        return
    planned = plan(target, version, "least-privilege", on, off)
    assert {
        (a.JSONrepr(), s.resources, tuple((c.operator, c.key) for c in s.conditions))
        for s in planned.statements
        for a in s.actions
    } == pairs
    assert len({s.sid for s in planned.statements}) == len(planned.statements)
    for statement in planned.statements:
        assert len({a.JSONrepr() for a in statement.actions}) == len(statement.actions)
        for action in statement.actions:
            assert any(reason.action == action.JSONrepr() for reason in statement.because)


@pytest.mark.parametrize("name", ["piped-ecs", "pipedv1-ecs"])
@pytest.mark.parametrize("condition", [False, True])
def test_scopes_that_differ_in_an_absent_condition_are_one_statement(name, condition):
    on = ["tag-conditions"] if condition else []
    planned = plan(load_target(name), None, "least-privilege", on, [])
    actions = {s.sid: {a.JSONrepr() for a in s.actions} for s in planned.statements}
    assert {"ecs:CreateService", "ecs:TagResource"} <= actions["NewServices" if condition else "Services"]
    assert ("NewServices" in actions, "NewTaskSets" in actions) == (condition, condition)


@given(asked())
def test_the_order_in_which_features_are_named_does_not_matter(case):
    target, version, on, off = case
    assert resolve_features(target, version, on, off) == resolve_features(
        target, version, on[::-1] * 2, off[::-1]
    )


@pytest.mark.parametrize(
    ("asked", "known"),
    [(None, "3"), ("1", "1"), ("v2", "2"), ("2.7.1", "2"), ("v3.0", "3")],
)
def test_a_version_is_known_by_its_beginning(asked, known):
    assert resolve_version(TOY, asked) == known


@pytest.mark.parametrize("asked", ["0", "", "4", "30", "3x", "latest", "v", " 2"])
def test_any_other_version_is_refused_with_the_range(asked):
    with pytest.raises(RequestError, match="the catalogue knows 1 to 3"):
        resolve_version(TOY, asked)


def test_a_version_that_is_too_new_becomes_the_newest_only_when_asked():
    assert resolve_version(TOY, "4.1", newest=True) == "3"
    with pytest.raises(RequestError, match="too new"):
        resolve_version(TOY, "4.1")
    with pytest.raises(RequestError, match="unknown version"):
        resolve_version(TOY, "0.9", newest=True)


@pytest.mark.parametrize(
    ("version", "on", "off", "where", "message"),
    [
        ("3", ["ply"], [], "features", "did you mean 'play'"),
        ("3", [], ["ply"], "without", "did you mean 'play'"),
        ("1", ["make"], [], "features", "it came with 2"),
        ("2", ["wind-up"], [], "features", "it was gone after 1"),
        ("2", [], ["wind-up"], "without", "it was gone after 1"),
        ("3", ["play"], ["play"], "features", "both enabled and disabled"),
        ("3", [], ["count"], "without", "not optional from 3 on: counts toys"),
    ],
)
def test_a_feature_that_cannot_be_is_refused(version, on, off, where, message):
    with pytest.raises(RequestError, match=message) as caught:
        resolve_features(TOY, version, on, off)
    assert caught.value.where == where


def test_a_fixed_feature_can_go_before_it_is_fixed():
    assert "count" not in resolve_features(TOY, "2", [], ["count"])
    assert "count" in resolve_features(TOY, "3", [], [])
    assert "count" not in resolve_features(TOY, "1", [], [])


def test_a_feature_is_on_by_default_only_where_it_says_so():
    assert resolve_features(TOY, "1", [], []) == {"play", "wind-up"}
    assert resolve_features(TOY, "3", ["lock"], ["play"]) == {"count", "lock"}


@pytest.mark.parametrize(
    ("version", "on", "sids"),
    [
        ("1", (), ["Buckets", "Objects", "Functions"]),
        ("2", (), ["Objects", "EveryBucket", "Buckets"]),
        ("3", ("lock",), ["Objects", "EveryBucket", "Key", "Buckets"]),
    ],
)
def test_statements_come_in_the_order_of_the_grants(version, on, sids):
    assert [s.sid for s in plan(TOY, version, "least-privilege", on).statements] == sids


def test_resources_and_conditions_come_with_their_feature():
    plain = plan(TOY, "3", "least-privilege").statements[-1]
    more = plan(TOY, "3", "least-privilege", ["spare", "sealed"]).statements[-1]
    assert (len(plain.resources), len(plain.conditions)) == (1, 0)
    assert (len(more.resources), len(more.conditions)) == (2, 1)


def test_only_the_parameters_of_what_is_on_are_asked():
    assert [p.name for p in plan(TOY, "3", "least-privilege").parameters] == ["bucket", "folder"]
    assert [p.name for p in plan(TOY, "3", "least-privilege", ["lock"]).parameters] == [
        "bucket",
        "folder",
        "key",
    ]
    assert [p.name for p in plan(TOY, "2", "documented").parameters] == []


def test_a_version_without_a_page_documents_nothing():
    with pytest.raises(RequestError, match="documents no policy; use least-privilege") as caught:
        plan(OTHER, None, "documented")
    assert caught.value.where == "permissions"
