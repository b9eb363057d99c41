"""The tables hold together: no fault that there is none of, and every rule of emit has one."""

import pytest

from emitter.lint.linter import OWN, every_rule
from tests.bench.rivals.comparing import TABLES
from tests.bench.rivals.meaning import LEFT_OUT, of_emit, read
from tests.bench.rivals.said import Said
from tests.bench.rivals.tools import load
from tests.corpus import faults


def meaning(tool, rule, message=""):
    return read(TABLES / f"{tool}.toml").of(Said("a/one", rule, message)).faults


def test_every_tool_has_a_table():
    assert {tool.name for tool in load()} == {file.stem for file in TABLES.glob("*.toml")}


@pytest.mark.parametrize("file", sorted(TABLES.glob("*.toml")), ids=lambda file: file.stem)
def test_a_table_speaks_of_faults_that_there_are(file):
    for id_, rule in read(file).rules.items():
        assert bool(rule.faults or rule.when) != bool(rule.beside), id_


def test_every_rule_of_emit_speaks_of_a_fault():
    ids = {rule.id for rule in every_rule()} - {rule.id for rule in OWN}
    assert set(of_emit().rules) == {*ids, LEFT_OUT}


def test_an_id_that_is_in_no_table_is_an_error():
    with pytest.raises(LookupError, match="no such rule"):
        meaning("parliament", "BRAND_NEW")


def test_words_that_are_in_no_table_are_an_error():
    with pytest.raises(LookupError, match="no such words"):
        meaning("cfn-lint", "E3510", "something new")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('[X]\nfaults = ["no-such-fault"]', "no such fault: no-such-fault"),
        ('[X]\nfault = ["malformed"]', "unknown: fault"),
        ("[X]", "speaks of faults"),
        ('[X]\nfaults = ["malformed"]\nbeside = "the wrapper"', "speaks of faults"),
    ],
)
def test_a_table_that_is_wrong_is_refused(tmp_path, table, complaint):
    file = tmp_path / "tool.toml"
    file.write_text(table)
    with pytest.raises(ValueError, match=complaint):
        read(file)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("'s4' is not one of ['a2c', 'iam', 'identity-sync', 's3', 's3express']", "unknown-service"),
        ("'getobjct' is not one of ['abortmultipartupload', 'getobject']", "unknown-action"),
        ("'foo*' is not one of ['abortmultipartupload', 'getobject']", "wildcard-without-action"),
        ("'GetObject' is not a valid action. Must be of the form service:action or '*'", "malformed"),
    ],
)
def test_one_rule_of_cfn_lint_speaks_of_four_faults(words, fault):
    assert meaning("cfn-lint", "W3037", words) == {fault}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("'2012-10-18' is not one of ['2008-10-17', '2012-10-17']", "invalid-version"),
        ("'a b' does not match '^[A-Za-z0-9]+$'", "sid-characters"),
        ("array items are not unique for keys ['Sid']", "duplicate-sid"),
        (
            r"'b/*' does not match '^(arn:(aws[A-Za-z\\-]*?|\\*):[^:]+:[^:]*(:.+|)|\\*)$'",
            "malformed-arn",
        ),
        (
            "'StringEqual' does not match any of the regexes: '^(ForAnyValue:)?Bool(IfExists)?$'",
            "unknown-operator",
        ),
        ("Only one of ['Action', 'NotAction'] is a required property", "malformed"),
        ("Additional properties are not allowed ('action' was unexpected)", "duplicate-key"),
    ],
)
def test_the_schema_of_cfn_lint_is_distinguished_by_what_did_not_hold(words, fault):
    assert fault in meaning("cfn-lint", "E3510", words)


def test_a_principal_that_the_schema_of_cfn_lint_refuses():
    for words in (
        "'arn:aws:iam::12:role/x' is not valid under any of the given schemas",
        "'*' was expected",
        r"'arn:aws:iam::12:role/x' does not match '^\\d{12}$'",
        r"'arn:aws:iam::12:role/x' does not match '^arn:(aws|aws-cn|aws-us-gov):iam::cloudfront:user/.+$'",
    ):
        assert "malformed-principal" in meaning("cfn-lint", "E3530", words)


def test_actions_that_parliament_lists_are_spoken_of():
    assert meaning("parliament", "RESOURCE_STAR", "['ecs:UpdateService', 'iam:PassRole']") == {
        "star-resource",
        "passrole-any-role",
    }
    assert meaning("parliament", "RESOURCE_STAR", "['ecs:UpdateService']") == {"star-resource"}


def test_every_fault_that_a_rival_can_find_is_one_of_the_corpus():
    tables = [read(file) for file in TABLES.glob("*.toml")]
    named = {fault for table in tables for rule in table.rules.values() for fault in rule.faults}
    assert named <= set(faults())
