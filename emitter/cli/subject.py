"""Whose access is judged: targets as emit would write them, or policies in files; options and reading."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..errors import EmitError, UsageError
from ..messages import nearest
from .options import (
    pairs,
)
from .subject_options import _OF_TARGETS

if TYPE_CHECKING:
    from ..evaluate import Compiled, UnreadPolicies
    from ..reading.document import Document
    from ..reading.files import SourceFile


_OF_OTHERS = {
    "resource": "the resource policy",
    "scp": "the service control policy",
    "rcp": "the resource control policy",
    "endpoint": "the VPC endpoint policy",
    "device": "the AWS IoT Core policy",
}


_WITH_PRINCIPAL = ("resource", "rcp")


class _Given:
    """``values`` of ``--set``, and the names that the files declare for such."""

    def __init__(self, given: Mapping[str, tuple[str, ...]]) -> None:
        from ..aws.regions import PARTITION_OF

        for key, several in given.items():
            if len(several) > 1:
                raise UsageError("--set", f"{key} has {len(several)} values", "give one")
        self.values = {key: several[0] for key, several in given.items()}
        self.names = given.keys()
        self.declared: set[str] = set()
        if self.values.get("region") in PARTITION_OF and "partition" not in self.values:
            self.values["partition"] = PARTITION_OF[self.values["region"]]

    def decide(self, source: "SourceFile") -> "SourceFile":
        """Return ``source`` with what the values decide of its template; keep the names that it declares."""
        from ..evaluate.template_values import declared, with_conditions

        found, used = with_conditions(source, self.values)
        self.declared.update(declared(source), used)
        return found


class Subject(NamedTuple):
    """What is judged: ``documents`` of one identity, and what else has to allow.

    ``unread`` is what it has as well, and nobody gave. ``notes`` are for the person who asks. ``called`` is
    a pattern of its ARN, by the name that the file gives it; ``None`` where that is not known.
    """

    documents: "tuple[Document, ...]"
    boundary: "tuple[Document, ...]"
    session: "tuple[Document, ...]"
    unread: "UnreadPolicies"
    notes: tuple[str, ...]
    called: str | None = None

    def compiled(self) -> "Compiled":
        """Return the policies, ready to be asked."""
        from ..evaluate import compile_policies

        return compile_policies(self.documents, self.boundary, self.session, self.unread)


def subject(
    *,
    targets: Sequence[str],
    policies: Sequence[str],
    of: str | None,
    boundaries: Sequence[str],
    sessions: Sequence[str],
    values: Sequence[str],
    trust: bool = False,
    **options: Any,
) -> Subject:
    """Return what the options name; with ``trust``, what has a trust policy.

    Raises :class:`~emitter.errors.EmitError`.
    """
    if targets and policies:
        raise UsageError("--policy", "cannot be combined with --target", "choose one")
    options_given = pairs("--set", values)
    # The values of a target are in its template.
    given = _Given({} if targets else options_given)
    notes: list[str] = []
    if targets:
        if of is not None:
            raise UsageError("--of", "requires --policy", "leave it out")
        sources = [given.decide(_emitted(targets, options_given, notes, **options))]
    elif policies:
        for name, value in options.items():
            if value:
                raise UsageError(_OF_TARGETS[name], "requires --target", "leave it out, or name a target")
        sources = [_read(file, given, of) for file in policies]
    else:
        raise UsageError("--target", "required without --policy", _targets_of(options))
    documents = [document for source in sources for document in _chosen(source, of, trust)]
    _check_alone(documents)
    boundary = _held(boundaries, "--boundary", given)
    holders = {one.name if one.kind == "trust" else one.holder for one in documents} | {of or ""}
    if not boundary:
        boundary = tuple(d for source in sources for d in source.documents if holders & {*d.bounds})
    unread = _unread(sources, holders, policies, bounded=bool(boundaries))
    notes.extend(_not_evaluated(sources))
    filled, left, over = _filled(given, documents, boundary, _held(sessions, "--session", given))
    return Subject(filled, left, over, unread, tuple(notes), _called(sources, documents, given.declared))


def _called(
    sources: "Sequence[SourceFile]", documents: "Iterable[Document]", declared: set[str]
) -> str | None:
    """Return a pattern of the ARN of the one role or user that has ``documents``, if the files name it.

    Names that are ``declared`` are those of parameters, which stand for the names of identities too.
    """
    named = (one for one in documents if one.holder and one.holder_sort in ("role", "user"))
    held = {(one.holder_sort, one.holder) for one in named}
    made = {one.address: one.name for source in sources for one in source.named}
    if len(held) != 1:
        return None
    ((kind, holder),) = held
    if holder in made:
        name = made[holder]
        text = name.text if name is not None else None
    else:
        # What another file makes, by its name; or what a parameter or reference stands for.
        text = None if holder in declared or holder.startswith(("aws_", "${")) else holder
    return f"arn:*:iam::*:{kind}/{text}" if text else None


def _targets_of(options: Mapping[str, Any]) -> str:
    """Return what to name: a target of the environment that the options name, where they name one."""
    from ..project.config import read_config

    if options["environment"] is None:
        return "name a target, or a file with --policy"
    read = read_config(options["config"])
    names = [
        name for name, _ in read.targets(options["environment"], read.environment(options["environment"]))
    ]
    return f"name one of {options['environment']}: {', '.join(names)}"


def _emitted(
    targets: Sequence[str], values: dict[str, tuple[str, ...]], notes: list[str], **options: Any
) -> "SourceFile":
    """Return the template of ``targets``, read back; its file is the command that prints it."""
    from ..api import emit
    from ..project.config import read_config
    from ..project.environments import targets_sharing_identity
    from ..project.options import Options
    from ..reading.files import read_text

    environment, config = options["environment"], options["config"]
    if config is not None and environment is None:
        raise UsageError("--config", "has no effect without --env", "name an environment")
    chosen = Options(
        options["permissions"],
        options["features"],
        options["without"],
        options["identity"],
        values,
        options["newest"],
        options["any_name"],
    )
    if environment is not None:
        # Who has one of them has all of them.
        targets = targets_sharing_identity(read_config(config), environment, targets)
    emitted = emit(targets, environment=environment, options=chosen, config=config)
    notes.extend(emitted.warnings)
    words = ["emit", *(f"--target {name}" for name in targets)]
    words += [f"--env {environment}"] if environment else []
    return read_text(emitted.text, " ".join(words))


def _chosen(source: "SourceFile", of: str | None, trust: bool) -> "Iterator[Document]":
    """Yield the documents of ``source`` that are one identity's: of ``of``, where there are several."""
    holders = {document.holder for document in source.documents if document.holder}
    trusted = {document.name for document in source.documents if document.kind == "trust"}
    known = trusted if trust else holders
    if of is None:
        if len(known) > 1:
            names = ", ".join(sorted(known))
            raise UsageError(source.file, f"holds policies of {names}", "name one of them with --of")
        yield from source.documents
        return
    # A user has the policies of its groups.
    holds = {of, *(member.group for member in source.members if member.user == of)}
    # A boundary that is asked for by its name is asked as the policy that it is.
    found = [
        one._replace(kind="identity") if one.kind == "boundary" else one
        for one in source.documents
        if one.holder in holds or one.name == of
    ]
    if not found:
        there = holders | {one.name for one in source.documents if one.name}
        raise UsageError("--of", f"{source.file} has no {of!r}", nearest(of, there))
    yield from found


