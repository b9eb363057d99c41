"""The laws of every rule: what it says of itself is true, and the page of all rules says the same."""

import re

import pytest

from emitter.lint.linter import OWN, every_rule, lint
from emitter.lint.rule import SEVERITIES
from emitter.lint.rule_docs import page
from emitter.lint.rules import rules
from emitter.reading.files import read_text
from tests.support import ROOT

RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
PAGE = ROOT / "docs" / "rules.md"
RULES_FOLDER = ROOT / "emitter" / "lint" / "rules"


def findings(text):
    """What all rules find in ``text``, whatever format it is in."""
    return list(lint([read_text(text, "example")]))


@RULES
def test_its_bad_example_triggers_it(rule):
    hits = [finding for finding in findings(rule.bad) if finding.rule == rule.id]
    assert hits
    assert all(hit.severity == SEVERITIES[rule.id[0]] for hit in hits)
    assert all(0 < hit.line <= rule.bad.count("\n") + 1 and hit.column > 0 for hit in hits)


@RULES
def test_its_good_example_triggers_none(rule):
    assert [f"{f.rule} {f.message}" for f in findings(rule.good)] == []


@RULES
def test_it_reads_as_the_others_do(rule):
    assert re.fullmatch("[EWN][0-9]{3}", rule.id)
    assert (rule.check is None) != (rule.together is None)
    for phrase in (rule.title, rule.costs, rule.instead):
        assert phrase == phrase.strip()
        assert not phrase.endswith(".")
    for finding in findings(rule.bad):
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message


def test_ids_are_unique_and_files_are_called_after_them():
    files = sorted(path.stem for path in RULES_FOLDER.glob("*/[a-z]*.py"))
    assert [name.partition("_")[0].upper() for name in files] == sorted(rule.id for rule in rules())
    ids = [rule.id for rule in every_rule()]
    assert len(set(ids)) == len(ids) == len(files) + len(OWN)


def test_the_page_is_as_the_rules_are():
    assert PAGE.read_text(encoding="utf-8") == page(every_rule()), "run make pages"


def test_the_page_links_to_every_rule():
    text = PAGE.read_text(encoding="utf-8")
    for anchor in re.findall(r"\]\(#([a-z0-9]+)\)", text):
        assert f"\n## {anchor.upper()}\n" in text


@pytest.mark.parametrize("family", ["actions_and_arns", "conditions", "structure"])
def test_every_rule_has_a_test_file_of_its_own(family):
    modules = {path.stem for path in (RULES_FOLDER / family).glob("[a-z]*.py")}
    tests = {
        path.stem.removeprefix("test_") for path in (ROOT / "tests/lint/rules" / family).glob("test_*.py")
    }
    assert tests == modules
