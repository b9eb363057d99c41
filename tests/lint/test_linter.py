"""Findings: their order, what is accepted, in a file and in emit.toml, and what is said of acceptances."""

from datetime import date

import pytest

from emitter.lint import linter
from emitter.lint.acceptance import Acceptance
from emitter.lint.linter import lint, select
from emitter.lint.rule import Rule, Violation
from emitter.lint.rules.actions_and_arns import e202_unknown_action as e202
from emitter.reading.files import read_text


def _on(action):
    def check(document):
        for statement in document.statements:
            for value in statement.actions:
                if value.text == action:
                    yield Violation(f"allows {action}", value.place, statement.sid)

    return check


def _all(held):
    actions = [value for d in held.documents for s in d.statements for value in s.actions]
    if len(actions) > 3:
        last = held.documents[-1].statements[-1]
        yield Violation(f"allows {len(actions)} actions in all", last.place, last.sid)


def _rule(id_, **how):
    return Rule(id_, "a made-up rule", "nothing", "nothing", "", "", **how)


RULES = (
    _rule("E101", check=_on("s3:Bad")),
    _rule("N301", check=_on("s3:Odd")),
    _rule("W201", check=_on("s3:Risky")),
    _rule("W202", together=_all),
)
TODAY = date(2026, 1, 31)


@pytest.fixture(autouse=True)
def _rules(monkeypatch):
    monkeypatch.setattr(linter, "rules", lambda: RULES)


POLICY = """\
Version: "2012-10-17"
Statement:
  - Sid: First
    Effect: Allow
    Action: [s3:Risky, s3:Bad]
    Resource: "*"
  - Sid: Second
    Effect: Allow
    Action: s3:Odd
    Resource: "*"
"""
TEMPLATE = """\
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Metadata:
      Because:
        First: ["s3:Risky: it is needed", "accepted {rule}: it is meant"]
    Properties:
      Roles: [it]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {{Sid: First, Effect: Allow, Action: "s3:Risky", Resource: "*"}}
          - {{Sid: Second, Effect: Allow, Action: "s3:Risky", Resource: "*"}}
"""
TERRAFORM = """{
  "data": {"aws_iam_policy_document": {"it": {"statement": [
    {"//": ["accepted W201: it is meant"], "sid": "First", "actions": ["s3:Risky"], "resources": ["*"]},
    {"sid": "Second", "actions": ["s3:Risky"], "resources": ["*"]}
  ]}}}
}"""


def found(text, *accepted, file="some.yaml", **options):
    findings = lint([read_text(text, file)], accepted, today=TODAY, **options)
    return [(finding.rule, finding.line, finding.sid) for finding in findings]


def test_findings_come_in_the_order_of_their_places_with_their_lines():
    findings = list(lint([read_text(POLICY.replace("Bad", "Bad, s3:Odd"), "some.yaml")]))
    assert [(f.rule, f.severity, f.line, f.column, f.sid, f.text) for f in findings] == [
        ("W201", "warning", 5, 14, "First", "    Action: [s3:Risky, s3:Bad, s3:Odd]"),
        ("E101", "error", 5, 24, "First", "    Action: [s3:Risky, s3:Bad, s3:Odd]"),
        ("N301", "note", 5, 32, "First", "    Action: [s3:Risky, s3:Bad, s3:Odd]"),
        ("W202", "warning", 7, 5, "Second", "  - Sid: Second"),
        ("N301", "note", 9, 13, "Second", "    Action: s3:Odd"),
    ]
    assert {(f.file, f.document) for f in findings} == {("some.yaml", "")}


def test_what_a_file_accepts_is_left_out_where_it_says_so():
    assert found(TEMPLATE.format(rule="W201")) == [("W201", 13, "Second")]
    assert found(TERRAFORM) == [("W201", 4, "Second")]


def test_a_finding_on_all_policies_of_a_holder_is_accepted_where_it_stands():
    text = TEMPLATE.format(rule="W202").replace("s3:Risky", "s3:Fine")
    two = text.replace("- {Sid: First, ", "- {Sid: Zero, ").replace("Sid: Second", "Sid: First")
    two = two.replace("Action: s3:Fine", "Action: [s3:Fine, s3:More]").replace(
        '"s3:Fine", Resource', "[s3:Fine, s3:More], Resource"
    )
    assert found(two) == []


@pytest.mark.parametrize(("rule", "line"), [("E101", 12), ("W777", 12)])
def test_what_a_file_accepts_in_vain_is_a_finding(rule, line):
    assert ("W901", line, "First") in found(TEMPLATE.format(rule=rule))


@pytest.mark.parametrize(
    "where",
    ["some.yaml", "some.*", "First", "Fir*", "some.yaml:First", "*", "./some.yaml"],
)
def test_emit_toml_accepts_by_file_document_and_sid(where):
    accepted = Acceptance("W201", where, "it is meant", None, "emit.toml", 3)
    expected = [("E101", 5, "First"), ("N301", 9, "Second")]
    if where == "./some.yaml":
        assert found(POLICY, accepted, file="./some.yaml") == expected
    else:
        assert found(POLICY, accepted) == expected