def _not_evaluated(sources: "Sequence[SourceFile]") -> "Iterator[str]":
    """Yield a note on each policy of ``sources`` that belongs to something else than an identity."""
    for document in (one for source in sources for one in source.documents if one.name):
        if document.kind in _OF_OTHERS:
            where = f"{document.place.file}:{document.place.line}"
            yield f"{where}: {_OF_OTHERS[document.kind]} {document.name} is not evaluated"


def _read(file: str, given: _Given, of: str | None = None) -> "SourceFile":
    """Return what ``file`` holds; of a folder, all files of it that hold a policy, as one.

    Raises :class:`~emitter.errors.EmitError`, also for a file of a folder that may hold a policy and cannot
    be read, and where the identity that is asked about is in several files.
    """
    from ..reading.files import read
    from ..reading.folder import read_folder, read_units, together
    from ..reading.selection import STDIN

    if file == STDIN or not os.path.isdir(file):
        return given.decide(read(file, given.values))
    unread: list[EmitError] = []
    read_all = partial(read_units, given=given.values)
    sources = [given.decide(one) for one in read_folder(file, (), set(), unread, _warn, read_all=read_all)]
    for error in unread:
        raise error
    if not sources:
        raise UsageError(file, "no file in it holds a policy", "name a file or folder that holds one")
    files: dict[str, list[str]] = {}
    for source in sources:
        named = {one.name if one.kind == "trust" else one.holder for one in source.documents} - {""}
        for name in named if of is None else named & {of}:
            files.setdefault(name, []).append(os.path.dirname(source.file) if source.parts else source.file)
    for name, several in files.items():
        if len(several) > 1:
            raise UsageError(file, f"{name} is in {' and in '.join(several)}", "name one of these")
    return together(sources)._replace(file=file)


