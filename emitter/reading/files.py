"""A file, folder or standard input → the documents in it."""

import os
import re
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..errors import EmitError, FormatError, OutputError
from .attachments import Attached, Bound, Content, Member, Named
from .cloudformation.documents import as_template, is_cloudformation, read_cloudformation
from .cloudformation.documents import loose as loose_in_template
from .document import Document
from .file_tree import head
from .forms import FORMS
from .framework_variables import has_variables, opened
from .plain import is_policy, is_statements, read_policy
from .selection import STDIN
from .terraform.documents import is_terraform, read_terraform
from .terraform.loose import loose
from .unread import form_error, is_template, language_error, language_of, template_error
from .yaml_tree import LARGEST, Mapping, Node, parse

if TYPE_CHECKING:
    from .terraform.beside import Beside

NO_VALUES: Table[str, str] = MappingProxyType({})
_TERRAFORM = (".tf.json", ".tofu.json")
HCL = (".tf", ".tofu")
# What begins a file in Terraform's native syntax, comments left out.
_BLOCK = re.compile(
    r"(?:\s++|#[^\n]*+|//[^\n]*+|/\*.*?\*/)*+(?:(?:resource|data)\s+\"[\w-]+\"\s+\"[\w-]+\"|locals|terraform"
    r"|(?:variable|module|provider|output)\s+\"[\w-]+\")\s*\{",
    re.DOTALL,
)


class SourceFile(NamedTuple):
    """One file that was read: its name, its text and the documents in it.

    ``parts`` are name and text of each file when it is several: the files of a Terraform module. ``tree``
    is what a template or module was read from.

    ``bounds`` are permissions boundaries, and ``attached`` managed policies, that it names and that are
    not in it, ``members`` who is in which group, and ``named`` what it makes. ``loose`` are policies in it
    whose holder is unknown.
    """

    file: str
    text: str
    documents: tuple[Document, ...]
    format: str
    bounds: tuple[Bound, ...] = ()
    attached: tuple[Attached, ...] = ()
    members: tuple[Member, ...] = ()
    named: tuple[Named, ...] = ()
    loose: tuple[Document, ...] = ()
    tree: Node | None = None
    parts: tuple[tuple[str, str], ...] = ()

    def apart(self) -> "Iterator[SourceFile]":
        """Yield each file of a Terraform module with the documents of its resources."""
        for name, text in self.parts or ((self.file, self.text),):
            yield part_of_module(name, text, self, ())

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that it is."""
        return tuple(name for name, _ in self.parts) or (self.file,)


def read(file: str, given: Table[str, str] = NO_VALUES) -> SourceFile:
    """Return the documents of ``file``, or of standard input for ``-``.

    A file of Terraform's native syntax is read with the other files of its module, and with the values of
    its variables that are ``given``. Raises
    :class:`~emitter.errors.OutputError` when it cannot be read, and :class:`~emitter.errors.FormatError` when
    it is none of the formats.
    """
    name = "standard input" if file == STDIN else file
    text = text_of(file, name)
    if file != STDIN and file.endswith(HCL):
        return _of_module(name, text, given)
    return read_text(text, name, given)


def read_alone(file: str) -> SourceFile:
    """Return the documents of ``file``, without the other files of its module.

    Raises what :func:`read` raises.
    """
    return read_text(text_of(file, file), file)


def read_text(text: str, name: str, given: Table[str, str] = NO_VALUES) -> SourceFile:
    """Return the documents of ``text``, which stands in the file ``name``, with values that are ``given``.

    Raises :class:`~emitter.errors.FormatError` when it is none of the formats.
    """
    if name.endswith(HCL) or (not name.endswith((".json", ".yaml", ".yml")) and _BLOCK.match(text)):
        source, (*unread,) = read_module([(name, text)], None, given=given)
        for error in unread:
            raise error
        return source._replace(file=name)
    node = _parsed(text, name)
    if is_policy(node) or is_statements(node):
        return SourceFile(name, text, tuple(read_policy(node)), "policy")
    for format_name, form in FORMS.items():
        if isinstance(node, Mapping) and form.holds(node):
            return _source(name, text, form.read(node), format_name)
    if has_variables(text):
        node = opened(node)
    fragment = as_template(node, name)
    template = fragment if fragment is not None else node
    if is_cloudformation(template):
        source = _source(name, text, read_cloudformation(template), "cloudformation")
        return source._replace(tree=template, loose=tuple(loose_in_template(template)))
    if is_terraform(node) or (name.endswith(_TERRAFORM) and isinstance(node, Mapping)):
        source = _source(name, text, read_terraform(node), "terraform")
        return source._replace(loose=tuple(loose(node)), tree=node)
    raise form_error(node, name)


def with_defaults(source: SourceFile) -> SourceFile:
    """Return ``source`` with the defaults of its variables, if it is a file in Terraform's JSON syntax."""
    from .terraform import defaults

    tree = source.tree
    if source.format != "terraform" or not isinstance(tree, Mapping) or source.file.endswith(HCL):
        return source
    filled = defaults.with_defaults(tree)
    if filled is tree:
        return source
    found = _source(source.file, source.text, read_terraform(filled), "terraform")
    return found._replace(loose=tuple(loose(filled)), tree=tree)


