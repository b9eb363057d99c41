"""Which files of two sides are held against each other."""

import os
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias

from ..reading.files import SourceFile
from .access import access
from .environment_location import anywhere
from .identities import identities
from .policies import Policies, module, policies
from .side import Side

# What is compared as one, by its label: a file, or the Terraform files of a folder.
_Units: TypeAlias = Mapping[str, Policies]

# What the names of files end in; the longer first.
_SUFFIXES = (".tf.json", ".tf", ".yaml", ".yml", ".json", ".template")
# What a module is called in its folder: with files in the native syntax, and without.
_MODULE, _JSON_MODULE = "*.tf", "*.tf.json"
_NOTHING = Policies()


def paired(old: Side, new: Side) -> Iterator[tuple[str, Policies, Policies]]:
    """Yield label, old and new policies of all that there is; one is empty for what only the other side has.

    Files are the same by their label; by it without its suffix, so that CloudFormation is held against
    Terraform; or when they have the same identities, which may do much the same.
    """
    left, right = _units(old, new), _units(new, old)
    if old.kind == new.kind == "folder":
        left, right = _modules(old, left, new, right)
    found = {label: label for label in left if label in right}
    if len(left) == len(right) == 1:
        found = {next(iter(left)): next(iter(right))}
    found |= _bystem(_without(left, found), _without(right, found.values()))
    for one, unit in _without(left, found).items():
        other = _moved(unit, _without(right, found.values()))
        found |= {} if other is None else {one: other}
    rows = [(_label(one, other), left[one], right[other]) for one, other in found.items()]
    rows += [(label, unit, _NOTHING) for label, unit in _without(left, found).items()]
    rows += [(label, _NOTHING, unit) for label, unit in _without(right, found.values()).items()]
    yield from sorted(rows, key=lambda row: row[0])


def _units(side: Side, against: Side) -> _Units:
    if side.kind == "folder" and against.kind == "environment":
        return _of_targets(side.sources)
    if side.kind == "folder" and not against.kind and len(side.modules) == 1:
        ((folder, whole),) = side.modules.items()
        if all(os.path.dirname(label) == folder for label in side.sources):
            # A folder that is a module is held against a file as one.
            return {os.path.join(folder, _MODULE): policies(whole)}
    units = {label: policies(source) for label, source in side.sources.items()}
    if side.kind == against.kind == "environment":
        return {label: anywhere(unit, side.place) for label, unit in units.items()}
    return units


def _of_targets(sources: Mapping[str, SourceFile]) -> _Units:
    """Return a file for each target, as an environment has them: of CloudFormation, where there is one."""
    found: dict[str, Policies] = {}
    for label, source in sorted(sources.items(), key=lambda item: (item[1].format, item[0])):
        if stem(label) not in found:
            found[stem(label)] = policies(source)
    return found


def _modules(old: Side, left: _Units, new: Side, right: _Units) -> tuple[_Units, _Units]:
    """Return the units of both sides, with the Terraform files of one folder as one module."""
    for folder in sorted({os.path.dirname(label) for label in (*left, *right)}):
        labels = [
            [
                label
                for label, source in side.sources.items()
                if source.format == "terraform" and os.path.dirname(label) == folder
            ]
            for side in (old, new)
        ]
        if not all(labels):
            # Of a module that one side has alone, a file is no policy of its own either.
            left, right = _whole(old, left, folder, labels[0]), _whole(new, right, folder, labels[1])
            continue
        if sum(map(len, labels)) == 2:
            continue
        one, other = (_module(side, folder, some) for side, some in zip((old, new), labels, strict=True))
        if one is not None and other is not None:
            native = folder in old.modules or folder in new.modules
            name = os.path.join(folder, _MODULE if native else _JSON_MODULE)
            left, right = (
                {**_without(left, labels[0]), name: one},
                {**_without(right, labels[1]), name: other},
            )
    return left, right


def _whole(side: Side, units: _Units, folder: str, labels: Collection[str]) -> _Units:
    """Return ``units`` with the files ``labels`` of ``folder`` as one, where they are a module."""
    if len(labels) < 2 or folder not in side.modules:
        return units
    return {**_without(units, labels), os.path.join(folder, _MODULE): policies(side.modules[folder])}


def _module(side: Side, folder: str, labels: Iterable[str]) -> Policies | None:
    """Return what the files ``labels`` of ``folder`` hold together; ``None`` where they are no module."""
    whole = side.modules.get(folder)
    return policies(whole) if whole is not None else module([side.sources[label] for label in labels])


def is_module(label: str) -> bool:
    """Return whether ``label`` is that of a Terraform module."""
    return os.path.basename(label) in (_MODULE, _JSON_MODULE)


def _without(units: _Units, labels: Collection[str]) -> _Units:
    return {label: unit for label, unit in units.items() if label not in labels}


def _bystem(left: _Units, right: _Units) -> dict[str, str]:
    """Return labels of both sides that are the same but for their suffix, and alone in that on their side."""
    ours, theirs = (Counter(map(stem, side)) for side in (left, right))
    there = {stem(label): label for label in right}
    return {label: there[stem(label)] for label in left if ours[stem(label)] == theirs[stem(label)] == 1}


def _moved(one: Policies, units: _Units) -> str | None:
    """Return the label among ``units`` of what has the identities of ``one`` and most of its permissions."""
    mine = _permissions(one)
    shares = {}
    for label, unit in units.items():
        its = _permissions(unit)
        if mine and its and {whose for whose, _ in mine} == {whose for whose, _ in its}:
            shares[label] = len(mine & its) / len(mine | its)
    best = max(shares, key=lambda label: shares[label], default=None)
    return best if best is not None and shares[best] >= 0.5 else None


def _permissions(unit: Policies) -> frozenset[tuple[Hashable, Hashable]]:
    return frozenset(
        ((identity.sort, identity.label), permission)
        for identity, documents in identities(unit).items()
        for permission in access(documents).permissions
    )


def alike(labels: Iterable[str]) -> Mapping[str, str]:
    """Return for each of ``labels`` what those of the same policies in other formats have in common.

    ``out/prod/web`` for ``out/prod/web.tf.json``, and ``out/prod`` for all of a folder with a module, which
    holds what the files of CloudFormation hold one by one.
    """
    known = tuple(labels)
    modules = {os.path.dirname(label) for label in known if is_module(label)}
    return {
        label: os.path.dirname(label) if os.path.dirname(label) in modules else stem(label) for label in known
    }


def stem(label: str) -> str:
    """Return ``label`` without the ending of its format: ``out/prod/web`` of ``out/prod/web.tf.json``."""
    return next((label.removesuffix(suffix) for suffix in _SUFFIXES if label.endswith(suffix)), label)


def _label(one: str, other: str) -> str:
    return one if one == other else " → ".join(filter(None, (one, other)))
