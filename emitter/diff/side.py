"""One side of a comparison: files by label, and what of it could not be read."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from ..errors import EmitError, FormatError
from ..reading.files import SourceFile, decoded, read_text
from ..reading.unread import could_hold_policies


class UnreadFile(NamedTuple):
    """Why a file could not be read; ``likely`` when it looks as if it was meant to hold a policy."""

    error: EmitError
    likely: bool


# A label, and what stands there.
File: TypeAlias = tuple[str, SourceFile | UnreadFile]


class Side(NamedTuple):
    """The files of one side. A label is a path in the folder, or the target of an environment's file.

    ``place`` are the account, Region and partition of an environment, as far as it fixes them.
    """

    sources: Mapping[str, SourceFile]
    unread: Mapping[str, UnreadFile] = {}
    kind: Literal["", "folder", "environment"] = ""
    place: Mapping[str, str] = {}

    @classmethod
    def of(cls, files: Iterable[File]) -> "Side":
        """Return the side of a folder's ``files``."""
        every = dict(files)
        read = {label: one for label, one in every.items() if isinstance(one, SourceFile)}
        unread = {label: one for label, one in every.items() if isinstance(one, UnreadFile)}
        return cls(read, unread, "folder")


def taken(label: str, name: str, data: bytes) -> File:
    """Return the file ``name`` of a folder, which holds ``data``."""
    try:
        return label, read_text(decoded(data, name), name)
    except FormatError as error:
        return label, UnreadFile(error, could_hold_policies(data))


def left_out(old: Side, new: Side) -> tuple[EmitError, ...]:
    """Return what of either side could not be read and may hold policies.

    Raises :class:`~emitter.errors.EmitError` for a file of ``new`` that ``old`` has policies in: nobody can
    tell what it allows, and to leave it out would look like less access.
    """
    for label, unread in new.unread.items():
        if label in old.sources:
            raise unread.error
    every = {**old.unread, **new.unread}
    return tuple(unread.error for unread in every.values() if unread.likely)
