"""One side of a comparison: files by label, and what of it could not be read."""

import os
from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple

from ..errors import EmitError
from ..reading.file_tree import FileTree
from ..reading.files import SourceFile
from ..reading.folder import UnreadFile, holds, is_module, read_tree, read_unit


class Side(NamedTuple):
    """The files of one side. A label is a path in the folder, or the target of an environment's file.

    ``modules`` are Terraform modules with files in its native syntax, whole, by the label of their folder;
    ``place`` are the account, Region and partition of an environment, as far as it fixes them.
    """

    sources: Mapping[str, SourceFile]
    unread: Mapping[str, UnreadFile] = {}
    kind: Literal["", "folder", "environment"] = ""
    place: Mapping[str, str] = {}
    modules: Mapping[str, SourceFile] = {}

    @property
    def is_without_policies(self) -> bool:
        """Whether no file in it holds a policy, or may."""
        return not any(map(holds, self.sources.values())) and not any(u.likely for u in self.unread.values())

    @classmethod
    def of(cls, tree: FileTree, top: str) -> "Side":
        """Return the side of the files of ``tree``, which are in the folder ``top``."""
        sources: dict[str, SourceFile] = {}
        unread: dict[str, UnreadFile] = {}
        modules: dict[str, SourceFile] = {}
        for unit, found in read_tree(tree, set(), partial(map, partial(read_unit, tree=tree))):
            labels = {tree.shown(name): os.path.relpath(name, top) for name in unit}
            unread |= {labels[tree.shown(one.name)]: one for one in found.unread}
            if found.source is not None and is_module(unit):
                sources |= {labels[part.file]: part for part in found.source.apart()}
                modules[os.path.dirname(labels[tree.shown(unit[0])])] = found.source
            elif found.source is not None:
                sources[labels[tree.shown(unit[0])]] = found.source
        return cls(sources, unread, "folder", modules=modules)


def left_out(old: Side, new: Side) -> tuple[EmitError, ...]:
    """Return what of either side could not be read and may hold policies.

    Raises :class:`~emitter.errors.EmitError` for a file of ``new`` that could be read in ``old``: what it
    allows is unknown, and to leave it out would look like less access.
    """
    for label, unread in new.unread.items():
        if label in old.sources:
            raise unread.error
    every = {**old.unread, **new.unread}
    return tuple(unread.error for unread in every.values() if unread.likely)


def not_compared(old: Side, new: Side) -> tuple[EmitError, ...]:
    """Return what may hold policies, could not be read, and is not the same on both sides.

    Of what can be read in ``new`` all counts as new, which hides nothing.
    """
    labels = [one for one in dict.fromkeys((*old.unread, *new.unread)) if one not in new.sources]
    pairs = ((old.unread.get(label), new.unread.get(label)) for label in labels)
    changed = (pair for pair in pairs if not _is_same(*pair))
    firsts = (next((one for one in reversed(pair) if one is not None and one.sure), None) for pair in changed)
    return tuple(one.error for one in firsts if one is not None)


def _is_same(one: UnreadFile | None, other: UnreadFile | None) -> bool:
    return one is not None and other is not None and one.digest == other.digest != b""
