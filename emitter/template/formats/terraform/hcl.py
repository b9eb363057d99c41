"""Lowered blocks in Terraform's native syntax, as ``terraform fmt`` leaves them.

Source: "HCL Native Syntax Specification" (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ....messages import printable
from .text import Block, Expression, Keyword, Verbatim

_INDENT = "  "
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
# Words that mean something where the key of an object could stand.
_RESERVED = frozenset(("for", "true", "false", "null"))
# A sign before an escaped ``${`` or ``%{``, which not every reader takes for itself.
_DOUBLED = re.compile(r"([$%])(?=\1\1\{)")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
# How many labels the blocks have that have any.
_LABELS = {"variable": 1, "output": 1, "data": 2, "resource": 2}


def document(blocks: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of ``blocks``, by type and labels, with an empty line before each."""
    for kind, bodies in blocks.items():
        for labels, body in _labelled(bodies, _LABELS.get(kind, 0)):
            yield ""
            yield from _block(" ".join((kind, *map(quoted, labels))), body, "")


def _labelled(bodies: Any, depth: int) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if depth == 0:
        yield from (((), body) for body in (bodies if isinstance(bodies, list) else [bodies]))
        return
    for label, inner in bodies.items():
        yield from (((label, *labels), body) for labels, body in _labelled(inner, depth - 1))


def _block(head: str, body: Mapping[str, Any], indent: str) -> Iterator[str]:
    lines = list(_body(body, indent + _INDENT))
    if not lines:
        yield f"{indent}{head} {{}}"
        return
    yield f"{indent}{head} {{"
    yield from lines
    yield f"{indent}}}"


def _body(body: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield comments, then arguments, then blocks, with an empty line before each block."""
    comments = body.get("//", ())
    for line in [comments] if isinstance(comments, str) else comments:
        yield f"{indent}# {printable(line)}"
    blocks = [(name, block) for name, value in body.items() for block in _blocks(value)]
    arguments = {name: value for name, value in body.items() if name != "//" and not any(_blocks(value))}
    yield from _arguments(arguments, indent)
    for number, (name, block) in enumerate(blocks):
        if number or arguments or comments:
            yield ""
        yield from _block(name, block, indent)


def _blocks(value: Any) -> Iterator[Block]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Block):
            yield one


def _arguments(arguments: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield ``arguments``; the equals signs of neighbours that take one line each are aligned."""
    run: list[tuple[str, str]] = []
    for name, value in arguments.items():
        first, *rest = _value(value, indent)
        if not rest:
            run.append((name, first))
            continue
        yield from _aligned(run, indent)
        run = []
        yield f"{indent}{name} = {first}"
        yield from rest
    yield from _aligned(run, indent)


def _aligned(run: Sequence[tuple[str, str]], indent: str) -> Iterator[str]:
    width = max((len(name) for name, _ in run), default=0)
    yield from (f"{indent}{name:{width}} = {value}" for name, value in run)


def _value(value: Any, indent: str) -> list[str]:
    """Return the lines of an expression, the first without its indentation."""
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, str):
        return [_text(value)]
    if isinstance(value, Mapping):
        if not value:
            return ["{}"]
        inner = {_key(name): one for name, one in value.items()}
        return ["{", *_arguments(inner, indent + _INDENT), f"{indent}}}"]
    if isinstance(value, (list, tuple)):
        return _list(value, indent)
    return [str(value)]


def _list(items: Sequence[Any], indent: str) -> list[str]:
    if all(isinstance(item, str) for item in items) and len(items) < 2:
        return [f"[{', '.join(map(_text, items))}]"]
    inner = indent + _INDENT
    lines = ["["]
    for item in items:
        first, *rest = _value(item, inner)
        lines += [f"{inner}{first}", *rest]
        lines[-1] += ","
    return [*lines, f"{indent}]"]


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) and name not in _RESERVED else quoted(name)


def _text(value: str) -> str:
    if isinstance(value, Keyword):
        return str(value)
    if isinstance(value, Expression):
        return value.inner
    if isinstance(value, Verbatim):
        return quoted(value.template)
    return quoted(value)


def quoted(text: str) -> str:
    """Return a template as a quoted string; the expressions in it stay as they are."""
    written = ""
    position = 0
    for start, end in _interpolations(text):
        written += _escaped(text[position:start]) + text[start:end]
        position = end
    return f'"{written}{_escaped(text[position:])}"'


def _escaped(text: str) -> str:
    written = "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(c)) for c in text)
    return _DOUBLED.sub(lambda match: _code(match[0]), written)


def _code(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _interpolations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each ``${…}`` of ``text`` begins and ends; its expressions hold no quotes."""
    for match in re.finditer(r"\$\$\{|%%\{|\$\{[^}\"]*\}", text):
        if match[0].startswith("${"):
            yield match.span()
