"""A policy that is larger than IAM takes becomes several, and nothing of it is lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.assemble import assemble
from emitter.bind import bind
from emitter.deployment import BoundCondition, Deployment, Identity, Policy, Statement
from emitter.errors import FORMAT, FormatError
from emitter.formats import load_format
from emitter.limits import MANAGED_POLICY, POLICIES_AN_IDENTITY, split
from emitter.model import Choice, Kind, Request
from emitter.targets import load_target, names
from tests.strategies import ACTIONS


def _statement(number, length, values=()):
    resources = (("arn:aws:s3:::" + "a" * length,),)
    conditions = (BoundCondition("StringLike", "aws:PrincipalArn", values),) if values else ()
    return Statement(f"S{number}", ACTIONS[:2], resources, conditions)


def _documents(*policies):
    identity = Identity(Kind("made-up", "made up", "role"), ("toy",))
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
        with pytest.raises(FormatError, match="in one statement, IAM takes 6144") as caught:
            split(Policy("P", ("p",), "", "", (statement,)))
        assert caught.value.status == FORMAT
    else:
        assert _counted(_documents(Policy("P", ("p",), "", "", (statement,)))["p"]) == MANAGED_POLICY


def test_more_policies_than_an_identity_can_have_are_refused():
    statements = [_statement(number, 5000) for number in range(POLICIES_AN_IDENTITY + 1)]
    assert len(split(Policy("P", ("p",), "", "", tuple(statements[1:])))) == POLICIES_AN_IDENTITY
    with pytest.raises(FormatError, match="takes 11 managed policies, IAM attaches 10"):
        split(Policy("P", ("p",), "", "", tuple(statements)))


@pytest.mark.parametrize("name", names())
def test_every_target_fits_with_all_its_features(name):
    target = load_target(name)
    for version in target.versions:
        there = tuple(f.name for f in target.features if target.lives(version, f.since, f.until))
        template = assemble(bind(Request((Choice(name, version, features=there),)), load_target)).template
        made = [r for r in template.resources.values() if r.resource_type == "AWS::IAM::ManagedPolicy"]
        assert len(made) <= POLICIES_AN_IDENTITY
