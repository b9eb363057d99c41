"""What the page is about: environments of ``emit.toml``, or files, each with what it was before."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..catalogue.patterns import Text
from ..catalogue.targets import load_target
from ..compiler.bind import bind
from ..compiler.deployment import Deployment
from ..diff.change import Difference
from ..diff.files import Compared, differ
from ..diff.git_revision import revision
from ..diff.load_side import rendered, side
from ..diff.policies import Policies
from ..diff.side import Side
from ..errors import EmitError, OutputError, UsageError
from ..messages import nearest
from ..project.config import Config
from ..project.environments import from_environment
from ..template.formats import load_format


class Subject(NamedTuple):
    """One file with its identities: what it holds ``now`` and held ``before``, and what changed.

    ``file`` is what the page calls it. ``deployment`` is what emit makes it of, where it does.
    """

    file: str
    now: Policies
    before: Policies
    differences: tuple[Difference, ...] = ()
    deployment: Deployment | None = None


class Subjects(NamedTuple):
    """All that the page is about; ``unread`` are errors of files that may hold policies."""

    subjects: tuple[Subject, ...]
    unread: tuple[EmitError, ...]


def of_environments(config: Config, names: Sequence[str], rev: str | None) -> Subjects:
    """Return the environments ``names`` (none: all) as ``emit build`` would write them now.

    What was before is what ``out`` held at ``rev``. Raises :class:`~emitter.errors.EmitError`.
    """
    for name in names:
        if name not in config.environments:
            raise UsageError("--env", f"unknown environment {name!r}", nearest(name, config.environments))
    found: list[Subject] = []
    unread: list[EmitError] = []
    for name in names or config.environments:
        requests = from_environment(config, name)
        suffix = load_format(config.formats[0]).SUFFIX
        targets = [request.choices[0].target for request in requests]
        now = rendered(config, name, {one: str(config.out / name / f"{one}{suffix}") for one in targets})
        deployments = dict(zip(targets, (bind(one, load_target) for one in requests), strict=True))
        before = Side({}, kind="folder") if rev is None else revision(rev, str(config.out / name))
        unread += _unread(before)
        for one in _held_against(before, now, rev):
            found.append(
                Subject(f"{name}/{one.label}", one.new, one.old, one.differences, deployments.get(one.label))
            )
    return Subjects(tuple(found), tuple(unread))


def of_files(paths: Sequence[str], rev: str | None) -> Subjects:
    """Return what ``paths``, files and folders, hold, and held at ``rev``.

    Raises :class:`~emitter.errors.EmitError`.
    """
    found: list[Subject] = []
    unread: list[EmitError] = []
    for path in paths:
        if not os.path.lexists(path):
            raise OutputError(path, "no such file or directory", "name one, or an environment with --env")
        now = side(path)
        before = Side({}, kind=now.kind) if rev is None else revision(rev, path)
        unread += [*_unread(now), *_unread(before)]
        for one in _held_against(before, now, rev):
            label = os.path.join(path, one.label) if one.label else path
            found.append(Subject(label, one.new, one.old, one.differences))
    return Subjects(tuple(found), tuple(unread))


def of_target(subjects: Subjects, target: str, environment: str) -> Subjects:
    """Return the subjects that hold the policies of ``target``.

    Raises :class:`~emitter.errors.UsageError` when ``environment`` does not have it.
    """
    held = [
        (one, tuple(plan.target.name for plan in one.deployment.plans))
        for one in subjects.subjects
        if one.deployment is not None
    ]
    found = tuple(one for one, names in held if target in names)
    if not found:
        known = {name for _, names in held for name in names}
        raise UsageError(f"--env {environment}", f"has no target {target!r}", nearest(target, known))
    return Subjects(found, subjects.unread)


def _held_against(before: Side, now: Side, rev: str | None) -> Iterator[Compared]:
    """Yield the files of ``now``; without ``rev``, nothing of them is new."""
    for one in differ(before, now):
        if one.new.documents or one.old.documents:
            yield one if rev is not None else one._replace(differences=())


def _unread(one: Side) -> Iterator[EmitError]:
    yield from (unread.error for unread in one.unread.values() if unread.likely)


def literal(text: Text) -> str:
    """Return ``text`` where all of it is known, else nothing."""
    return "".join(map(str, text)) if all(isinstance(part, str) for part in text) else ""