@pytest.mark.parametrize("where", ["Policy", "some.yaml:Policy", "*:Pol?cy"])
def test_a_document_goes_by_its_name(where):
    accepted = Acceptance("W201", where, "it is meant", None, "emit.toml", 3)
    assert found(TEMPLATE.format(rule="W777"), accepted) == [("W901", 12, "First")]


def test_a_file_goes_by_its_path_from_the_folder_of_emit_toml():
    accepted = Acceptance("W201", "out/it.yaml", "it is meant", None, "deep/emit.toml", 3)
    assert found(POLICY, accepted, file="deep/out/it.yaml")[0][0] == "E101"


@pytest.mark.parametrize(
    ("until", "rules"),
    [(TODAY, ["E101", "N301"]), (date(2026, 1, 30), ["W201", "E101", "N301", "W902"])],
)
def test_an_acceptance_holds_on_its_last_day_and_not_after(until, rules):
    accepted = Acceptance("W201", "*", "for now", until, "emit.toml", 3)
    assert [rule for rule, *_ in found(POLICY, accepted)] == rules


def test_a_second_acceptance_of_the_same_finding_is_of_use():
    first = Acceptance("W201", "some.yaml", "it is meant", None, "emit.toml", 3)
    second = Acceptance("W201", "First", "it is meant there too", None, "emit.toml", 9)
    assert [rule for rule, *_ in found(POLICY, first, second)] == ["E101", "N301"]


def test_an_acceptance_past_its_day_is_a_finding_beside_one_that_holds():
    past = Acceptance("W201", "some.yaml", "for now", date(2026, 1, 30), "emit.toml", 3)
    holds = Acceptance("W201", "First", "it is meant", None, "emit.toml", 9)
    for accepted in ((past, holds), (holds, past)):
        assert [rule for rule, *_ in found(POLICY, *accepted)] == ["E101", "N301", "W902"]


def test_an_acceptance_that_nothing_needs_is_a_finding_in_emit_toml():
    accepted = Acceptance("W202", "some.yaml", "it was needed once", None, "emit.toml", 7)
    *_, last = lint([read_text(POLICY, "some.yaml")], [accepted], today=TODAY)
    assert (last.rule, last.severity, last.file, last.line) == ("W901", "warning", "emit.toml", 7)


@pytest.mark.parametrize(
    ("where", "is_judged"),
    [
        ("out/a.yaml", True),
        ("out/a.yaml:First", True),
        ("out/b.yaml", False),
        ("out/*", False),
        ("First", False),
    ],
)
def test_a_part_of_the_files_says_nothing_of_acceptances_for_the_others(where, is_judged):
    accepted = Acceptance("E101", where, "it is meant", None, "emit.toml", 7)
    text = POLICY.replace("s3:Bad", "s3:Fine")
    rules = [rule for rule, *_ in found(text, accepted, file="out/a.yaml", whole=False)]
    assert ("W901" in rules) is is_judged
    assert "W901" in [rule for rule, *_ in found(text, accepted, file="out/a.yaml")]


def test_one_rule_alone_says_nothing_of_the_acceptances_of_others():
    accepted = Acceptance("W202", "Nowhere", "it is meant")
    assert found(POLICY, accepted, only=select(["N301"])) == [("N301", 9, "Second")]
    assert found(POLICY, accepted, only=select(["W901"])) == [("W901", 0, "")]


@pytest.mark.parametrize(
    ("least", "rules"),
    [
        ("error", ["E101"]),
        ("warning", ["W201", "E101", "W202"]),
        ("note", ["W201", "E101", "W202", "N301"]),
    ],
)
def test_least_severity(least, rules):
    text = POLICY.replace("Action: s3:Odd", "Action: [s3:Fine, s3:Odd]")
    assert [rule for rule, *_ in found(text, only=select((), least))] == rules


def test_a_document_that_nothing_takes_is_held_to_its_structure_and_size_only():
    def policy(resource):
        return POLICY.replace('"*"', f'"{resource}"')

    assert {rule for rule, *_ in found(policy("a" * 1_000))} == {"W201", "E101", "N301"}
    assert {rule for rule, *_ in found(policy("a" * 250_000))} == {"E101"}


def test_suggestions_come_to_an_end_in_a_file_and_begin_again_in_the_next(monkeypatch):
    monkeypatch.setattr(linter, "rules", lambda: (e202.RULE,))
    actions = ", ".join(f"s3:GetObjekt{number}" for number in range(510))
    text = POLICY.replace("s3:Risky, s3:Bad", actions)
    findings = list(lint([read_text(text, "a.yaml"), read_text(text, "b.yaml")]))
    for file in ("a.yaml", "b.yaml"):
        said = [
            finding.message for finding in findings if finding.file == file and "Objekt" in finding.message
        ]
        assert sum("did you mean 'GetObject'?" in message for message in said) == 500
        assert len(said) == 510
