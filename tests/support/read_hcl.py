"""Reads Terraform's native syntax, alone or in a folder."""

import json

from emitter.reading.files import read_text
from emitter.reading.terraform.hcl.blocks import entries_of, top_blocks
from emitter.reading.terraform.hcl.expressions import lower
from emitter.reading.terraform.hcl.scope import Scope
from emitter.reading.terraform.hcl.syntax import HclFile
from emitter.reading.terraform.module import read_module
from emitter.reading.tree import Mapping, Scalar


def read(text, name="main.tf"):
    return read_text(text, name)


def plain(node):
    """A node as Python's objects; what stands without quotes is a tuple of one."""
    if isinstance(node, Scalar):
        return (node.text,) if node.plain else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(inner) for key, inner in node.entries}
    return [plain(item) for item in node.items]


def lowered(expression, more="", folder=None):
    """``expression`` as the local value ``it`` beside the blocks of ``more``."""
    module = read_module([("main.tf", f"locals {{\n  it = {expression}\n}}\n{more}")], folder)
    assert module.unread == ()
    (blocks,) = module.tree.every("locals")
    return blocks.items[0].get("it")


def entries(text):
    """The blocks of ``text`` that may hold policies."""
    file = HclFile(text, "main.tf")
    return list(entries_of(file, Scope({}, {}, lower)))


# Blocks of a policy document, of which there may be several.
_SEVERAL = ("statement", "principals", "condition")


def as_json(text):
    """The module file ``text`` in Terraform's JSON syntax."""
    found = {}
    for kind, labels, _ in top_blocks(HclFile(text, "main.tf")):
        inner = found.setdefault(kind, {})
        for label in labels:
            inner = inner.setdefault(label, {})
    for key, node in entries(text):
        _merge(found[key.text], _in_json(plain(node)))
    return json.dumps(found)


def _merge(below, above):
    for key, value in above.items():
        if isinstance(value, dict) and key in below:
            _merge(below[key], value)
        else:
            below[key] = value


def _in_json(value):
    if isinstance(value, tuple):
        return json.loads(value[0])
    if isinstance(value, list):
        return [_in_json(item) for item in value]
    if isinstance(value, dict):
        found = {key: _in_json(inner) for key, inner in value.items()}
        return {k: [v] if k in _SEVERAL and isinstance(v, dict) else v for k, v in found.items()}
    return value
