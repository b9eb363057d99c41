"""What version 6 of the AWS provider takes, from a package that is generated from its schema.

No version 6 of the provider has to be there for the tests. ``provider_arguments.json`` beside this file is
written anew with::

    pip download --no-deps cdktf-cdktf-provider-aws
    python -m tests.support.provider_arguments cdktf_cdktf_provider_aws-*.whl

The package has a module for each resource and data source, with a class for its arguments and one for each
block in it; nothing of it is run. Its README names the version of the provider.
"""

import ast
import json
import re
import sys
import zipfile
from pathlib import Path

from emitter.template.formats.terraform.table import LINKS, ROWS, Attachment

FILE = Path(__file__).with_suffix(".json")
_PACKAGE = "cdktf_cdktf_provider_aws"
# What is Terraform's own, and not the provider's.
META = frozenset(
    ("connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners", "//")
)
_DATA = ("aws_caller_identity", "aws_iam_policy_document", "aws_partition", "aws_region")


def resources():
    """The types of resource that emit's table writes."""
    for row in ROWS.values():
        yield row.type
        yield from (rule.type for rule in row.properties.values() if isinstance(rule, Attachment))
        if row.exclusive is not None:
            yield from (row.exclusive.attachments, row.exclusive.inline)
    yield from (link.type for link in LINKS.values())


def read():
    """The file: ``resource`` and ``data`` by type, with ``required``, ``optional`` and ``attributes``."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def _main(wheel):
    with zipfile.ZipFile(wheel) as package:
        (metadata,) = (name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        about = package.read(metadata).decode()
        found = {
            "package": f"{_PACKAGE.replace('_', '-')} {re.search('^Version: (.+)$', about, re.MULTILINE)[1]}",
            "provider": re.search(r"providers/hashicorp/aws/([0-9.]+)", about)[1],
            "resource": {kind: _schema(package, kind, "") for kind in sorted(set(resources()))},
            "data": {kind: _schema(package, kind, "data_aws_") for kind in _DATA},
        }
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _schema(package, kind, prefix):
    module = prefix + kind.removeprefix("aws_")
    tree = ast.parse(package.read(f"{_PACKAGE}/{module}/__init__.py"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    name = "".join(word.capitalize() for word in module.split("_"))
    return _struct(classes, f"{name}Config", name) | {"attributes": sorted(_properties(classes[name]))}


def _struct(classes, struct, name):
    """The arguments of the class ``struct``, and of the blocks whose classes are called after ``name``."""
    (init,) = (node for node in classes[struct].body if getattr(node, "name", "") == "__init__")
    given = zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True)
    arguments = {argument.arg: default is None for argument, default in given if argument.arg not in META}
    blocks = {
        argument: name + "".join(word.capitalize() for word in argument.split("_")) for argument in arguments
    }
    return {
        "required": [argument for argument, needed in arguments.items() if needed],
        "optional": [argument for argument, needed in arguments.items() if not needed],
        "blocks": {
            argument: _struct(classes, block, block) for argument, block in blocks.items() if block in classes
        },
    }


def _properties(node):
    for member in node.body:
        decorators = [ast.unparse(one) for one in getattr(member, "decorator_list", ())]
        if "builtins.property" in decorators and not member.name.endswith("_input"):
            yield member.name


if __name__ == "__main__":
    _main(sys.argv[1])
