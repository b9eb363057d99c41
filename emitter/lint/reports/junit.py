"""JUnit's XML, for systems that show the results of tests: a test case a finding, and one a clean file.

A note is a test case that passes, with what it says as its output.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from . import Run, brief

if TYPE_CHECKING:
    from ..linter import Finding

# What XML 1.0 has no way to say (https://www.w3.org/TR/xml/#charsets).
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run) -> str:
    """Return one test suite; only errors and warnings are failures."""
    by_file: dict[str, list[Finding]] = {file: [] for file in run.files}
    for finding in run.findings:
        by_file.setdefault(finding.file, []).append(finding)
    cases = [case for file, there in by_file.items() for case in _cases(file, there)]
    failures = sum(finding.severity != "note" for finding in run.findings)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="emit lint" {counts}>\n'
    suite = f'  <testsuite name="emit lint" {counts} skipped="0">\n'
    return f"{head}{suite}{''.join(cases)}  </testsuite>\n</testsuites>\n"


def _cases(file: str, there: "Sequence[Finding]") -> Iterator[str]:
    if not there:
        yield f"    <testcase classname={_attribute(file)} name={_attribute(file)}/>\n"
    for finding in there:
        yield _case(file, finding)


def _case(file: str, finding: "Finding") -> str:
    place = f"{file}:{finding.line}:{finding.column}" if finding.line else file
    sid = f" [{brief(finding.sid)}]" if finding.sid else ""
    message = brief(finding.message)
    said = _text(f"{place}: {finding.rule} {message}{sid}")
    name = _attribute(f"{finding.rule} {message}{sid}")
    if finding.severity == "note":
        inside = f"<system-out>{said}</system-out>"
    else:
        inside = f'<failure type="{finding.rule}" message={_attribute(message)}>{said}</failure>'
    return f"    <testcase classname={_attribute(file)} name={name}>\n      {inside}\n    </testcase>\n"


def _text(text: str) -> str:
    return escape(_UNSPEAKABLE.sub(_escaped, text))


def _attribute(text: str) -> str:
    return quoteattr(_UNSPEAKABLE.sub(_escaped, text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _escaped(match: "re.Match[str]") -> str:
    return match[0].encode("unicode_escape").decode()
