"""JUnit's XML: whole, and counted."""

from xml.etree import ElementTree as ET

from hypothesis import given

from emitter.lint.reports import Run
from emitter.lint.reports.junit import render
from tests.support.reports import FINDINGS, runs


def test_a_case_a_finding_and_one_a_clean_file(run):
    suite = ET.fromstring(render(run)).find("testsuite")
    assert suite.attrib == {
        "name": "emit lint",
        "tests": "5",
        "failures": "3",
        "errors": "0",
        "skipped": "0",
    }
    cases = suite.findall("testcase")
    assert [(c.get("classname"), c.get("name"), [inner.tag for inner in c]) for c in cases] == [
        ("out/a b.yaml", "W201 allows all of s3 [All]", ["failure"]),
        ("out/a b.yaml", "E101 is no ARN", ["failure"]),
        ("c.json", "N301 could be shorter [S]", ["system-out"]),
        ("c.json", "E101 cannot be placed", ["failure"]),
        ("clean.yaml", "clean.yaml", []),
    ]
    assert cases[0][0].text == "out/a b.yaml:3:7: W201 allows all of s3 [All]"


def test_what_means_something_to_xml_is_escaped():
    message = "a < b & \"c\" 'd' \x00 \x1b ]]>"
    case = ET.fromstring(render(Run([FINDINGS[0]._replace(message=message)])))[0][0]
    assert case[0].get("message") == message.replace("\x00", "\\x00").replace("\x1b", "\\x1b")


@given(runs())
def test_any_finding_is_well_formed(run):
    root = ET.fromstring(render(run))
    assert int(root.get("tests")) == len(root.findall(".//testcase"))
    assert int(root.get("failures")) == len(root.findall(".//failure"))
