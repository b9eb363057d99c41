"""What holds for every report."""

import pytest
from hypothesis import given

from emitter.errors import UsageError
from emitter.lint.reports import NAMES, Run, load_report
from tests.support.reports import runs


@pytest.mark.parametrize("name", NAMES)
def test_a_report_ends_its_last_line(name, run):
    assert load_report(name).render(run).endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_found_is_reported_too(name):
    text = load_report(name).render(Run((), ("a.yaml",)))
    assert text.endswith("\n") if name != "github" else text == ""


@pytest.mark.parametrize("name", NAMES)
@given(run=runs())
def test_any_text_can_be_written_out(name, run):
    text = load_report(name).render(run)
    assert text.encode().decode() == text


@pytest.mark.parametrize("name", ["text", "github", "junit"])
def test_a_report_for_people_is_no_longer_than_they_read(name, run):
    finding = run.findings[0]._replace(message="begins" + "x" * 20_000 + "ends", sid="s" * 20_000)
    text = load_report(name).render(run._replace(findings=[finding]))
    assert len(text) < 5_000
    assert "begins" in text
    assert "ends" in text


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_a_report_for_programs_holds_all(name, run):
    finding = run.findings[0]._replace(message="x" * 20_000)
    assert "x" * 20_000 in load_report(name).render(run._replace(findings=[finding]))


def test_an_unknown_report_is_named():
    with pytest.raises(UsageError, match="did you mean 'sarif'"):
        load_report("sarf")
