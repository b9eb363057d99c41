"""Documents that stand in a string, as JSON or as the object of an expression."""

import re

from .document import Document, Fault, Kind
from .document_kind import kind_of
from .grammar import Grammar, Reader, literal
from .hcl import read_expression
from .json_tree import JsonError, Lines, OnePlace, Places, read_json
from .yaml_tree import Scalar

_ENCODED = re.compile(r"\$\{\s*jsonencode\((?P<object>.*)\)\s*\}", re.DOTALL)


def in_text(
    text: Scalar, name: str, kind: Kind | None, read: Reader, because: dict[str, list[str]] | None = None
) -> Document:
    """Return the document that ``text`` holds as JSON; ``read`` is the language of the file, for what is not
    plain.

    Plain text has to be JSON as IAM takes it. Text with expressions in it may become that, so that what
    cannot be read of it is not known. Without a ``kind``, the document tells.
    """
    plain = read(text).text
    if plain is None:
        grammar = Grammar(read, because)
        if not text.text.lstrip().startswith("{"):
            return grammar.document(text, name, kind or "identity")
        return _in_expression(text, text.text, name, kind, grammar)
    if not plain.lstrip().startswith("{"):
        # Words have no place in them that would be worth pointing at.
        return _broken(text, name, kind, "there is no object in it")
    try:
        node = read_json(plain, _places(text))
    except JsonError as error:
        if error.refused:
            return Grammar(read).unread(text, name, kind or "identity")
        return _broken(text._replace(place=error.place), name, kind, error.what)
    return Grammar(literal, because).document(node, name, kind or kind_of(node))


def written(text: Scalar, name: str, read: Reader) -> Document:
    """Return the document that a string of Terraform holds, also in a call of ``jsonencode``."""
    encoded = _ENCODED.fullmatch(text.text)
    if encoded is None:
        return in_text(text, name, None, read)
    return _in_expression(text, encoded["object"], name, None, Grammar(read))


def _in_expression(text: Scalar, inner: str, name: str, kind: Kind | None, grammar: Grammar) -> Document:
    """Return the document that the expression ``inner`` is, which stands in ``text``."""
    try:
        node = read_expression(inner, _places(text) if inner == text.text else OnePlace(text.place))
    except ValueError:
        return grammar.unread(text, name, kind or "identity")
    return grammar.document(node, name, kind or kind_of(node))


def _places(text: Scalar) -> Places:
    return OnePlace(text.place) if text.inside is None else Lines(text.text, text.inside)


def _broken(text: Scalar, name: str, kind: Kind | None, what: str) -> Document:
    place = text.place
    return Document(
        place.file, name, kind or "identity", place, (), (Fault(f"holds no JSON: {what}", place),)
    )
