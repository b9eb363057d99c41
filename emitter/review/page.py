"""Subjects → the page, as data and as HTML."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..compiler.deployment import Deployment
from ..diff.identities import identities, pairs
from ..lint.acceptance import Acceptance
from ..lint.linter import Finding, lint, matches_place
from ..messages import printable
from . import fingerprint
from .evidence import causes, citations, is_link
from .gather import Held, view
from .model import LEVELS, IdentityView, Page
from .services import by_service
from .subjects import Subject, Subjects, literal

_HERE = "templates"


def page(
    title: str,
    subjects: Subjects,
    accepted: Sequence[Acceptance],
    revision: str,
    signed: Mapping[str, str] | None,
) -> Page:
    """Return the page about ``subjects``; ``accepted`` are the acceptances of ``emit.toml``.

    ``signed`` are the fingerprints of the page that was signed before, ``None`` where there is none.
    """
    views: list[IdentityView] = []
    for subject in subjects.subjects:
        found = list(lint(subject.now.sources, (), whole=False))
        kept = [(finding, by) for finding in found if (by := _accepts(accepted, finding)) is not None]
        open_ = [finding for finding in found if _accepts(accepted, finding) is None]
        for held in _held(subject):
            views.append(view(held, open_, kept, signed, len(views) + 1))
    whole = fingerprint.together((_called(one), one.fingerprint) for one in views)
    return Page(
        title,
        revision,
        tuple(views),
        tuple(map(str, subjects.unread)),
        whole,
        fingerprint.compared("", whole, signed),
    )


def html(page: Page) -> str:
    """Return ``page`` as one HTML file that reaches for nothing outside it."""
    style = files(__package__).joinpath(_HERE, "review.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader(__package__, _HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    cited = citations(page.identities)
    environment.filters["link"] = is_link
    environment.filters["cite"] = lambda cause: cited.names.get(cause, cause.cite)
    environment.filters["breakable"] = _breakable
    template = environment.get_template("review.html.j2")
    return template.render(
        page=page,
        levels=LEVELS,
        places=cited.places,
        by_service=by_service,
        meta=fingerprint.META,
        called=_called,
        style=Markup(style),  # noqa: S704 - emit's own file
        style_hash=f"sha256-{digest}",
    )


def _breakable(text: str) -> Markup:
    """Return ``text`` with the places where a line may break: after a sign between two words."""
    return Markup("<wbr>").join(re.split(r"(?<=[_/-])(?=\w)", _shown(text)))


def _called(one: IdentityView) -> str:
    """Return the name of ``one`` that is its own on the page."""
    return f"{one.file}: {one.name}" if one.file else one.name


def _shown(value: Any) -> Any:
    """Return ``value`` as it goes into the page: no text moves the cursor or turns its direction."""
    return printable(value) if type(value) is str else value


def _accepts(accepted: Sequence[Acceptance], finding: Finding) -> Acceptance | None:
    for one in accepted:
        current = one.until is None or date.today() <= one.until
        if one.rule == finding.rule and current and matches_place(one, finding):
            return one
    return None


def _held(subject: Subject) -> Iterator[Held]:
    """Yield every identity of ``subject``, also those that it had before."""
    old, new = identities(subject.before), identities(subject.now)
    changed = {one.name: one for one in subject.differences}
    made = subject.deployment
    for before, now in pairs(old, new):
        key = now or before
        assert key is not None
        whole = subject.now if now else subject.before
        held = Held(
            key,
            whole,
            new[now] if now else (),
            old[before] if before else (),
            key.label,
            subject.file,
            changed.get(key.label),
        )
        yield held if made is None or not now else _with_deployment(held, made)


def _with_deployment(held: Held, made: Deployment) -> Held:
    """Return ``held`` with what emit knows of what it made itself."""
    identity = made.identity
    doubts = [f"{one.target or one.title}: {one.doubts}" for one in made.policies if one.doubts]
    known = held._replace(causes=causes(made), doubts=(*doubts, *made.warnings))
    makes = identity.existing[0] if identity.existing else identity.kind.makes
    if held.key.sort != makes:
        return known
    name = identity.existing[1] if identity.existing else literal(identity.name)
    return known._replace(name=name or held.name, facts=tuple(_facts(made)))


def _facts(made: Deployment) -> Iterator[tuple[str, str]]:
    identity = made.identity
    yield "kind", identity.kind.summary
    if identity.why:
        yield "why this trust", identity.why
    for plan in made.plans:
        on = ", ".join(sorted(plan.on))
        features = f"; features: {on}" if on and plan.permissions == "least-privilege" else ""
        yield "for", f"{plan.target.name} {plan.version}, {plan.permissions}{features}"
    if made.account:
        yield "account", made.account
    if identity.path:
        yield "path", identity.path
    if identity.max_session_duration:
        yield "longest session", f"{identity.max_session_duration} seconds"
    for key, value in sorted((identity.tags or {}).items()):
        yield "tag", f"{key} = {value}"
    yield "made by", made.command