def _warn(text: str) -> None:
    click.echo(text, err=True)


def _check_alone(documents: "Sequence[Document]") -> None:
    """Raise :class:`~emitter.errors.UsageError` for the policy of a resource next to an identity's."""
    mixed = [one for one in documents if one.kind in _WITH_PRINCIPAL and not one.name]
    if mixed and len(mixed) < len(documents):
        raise _with_principal(mixed[0])


def _with_principal(document: "Document") -> UsageError:
    what = f"is {_OF_OTHERS[document.kind].replace('the ', 'a ', 1)}: a statement has a Principal"
    return UsageError(document.place.file, what, "leave it out, or remove the Principal")


def _held(files: Sequence[str], option: str, given: _Given) -> "tuple[Document, ...]":
    documents = [d for file in files for d in _read(file, given).documents if d.kind != "trust"]
    for document in documents:
        if document.kind in _WITH_PRINCIPAL and not document.name:
            raise _with_principal(document)
    if files and not documents:
        raise UsageError(option, f"{files[0]} holds no policy", "name a file that holds one")
    return tuple(documents)


def _filled(given: _Given, *groups: "Sequence[Document]") -> "tuple[tuple[Document, ...], ...]":
    """Return ``groups`` with what is ``given`` filled in."""
    from ..evaluate.template_values import fill, open_names

    filled = [fill(group, given.values) for group in groups]
    used = given.declared.union(*(of_use for _, of_use in filled))
    if "partition" in used:
        # It follows from the Region.
        used.add("region")
    for key in given.names - used:
        known = given.declared | {name for group in groups for name in open_names(group)}
        raise UsageError("--set", f"the files leave no {key!r} open", nearest(key, known))
    return tuple(documents for documents, _ in filled)


def _unread(
    sources: "Sequence[SourceFile]", holders: set[str], files: Iterable[str], *, bounded: bool
) -> "UnreadPolicies":
    """Return policies of ``holders`` that ``sources`` name and do not hold.

    One of ``files`` that is called as a policy is (``ReadOnlyAccess.json``) is taken for it.
    """
    from ..evaluate import UnreadPolicies

    given = {os.path.basename(file).partition(".")[0] for file in files}
    attached = (one.policy.shown for source in sources for one in source.attached if one.holder in holders)
    limits = (one.policy.shown for source in sources for one in source.bounds if one.holder in holders)
    return UnreadPolicies(
        tuple(dict.fromkeys(name for name in attached if name.rpartition("/")[2] not in given)),
        () if bounded else tuple(dict.fromkeys(limits)),
    )