def _parsed(text: str, name: str) -> Node:
    """Return the tree of ``text``. Raises :class:`~emitter.errors.FormatError` for text that is none."""
    try:
        return parse(text, name)
    except FormatError as error:
        if is_template(text):
            raise template_error(error.where) from None
        language = language_of(name)
        if language is not None:
            raise language_error(name, language) from None
        raise


def read_module(
    files: Iterable[tuple[str, str]],
    folder: str | None,
    beside: "Beside | None" = None,
    given: Table[str, str] = NO_VALUES,
) -> tuple[SourceFile, tuple[EmitError, ...]]:
    """Return the Terraform module of ``files``, pairs of name and text, and why some could not be read.

    ``folder`` is where the files are that the module names (``None`` for none), and ``beside`` what reads
    them, if not from the disk. ``given`` are values of its variables.
    """
    from .terraform import module
    from .terraform.beside import on_disk

    whole = module.read_module(files, folder, beside or on_disk, given)
    texts = tuple(pair for pair in whole.texts if not pair[0].endswith(".tfvars"))
    file, text = texts[0] if texts else ("", "")
    source = _source(file, text, read_terraform(whole.tree), "terraform")
    parts = texts if len(texts) > 1 else ()
    return source._replace(loose=tuple(loose(whole.tree)), tree=whole.tree, parts=parts), whole.unread


def _of_module(name: str, text: str, given: Table[str, str]) -> SourceFile:
    """Return what the file ``name`` holds, read with the other files of its folder."""
    from .terraform.module import is_of_module

    folder = os.path.dirname(name)
    pairs = [(name, text)]
    for other in sorted(os.listdir(folder or ".")):
        path = os.path.join(folder, other)
        if is_of_module(other) and other != os.path.basename(name) and os.path.isfile(path):
            with suppress(EmitError):
                pairs.append((path, text_of(path, path)))
    return part_of_module(name, text, *read_module(pairs, folder or ".", given=given))


def part_of_module(name: str, text: str, source: SourceFile, unread: Iterable[EmitError]) -> SourceFile:
    """Return what the file ``name`` holds of the module ``source``, of which some files are ``unread``.

    Raises the error of ``name``, if it is among these.
    """
    from .terraform.module import owners

    for error in unread:
        if error.where.startswith(f"{name}:") or error.where == name:
            raise error
    owned = owners(source.tree) if isinstance(source.tree, Mapping) else {}

    def is_own(one: Document) -> bool:
        return name in (one.place.file, owned.get(one.name))

    return source._replace(
        file=name,
        text=text,
        documents=tuple(filter(is_own, source.documents)),
        loose=tuple(filter(is_own, source.loose)),
        attached=tuple(one for one in source.attached if one.policy.place.file == name),
        bounds=tuple(one for one in source.bounds if one.policy.place.file == name),
        parts=tuple(pair for pair in source.parts if pair[0] == name),
    )


def _source(name: str, text: str, read: Content, format_name: str) -> SourceFile:
    return SourceFile(name, text, read.documents, format_name, *read[1:])


def decoded(data: bytes, name: str) -> str:
    """Return the text of the file ``name``. Raises :class:`~emitter.errors.FormatError` when it is none."""
    # PowerShell before 7 writes what it redirects to a file so.
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(name, f"is no UTF-8 text: {error.reason}", "save it as UTF-8") from None


def text_of(file: str, name: str) -> str:
    """Return what ``file`` holds, or standard input for ``-``; errors call it ``name``.

    Raises :class:`~emitter.errors.OutputError` when it cannot be read, and
    :class:`~emitter.errors.FormatError` when it is no UTF-8 text.
    """
    try:
        data = _stdin() if file == STDIN else head(file)
    except OSError as error:
        raise OutputError(name, (error.strerror or str(error)).lower(), "name a file that is there") from None
    return decoded(data, name)


def _stdin() -> bytes:
    if sys.stdin is None:
        raise OutputError("standard input", "is closed", "give it something to read")
    return sys.stdin.buffer.read(LARGEST + 1)
