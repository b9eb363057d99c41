"""The rules of ``emit lint`` for reading, in Markdown: one, or the page of all."""

from collections.abc import Iterable, Sequence

from .rule import SEVERITIES, Rule

_HEAD = """\
# Rules of `emit lint`

Made by `make pages`; do not edit. The first letter of an id is its severity: E is an error (IAM refuses it,
or it never does anything), W a warning (a risk, or most likely a mistake), N a note (it could be simpler;
notes never fail a run). `emit lint --explain ID` prints one of them. [lint.md](lint.md) says how to accept a
finding.
"""


def page(rules: Sequence[Rule]) -> str:
    """Return every one of ``rules``, after a list of them."""
    rows = [f"| [{rule.id}](#{rule.id.lower()}) | {rule.severity} | {rule.title} |" for rule in rules]
    table = "\n".join(("| rule | severity | what it finds |", "|---|---|---|", *rows))
    return "\n".join((_HEAD, table, "", *("\n".join(section(rule)) for rule in rules)))


def section(rule: Rule) -> Iterable[str]:
    """Yield the lines of one rule, with an empty one at the end of each part."""
    yield from (f"## {rule.id}", "", f"{SEVERITIES[rule.id[0]].capitalize()}: {rule.title}.", "")
    yield from (f"What it costs: {rule.costs}.", "", f"Instead: {rule.instead}.", "")
    yield from _example("Bad:", rule.bad)
    yield from _example("Good:", rule.good)


def _example(title: str, text: str) -> Iterable[str]:
    if text:
        yield from (title, "", f"```{_language(text)}", _flush(text), "```", "")


def _language(text: str) -> str:
    start = text.lstrip()[:2]
    return "json" if start[:1] == "{" else "toml" if start == "[[" else "yaml"


def _flush(text: str) -> str:
    """Return ``text`` without what its lines are indented by, of which the first may be free."""
    lines = text.strip("\n").rstrip().split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    indents = [len(line) - len(line.lstrip()) for line in rest]
    if not lines[0].startswith(" ") and rest and rest[-1].strip() in ("}", "]"):
        return "\n".join((lines[0], *(line[indents[-1] :] for line in lines[1:])))
    by = min([*indents, len(lines[0]) - len(lines[0].lstrip())])
    return "\n".join(line[by:] for line in lines)
