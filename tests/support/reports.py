"""Findings that want to be more than text, for the reports."""

from hypothesis import strategies as st

from emitter.lint.linter import Finding
from emitter.lint.reports import Run
from emitter.lint.rule import Rule

RULES = (
    Rule("E101", "something is wrong", "it does nothing", "fix it", '{"bad": 1}', '{"good": 1}'),
    Rule("N301", "something is odd", "it is long", "make it short", "- bad", "- good"),
    Rule("W201", "something is risky", "it does harm", "do less", '{"bad": 1}', '{"good": 1}'),
)


FINDINGS = (
    Finding("W201", "warning", "allows all of s3", "out/a b.yaml", 3, 7, "All", "Policy", '\t  - "s3:*"'),
    Finding("E101", "error", "is no ARN", "out/a b.yaml", 9, 1, "", "", "Resource: x"),
    Finding("N301", "note", "could be shorter", "c.json", 1, 20, "S", "", '{"Statement": [{}]}'),
    Finding("E101", "error", "cannot be placed", "c.json", 0, 0, "", "Policy"),
)


def _findings():
    nasty = st.text(st.one_of(st.sampled_from("%:,\n\r\t\"'<>&\x1b\x00\ud800]]>漢"), st.characters()))
    return st.builds(
        lambda rule, message, file, line, column, sid, document, text: Finding(
            rule.id, rule.severity, message, file, line, column if line else 0, sid, document, text
        ),
        st.sampled_from(RULES),
        nasty,
        nasty.filter(bool).map(lambda text: text.replace("\0", "")).filter(lambda text: text.strip("./")),
        st.integers(0, 3),
        st.integers(1, 200),
        nasty,
        nasty,
        nasty,
    )


def runs():
    """Runs with findings of any text at all, as a file can bring it."""
    return st.lists(_findings(), max_size=4).map(
        lambda findings: Run(tuple(findings), tuple(dict.fromkeys(f.file for f in findings)), RULES)
    )
