"""One identity of a page as Markdown, for a terminal or a pull request."""

from collections.abc import Iterator, Mapping, Sequence

from ..diff.markdown import code, escaped
from .evidence import citations, is_link
from .model import Cause, IdentityView, StatementView, TrustView


def markdown(views: Sequence[IdentityView]) -> str:
    """Return ``views`` as Markdown: facts, trust, and a table of permissions each."""
    names = citations(views).names
    return "\n".join(line for view in views for line in _identity(view, names))


def _identity(view: IdentityView, names: Mapping[Cause, str]) -> Iterator[str]:
    yield f"# {escaped(view.name)} ({view.sort}, {escaped(view.file)})"
    yield ""
    for label, values in view.facts:
        yield from (f"- {label}: {escaped(value)}" for value in values)
    yield from (f"- {_trust(one)}" for one in view.trust)
    yield ""
    yield "| statement | action | level | on | if | why | evidence |"
    yield "|---|---|---|---|---|---|---|"
    for policy in view.policies:
        for statement in policy.statements:
            yield from _rows(statement, names)
    yield ""
    for one in view.accepted:
        yield f"- {one.rule} in {escaped(one.where)} is accepted: {escaped(one.why)}"
    yield from (f"- open: {escaped(text)}" for text in view.questions)


def _trust(one: TrustView) -> str:
    who = " and ".join(f"{kind} {code(name)}" for kind, name in one.principals)
    condition = f", if {' and '.join(map(_cell, one.conditions))}" if one.conditions else ""
    effect = " (Deny)" if one.effect == "Deny" else ""
    return f"trust policy{effect}: {who}{condition}"


def _rows(statement: StatementView, names: Mapping[Cause, str]) -> Iterator[str]:
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
            "<br>".join(f"{c.confidence}: {_link(names.get(c, c.cite), c.url)}" for c in permission.causes),
        )
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return ``text`` as code in a cell of a table."""
    return code(text).replace("|", "\\|")


def _link(text: str, url: str) -> str:
    return f"[{escaped(text)}](<{url}>)" if is_link(url) and ">" not in url else escaped(text)
