"""One identity of a page as Markdown, for a terminal or a pull request."""

from collections.abc import Iterator, Sequence

from ..diff.markdown import code, escaped
from .model import IdentityView, StatementView, TrustView


def markdown(views: Sequence[IdentityView]) -> str:
    """Return ``views`` as Markdown: facts, trust, and a table of permissions each."""
    return "\n".join(line for view in views for line in _identity(view))


def _identity(view: IdentityView) -> Iterator[str]:
    yield f"# {escaped(view.name)} ({view.sort}, {escaped(view.file)})"
    yield ""
    for label, values in view.facts:
        yield from (f"- {label}: {escaped(value)}" for value in values)
    yield from (f"- {_trust(one)}" for one in view.trust)
    yield ""
    yield "| statement | action | level | on | if | why | known by |"
    yield "|---|---|---|---|---|---|---|"
    for policy in view.policies:
        for statement in policy.statements:
            yield from _rows(statement)
    yield ""
    for one in view.accepted:
        yield f"- {one.rule} in {escaped(one.where)} is accepted: {escaped(one.why)}"
    yield from (f"- open: {escaped(text)}" for text in view.questions)


def _trust(one: TrustView) -> str:
    who = " and ".join(f"{kind} {code(name)}" for kind, name in one.principals)
    condition = f", if {' and '.join(map(_cell, one.conditions))}" if one.conditions else ""
    verb = "may not be" if one.effect == "Deny" else "may be"
    return f"who {verb} it: {who}{condition}"


def _rows(statement: StatementView) -> Iterator[str]:
    on = "<br>".join(map(_cell, statement.resources))
    condition = "<br>".join(map(_cell, statement.conditions))
    sid = escaped(statement.sid) + (" (Deny)" if statement.effect == "Deny" else "")
    for permission in statement.permissions:
        reasons = dict.fromkeys(escaped(cause.reason) for cause in permission.causes)
        cells = (
            sid,
            ("all but " if statement.not_actions else "") + _cell(permission.action),
            ", ".join(permission.levels),
            ("all but " if statement.not_resources else "") + on,
            condition,
            "<br>".join(reasons),
            "<br>".join(f"{c.confidence}: {_link(c.cite, c.url)}" for c in permission.causes),
        )
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return ``text`` as code in a cell of a table."""
    return code(text).replace("|", "\\|")


def _link(text: str, url: str) -> str:
    # A target can come from anybody.
    return f"[{escaped(text)}](<{url}>)" if url.startswith("https://") and ">" not in url else escaped(text)
