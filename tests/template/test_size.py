"""A policy that is larger than IAM takes becomes several, and nothing of it is lost."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.aws.quotas import MANAGED_POLICY, POLICIES_AN_IDENTITY
from emitter.catalogue.model import Kind
from emitter.catalogue.targets import load_target, names
from emitter.compiler.bind import bind
from emitter.compiler.deployment import BoundCondition, BoundIdentity, BoundStatement, Deployment, Policy
from emitter.compiler.plan import plan
from emitter.compiler.request import Choice, DeploymentRequest, IdentityChoice
from emitter.errors import FORMAT, FormatError
from emitter.template.assemble import assemble
from emitter.template.formats import load_format
from emitter.template.size import fit, split
from tests.support.strategies import ACTIONS


def _statement(number, length, values=()):
    resources = (("arn:aws:s3:::" + "a" * length,),)
    conditions = (BoundCondition("StringLike", "aws:PrincipalArn", values),) if values else ()
    return BoundStatement(f"S{number}", ACTIONS[:2], resources, conditions)


def _documents(*policies):
    identity = BoundIdentity(Kind("made-up", "made up", "role"), ("toy",))
    deployment = Deployment("toy", "made up", "emit", identity, policies)
    documents = json.loads(load_format("policy").render(assemble(deployment)))
    return documents if "Statement" not in documents else {policies[0].name[0]: documents}


def _counted(document):
    """Characters as IAM counts them: without white space."""
    return len("".join(json.dumps(document, separators=(",", ":"), ensure_ascii=False).split()))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4000), st.lists(st.integers(1, 200), max_size=2)), min_size=1, max_size=9
    )
)
def test_no_policy_is_too_large_and_no_statement_is_lost_or_moved(sizes):
    statements = tuple(
        _statement(number, length, tuple((f"{n}{'x y' * value}",) for n, value in enumerate(values)))
        for number, (length, values) in enumerate(sizes)
    )
    documents = _documents(Policy("Policy", ("toys",), "why", "cite", statements))
    assert list(documents) == ["toys", *(f"toys-{number}" for number in range(2, len(documents) + 1))]
    assert all(_counted(document) <= MANAGED_POLICY for document in documents.values())
    sids = [statement["Sid"] for document in documents.values() for statement in document["Statement"]]
    assert sids == [statement.sid for statement in statements]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_policy_may_have_exactly_as_many_characters_as_iam_takes(spare):
    empty = _counted(_documents(Policy("P", ("p",), "", "", (_statement(1, 0),)))["p"])
    statement = _statement(1, MANAGED_POLICY - empty + spare)
    if spare:
        with pytest.raises(FormatError, match="in a statement with one resource; IAM allows 6144") as caught:
            split(Policy("P", ("p",), "", "", (statement,)))
        assert caught.value.status == FORMAT
    else:
        assert _counted(_documents(Policy("P", ("p",), "", "", (statement,)))["p"]) == MANAGED_POLICY


def _pairs(statement):
    """Yield what ``statement`` allows, under its conditions."""
    conditions = json.dumps(statement.get("Condition"))
    actions, resources = statement["Action"], statement["Resource"]
    actions = [actions] if isinstance(actions, str) else actions
    resources = [resources] if isinstance(resources, str) else resources
    return {(action, resource, conditions) for action in actions for resource in resources}


@settings(deadline=None)
@given(st.lists(st.integers(1, 2000), min_size=1, max_size=25), st.integers(0, 300), st.booleans())
def test_a_statement_that_is_too_large_is_cut_between_its_resources(lengths, value, twin):
    resources = tuple((f"arn:aws:s3:::{n}{'a' * length}",) for n, length in enumerate(lengths))
    large = _statement(1, 1, (("v" * value,),))._replace(resources=resources)
    # A Sid that the first number would make twice.
    statements = (large, *((_statement(12, 1),) if twin else ()))
    documents = _documents(Policy("Policy", ("toys",), "why", "cite", statements))
    assert all(_counted(document) <= MANAGED_POLICY for document in documents.values())
    made = [statement for document in documents.values() for statement in document["Statement"]]
    sids = [statement["Sid"] for statement in made]
    assert len(set(sids)) == len(sids)
    assert sids[0] == "S1"
    (whole,) = _documents(Policy("P", ("p",), "", "", (_statement(1, 1, (("v" * value,),)),)))["p"][
        "Statement"
    ]
    whole["Resource"] = [text for (text,) in resources]
    pieces = [one for one in made if "arn:aws:s3:::a" not in one["Resource"]]
    assert set().union(*map(_pairs, pieces)) == _pairs(whole)
    assert sum(len(_pairs(one)) for one in pieces) == len(_pairs(whole))


def test_one_more_resource_moves_none():
    def sids(count):
        resources = tuple((f"arn:aws:s3:::{n:0200}",) for n in range(count))
        policies = split(Policy("P", ("p",), "", "", (_statement(1, 1)._replace(resources=resources),)))
        return {text: one.sid for policy in policies for one in policy.statements for text in one.resources}

    assert set(sids(120).values()) == {"S1", "S12", "S13", "S14", "S15"}
    for count in range(1, 120):
        assert sids(count).items() <= sids(count + 1).items()


def test_more_policies_than_an_identity_can_have_are_refused():
    statements = [_statement(number, 5000) for number in range(POLICIES_AN_IDENTITY + 1)]
    assert len(split(Policy("P", ("p",), "", "", tuple(statements[1:])))) == POLICIES_AN_IDENTITY
    with pytest.raises(FormatError, match="needs 11 managed policies; IAM allows 10"):
        split(Policy("P", ("p",), "", "", tuple(statements)))


@pytest.mark.parametrize("name", names())
def test_every_target_fits_with_all_its_features(name):
    target = load_target(name)
    for version in target.versions:
        there = tuple(f.name for f in target.features if target.exists_in(version, f.since, f.until))
        template = assemble(
            bind(DeploymentRequest((Choice(name, version, features=there),)), load_target)
        ).template
        made = [r for r in template.resources.values() if r.resource_type == "AWS::IAM::ManagedPolicy"]
        assert len(made) <= POLICIES_AN_IDENTITY


def test_policies_of_one_identity_are_counted_together():
    several = [
        Policy(f"P{n}", (f"p{n}",), "", "", tuple(_statement(k, 5000) for k in range(count)), target=f"t{n}")
        for n, count in enumerate((3, 5, 2))
    ]
    assert len(fit(several, "role")) == POLICIES_AN_IDENTITY
    more = Policy("P3", ("p3",), "", "", (_statement(1, 10),), target="t3")
    with pytest.raises(FormatError) as caught:
        fit([*several, more], "group")
    assert str(caught.value) == (
        "identity: needs 11 managed policies (5 of t1, 3 of t0, 2 of t2, 1 of t3); "
        "IAM allows 10 per group; "
        "give one of the targets an identity of its own, turn features off, or give fewer values"
    )


def test_targets_that_share_an_identity_may_be_too_many_together():
    choices = []
    for name in ("piped-ecs", "pipedv1-ecs", "piped-lambda", "ecspresso"):
        target = load_target(name)
        version = target.versions[-1]
        there = tuple(f.name for f in target.features if target.exists_in(version, f.since, f.until))
        names = tuple(f"{number}-{'x' * 40}" for number in range(3))
        used = plan(target, version, "least-privilege", there).parameters
        values = {p.name: names for p in used if p.many and p.syntax.accepts(names[0])}
        choices.append(Choice(name, version, features=there, values=values))
        alone = bind(DeploymentRequest(tuple(choices[-1:])), load_target)
        assert len(fit(alone.policies, "role")) < POLICIES_AN_IDENTITY
    deployment = bind(
        DeploymentRequest(tuple(choices), identity=IdentityChoice("ecs-task-role")), load_target
    )
    with pytest.raises(FormatError, match=r"identity: needs \d\d managed policies \(\d of .*; IAM allows"):
        assemble(deployment)


def _moved(before, after):
    """How many statements are in a policy of another name than before."""
    was = {s.sid: part.title for part in split(before) for s in part.statements}
    now = {s.sid: part.title for part in split(after) for s in part.statements}
    return sum(was[sid] != now[sid] for sid in was.keys() & now.keys())


def _changed(random, statements):
    """``statements`` with one of them taken out, larger, or new."""
    changed, at = list(statements), random.randrange(len(statements))
    match random.randrange(3):
        case 0:
            del changed[at]
        case 1:
            changed.insert(at, _statement(1000, random.randrange(20, 700)))
        case _:
            changed[at] = changed[at]._replace(resources=changed[at].resources * 2)
    return changed


def test_a_small_change_moves_few_statements():
    """As large as the statements of targets are, in two to seven policies."""
    random = Random(20240229)
    moved = []
    for _ in range(300):
        statements = [_statement(n, random.randrange(20, 500)) for n in range(random.randrange(25, 70))]
        policy = Policy("P", ("p",), "", "", tuple(statements))
        after = policy._replace(statements=tuple(_changed(random, statements)))
        if len(split(policy)) > 1:
            moved.append(_moved(policy, after))
    moved.sort()
    assert len(moved) > 200
    assert moved[len(moved) // 2] <= 1
    assert moved[len(moved) * 9 // 10] <= 4
    assert moved[-1] <= 8


@pytest.mark.parametrize("name", ["ecspresso", "ufo"])
def test_a_feature_more_moves_few_statements(name):
    """One feature off among all: what is left stays, but for a few at each boundary."""
    target = load_target(name)
    version = target.versions[-1]
    there = [f.name for f in target.features if target.exists_in(version, f.since, f.until)]

    def policy(features):
        return bind(
            DeploymentRequest((Choice(name, version, features=tuple(features)),)), load_target
        ).policies[0]

    moved = sorted(_moved(policy(there), policy([f for f in there if f != left])) for left in there)
    assert moved[len(moved) // 2] == 0
    assert moved[len(moved) * 9 // 10] <= 6
    assert moved[-1] <= 10
