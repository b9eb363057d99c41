"""What emit says of policies that a person has read: nothing that is not so, and no less than it did."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from emitter.lint.linter import every_rule, lint
from emitter.reading.files import read_text
from tests import corpus

ROOT = Path(__file__).parents[2]
WELL_MADE, FAULTY = corpus.policies(*corpus.WELL_MADE), corpus.policies(*corpus.FAULTY)
NEAR = [policy for policy in FAULTY if not policy.faults]


def by_name(policies):
    return pytest.mark.parametrize("policy", policies, ids=lambda policy: policy.name)


def findings(policy):
    return _findings(policy.text, policy.name)


@cache
def _findings(text, name):
    return tuple(lint([read_text(text, f"{name}.json")]))


@cache
def meanings():
    """Rule → the faults that it speaks of."""
    found = defaultdict(set)
    for fault in corpus.faults().values():
        for rule in fault.emit:
            found[rule].add(fault.name)
    return found


def means(rule):
    return meanings()[rule]


def test_every_file_is_listed_once_with_its_source():
    for group in (*corpus.WELL_MADE, *corpus.FAULTY):
        listed = [policy.name for policy in corpus.policies(group)]
        assert listed == sorted(set(listed), key=str)
        assert {path.stem for path in (corpus.HERE / group).iterdir()} == set(listed)
    assert all(
        re.match(r"arn:aws:iam::aws:policy/\S+, v\d+ of \d{4}-\d\d-\d\d|https://docs\.\S+", policy.source)
        for policy in WELL_MADE
    )
    assert all(policy.source.startswith("made") for policy in FAULTY)


def test_faults_are_those_that_have_a_name_and_say_why():
    known = corpus.faults()
    for policy in (*WELL_MADE, *FAULTY):
        assert policy.faults.keys() <= known.keys()
        assert set(policy.missed) <= policy.faults.keys()
        assert all(len(why) > 3 for why in policy.faults.values())
    used = {name for policy in FAULTY for name in policy.faults}
    assert used == known.keys()


def test_every_rule_speaks_of_a_fault():
    rules = {rule.id for rule in every_rule()}
    # Those about acceptances are about no policy.
    assert {rule for fault in corpus.faults().values() for rule in fault.emit} == rules - {"W901", "W902"}


@by_name(WELL_MADE)
def test_a_well_made_policy_has_the_findings_that_were_reviewed(policy):
    assert [(one.rule, one.line) for one in findings(policy)] == [(f.rule, f.line) for f in policy.findings]


@by_name(WELL_MADE)
def test_what_is_no_false_alarm_is_a_fault_that_a_person_found(policy):
    for finding in policy.findings:
        assert bool(means(finding.rule) & policy.faults.keys()) != bool(finding.false), finding


@by_name([policy for policy in FAULTY if policy.faults])
def test_a_fault_is_found(policy):
    said = set().union(*(means(finding.rule) for finding in findings(policy)))
    assert policy.faults.keys() - said == set(policy.missed)


@by_name(FAULTY)
def test_nothing_is_said_of_a_faulty_policy_that_is_not_so(policy):
    for finding in findings(policy):
        assert means(finding.rule) & policy.faults.keys(), finding


def test_right_policies_that_look_wrong_are_among_them():
    assert len(NEAR) >= 20
    assert [finding for policy in NEAR for finding in findings(policy)] == []


def test_the_documentation_says_how_many_false_alarms_there_are():
    policies = (*WELL_MADE, *FAULTY)
    said = [(policy, finding) for policy in WELL_MADE for finding in policy.findings]
    false = [(policy.name, finding.rule) for policy, finding in said if finding.false]
    faults = sum(len(policy.faults) for policy in policies)
    missed = sum(len(policy.missed) for policy in policies)
    text = " ".join((ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8").split())
    block = text.partition("<!-- corpus -->")[2].partition("<!-- /corpus -->")[0]
    assert f"{len(WELL_MADE)} well-made policies" in block
    assert f"{len(said)} findings" in block
    count = "none of them is a false alarm" if not false else f"{len(false)} of them false alarms"
    assert count in block
    assert all(f"{rule} on `{name}`" in block for name, rule in false)
    assert f"{faults - missed} of {faults} faults" in block
    assert f"{len(FAULTY) - len(NEAR)} made with a fault" in block
    assert f"{len(NEAR)} that only look" in block
