"""A policy that is larger than IAM takes becomes several, and nothing of it is lost."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.aws.quotas import MANAGED_POLICY, MANAGED_POLICY_NAME, POLICIES_AN_IDENTITY
from emitter.catalogue.model import Kind
from emitter.catalogue.targets import load_target, names
from emitter.compiler.bind import bind
from emitter.compiler.deployment import BoundCondition, BoundIdentity, BoundStatement, Deployment, Policy
from emitter.compiler.plan import plan
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.errors import FORMAT, FormatError, RequestError
from emitter.template.assemble import assemble
from emitter.template.formats import load_format
from emitter.template.parts import cut
from emitter.template.split import fit, split
from tests.support.strategies import ACTIONS


def _statement(number, length, values=()):
    resources = (("arn:aws:s3:::" + "a" * length,),)
    conditions = (BoundCondition("StringLike", ("aws:PrincipalArn",), values),) if values else ()
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
def test_no_policy_is_too_large_and_no_statement_is_lost(sizes):
    statements = tuple(
        _statement(number, length, tuple((f"{n}{'x y' * value}",) for n, value in enumerate(values)))
        for number, (length, values) in enumerate(sizes)
    )
    documents = _documents(Policy("Policy", ("toys",), "why", "cite", statements))
    assert all(_counted(document) <= MANAGED_POLICY for document in documents.values())
    sids = [[statement["Sid"] for statement in document["Statement"]] for document in documents.values()]
    order = [statement.sid for statement in statements]
    assert sorted(sid for part in sids for sid in part) == sorted(order)
    assert all(part == sorted(part, key=order.index) for part in sids)


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
    assert {re.sub(r"Part\d+$", "", sid) for sid in sids} == {statement.sid for statement in statements}
    (whole,) = _documents(Policy("P", ("p",), "", "", (_statement(1, 1, (("v" * value,),)),)))["p"][
        "Statement"
    ]
    whole["Resource"] = [text for (text,) in resources]
    pieces = [one for one in made if "arn:aws:s3:::a" not in one["Resource"]]
    assert set().union(*map(_pairs, pieces)) == _pairs(whole)
    assert sum(len(_pairs(one)) for one in pieces) == len(_pairs(whole))


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


def _places(policy):
    """The title of the policy that each resource of each statement is in."""
    return {
        (re.sub(r"Part\d+$", "", statement.sid), resource): part.title
        for part in split(policy)
        for statement in part.statements
        for resource in statement.resources
    }


@st.composite
def _sized(draw):
    """Statements by number: how long the resources of each are, in all more than one policy takes."""
    lengths = st.lists(st.integers(20, 900), min_size=1, max_size=12)
    return draw(st.dictionaries(st.integers(0, 30), lengths, min_size=1, max_size=12))


@settings(deadline=None, max_examples=200)
@given(_sized(), _sized(), st.sets(st.integers(0, 30)))
def test_a_change_moves_nothing_between_policies_that_stay(old, new, kept):
    """Whatever joins, leaves, grows or shrinks at once."""

    def policy(sized):
        statements = tuple(
            _statement(number, 1)._replace(
                resources=tuple((f"arn:aws:s3:::{n}{'a' * length}",) for n, length in enumerate(lengths))
            )
            for number, lengths in sorted(sized.items())
        )
        return Policy("P", ("p",), "", "", statements)

    new = {number: old.get(number, lengths) if number in kept else lengths for number, lengths in new.items()}
    try:
        before, after = _places(policy(old)), _places(policy(new))
    except FormatError:
        return
    for what in before.keys() & after.keys():
        was, now = before[what], after[what]
        assert was == now or was not in after.values() or now not in before.values()


def test_twenty_services_more_and_back():
    """The policy of piped splits and is one again; what stays, stays where it was."""

    def policy(count):
        services = tuple(f"service-{number}" for number in range(count))
        values = {"service": services, "family": services, "cluster": ("prod",), "task_role": services}
        choice = Choice("piped-ecs", values=values)
        place = Environment("prod", "111122223333", "eu-west-1")
        return bind(DeploymentRequest((choice,), place, open=False), load_target).policies[0]

    titles = [[part.title for part in split(policy(count))] for count in (1, 20, 40)]
    assert titles[0] == ["PipedEcsPolicy"]
    assert set(titles[0]) < set(titles[1]) < set(titles[2])


def test_parts_are_numbered_after_the_bits_of_a_hash():
    def numbers(most):
        return {
            item: number
            for number, part in cut("abcdefgh", str, lambda p: len(p) <= most).items()
            for item in part
        }

    assert set(numbers(8).values()) == {0}
    for most in range(1, 8):
        fine, coarse = numbers(most), numbers(most + 1)
        # Each part of fewer is the low bits of one of more.
        for item, number in coarse.items():
            assert fine[item] & (1 << number.bit_length()) - 1 == number


def test_later_parts_are_there_before_an_earlier_one_changes():
    statements = tuple(_statement(number, 3000) for number in range(6))
    identity = BoundIdentity(Kind("made-up", "made up", "role"), ("toy",))
    policies = (Policy("P", ("p",), "", "", statements), Policy("Q", ("q",), "", "", statements[:1]))
    template = assemble(Deployment("toy", "made up", "emit", identity, policies)).template
    waits = {title: resource.resource.get("DependsOn", []) for title, resource in template.resources.items()}
    titles = [title for title in waits if title.startswith("P")]
    assert len(titles) > 2
    assert all(waits[title] == titles[number + 1 :] for number, title in enumerate(titles))
    assert waits["Q"] == waits["Role"] == []


def test_the_name_of_a_part_is_no_longer_than_iam_takes():
    statements = tuple(_statement(number, 3000) for number in range(6))
    longest = max(len(one.part) for one in split(Policy("P", ("p",), "", "", statements))) + 1
    fine = Policy("P", ("p" * (MANAGED_POLICY_NAME - longest),), "", "", statements)
    assert max(len(one.name[0]) for one in split(fine)) == MANAGED_POLICY_NAME
    with pytest.raises(RequestError) as caught:
        split(fine._replace(name=(f"{fine.name[0]}p",), target="toy"))
    error = caught.value
    assert (error.where, error.target) == ("policy_name", "toy")
    assert re.search(r"129 characters in 'p+-\d+', the name of a part; IAM allows 128", error.what)
    assert error.remedy == f"give a name of up to {MANAGED_POLICY_NAME - longest}"


@pytest.mark.parametrize(("services", "longest"), [(1, 128), (20, 125)])
def test_an_open_name_leaves_room_for_the_ending_of_a_part(services, longest):
    values = {"service": tuple(f"service-{number}" for number in range(services))}
    request = DeploymentRequest((Choice("piped-ecs", values=values),))
    assembly = assemble(bind(request, load_target))
    parts = [title for title in assembly.template.resources if title.startswith("PipedEcsPolicy")]
    assert max(map(len, parts)) == len("PipedEcsPolicy") + (longest < 128) * len("15")
    (parameter,) = (one for one in assembly.parameters if one.title == "PipedEcsPolicyName")
    written = assembly.template.parameters["PipedEcsPolicyName"]
    assert parameter.pattern.endswith(f"{{1,{longest}}}")
    assert written.AllowedPattern == f"^({parameter.pattern})$"
    assert written.ConstraintDescription == parameter.syntax.rule
