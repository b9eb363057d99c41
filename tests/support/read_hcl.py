"""Reads Terraform's native syntax, alone or in a folder."""

from emitter.reading.files import read_text
from emitter.reading.terraform.hcl.blocks import entries_of
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
