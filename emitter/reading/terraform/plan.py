"""``terraform show -json`` of a plan or state, and a state file, as the Terraform JSON of their resources.

Source: "JSON Output Format" (https://developer.hashicorp.com/terraform/internals/json-format). An argument
that is known only after apply is absent from the values of a plan; where the configuration names a
reference for it, that stands in its place.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from ..attachments import Content
from ..grammar import is_null
from ..tree import Mapping, Node, Scalar, Sequence, as_list
from .documents import read_terraform
from .resource_policies import is_of_interest

_ARN = "aws_iam_policy"
# The arguments that hold documents or name others.
_REFERRING = (
    *("policy", "policy_arn", "assume_role_policy", "permissions_boundary", "inline_policy", "content"),
    *("access_policy", "access_policies", "policy_document", "resource_policy", "repository_policy"),
)
_References: TypeAlias = dict[tuple[str, str], dict[str, str]]


class _Resource(NamedTuple):
    type: str
    label: str
    values: Mapping


def is_plan(node: Node) -> bool:
    """Return whether ``node`` is a plan or state."""
    if not isinstance(node, Mapping):
        return False
    shown = isinstance(node.get("planned_values"), Mapping) or isinstance(node.get("values"), Mapping)
    if shown and node.get("format_version") is not None:
        return True
    return node.get("terraform_version") is not None and isinstance(node.get("resources"), Sequence)


def read_plan(node: Mapping) -> Content:
    """Return the documents of the plan or state ``node``."""
    return read_terraform(_tree(node))


def _tree(node: Mapping) -> Mapping:
    resources = tuple(_resources(node))
    arns = {
        arn.text: one.label
        for one in resources
        if one.type == _ARN and isinstance(arn := one.values.get("arn"), Scalar)
    }
    entries = []
    for one in resources:
        body = Mapping(
            tuple((key, _named(key.text, inner, arns)) for key, inner in one.values.entries), one.values.place
        )
        labels = Mapping(((Scalar(one.label, body.place), body),), body.place)
        types = Mapping(((Scalar(one.type, body.place), labels),), body.place)
        entries.append((Scalar("resource", body.place), types))
    return Mapping(tuple(entries), node.place)


def _named(key: str, node: Node, arns: dict[str, str]) -> Node:
    """Return the value of an argument: text, or a reference where another resource has that ARN."""
    if key in ("policy_arn", "permissions_boundary") and isinstance(node, Scalar) and node.text in arns:
        return node._replace(text=f"${{{_ARN}.{arns[node.text]}.arn}}")
    return node


def _resources(node: Mapping) -> Iterator[_Resource]:
    references = _references(node)
    for key in ("planned_values", "values"):
        root = node.get(key)
        if isinstance(root, Mapping):
            yield from _of_module(root.get("root_module"), references)
    for resource in _maps(node.get("resources")):
        yield from _of_state(resource)


def _of_module(module: Node | None, references: _References) -> Iterator[_Resource]:
    left = [module]
    while left:
        one = left.pop()
        if not isinstance(one, Mapping):
            continue
        left += reversed(as_list(one.get("child_modules")))
        for resource in _maps(one.get("resources")):
            type_, values = _text(resource.get("type")), resource.get("values")
            if (
                is_of_interest(type_)
                and _text(resource.get("mode")) != "data"
                and isinstance(values, Mapping)
            ):
                address = _text(resource.get("address"))
                named = references.get((_bare(address), type_), {})
                yield _Resource(type_, _label(address, type_), _with(values, named))


def _of_state(resource: Mapping) -> Iterator[_Resource]:
    type_ = _text(resource.get("type"))
    if not is_of_interest(type_) or _text(resource.get("mode")) == "data":
        return
    module, name = _text(resource.get("module")), _text(resource.get("name"))
    for number, instance in enumerate(_maps(resource.get("instances"))):
        values = instance.get("attributes")
        if isinstance(values, Mapping):
            key = instance.get("index_key")
            index = f"_{_text(key)}" if isinstance(key, Scalar) else f"_{number}" if number else ""
            yield _Resource(type_, _plain(f"{module}.{name}{index}".strip(".")), _with(values, {}))


def _with(values: Mapping, references: dict[str, str]) -> Mapping:
    """Return ``values`` as text of Terraform, with ``references`` for what is not known."""
    entries = [(key, _escaped(inner)) for key, inner in values.entries if not is_null(inner)]
    present = {key.text for key, _ in entries}
    for name, expression in references.items():
        if name not in present:
            entries.append((Scalar(name, values.place), Scalar(f"${{{expression}}}", values.place)))
    return Mapping(tuple(entries), values.place)


def _escaped(node: Node) -> Node:
    if isinstance(node, Scalar):
        return node._replace(text=node.text.replace("${", "$${").replace("%{", "%%{"))
    if isinstance(node, Sequence):
        return node._replace(items=tuple(map(_escaped, node.items)))
    return node._replace(entries=tuple((key, _escaped(inner)) for key, inner in node.entries))


def _references(node: Mapping) -> _References:
    """Return the first reference of each argument that has one, by address and type of its resource."""
    found: _References = {}
    configuration = node.get("configuration")
    left: list[tuple[str, Node | None]] = []
    if isinstance(configuration, Mapping):
        left.append(("", configuration.get("root_module")))
    while left:
        path, module = left.pop()
        if not isinstance(module, Mapping):
            continue
        for resource in _maps(module.get("resources")):
            address = path + _text(resource.get("address"))
            found[address, _text(resource.get("type"))] = dict(
                _expressions(resource.get("expressions"), path)
            )
        calls = module.get("module_calls")
        for key, call in calls.entries if isinstance(calls, Mapping) else ():
            if isinstance(call, Mapping):
                left.append((f"{path}module.{key.text}.", call.get("module")))
    return found


def _expressions(node: Node | None, path: str) -> Iterator[tuple[str, str]]:
    for key, inner in node.entries if isinstance(node, Mapping) else ():
        names = inner.get("references") if isinstance(inner, Mapping) else None
        if key.text in _REFERRING and isinstance(names, Sequence) and names.items:
            yield key.text, _in_module(_text(names.items[0]), path)


def _in_module(reference: str, path: str) -> str:
    """Return ``reference`` with the module that it is in, spelled as labels are."""
    head, dot, rest = reference.partition(".")
    if not path or not head.startswith("aws_") or not dot:
        return reference
    label, _, attribute = rest.partition(".")
    return f"{head}.{_plain(path + label)}.{attribute or 'id'}"


def _label(address: str, type_: str) -> str:
    module, _, name = address.rpartition(f"{type_}.")
    return _plain(f"{module}{name}")


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "_-" else "_" for sign in name).strip("_")


def _bare(address: str) -> str:
    """Return ``address`` without indexes."""
    bare, depth = [], 0
    for sign in address:
        depth += sign == "["
        bare += [] if depth else [sign]
        depth -= sign == "]" and depth > 0
    return "".join(bare)


def _maps(node: Node | None) -> Iterator[Mapping]:
    yield from (one for one in as_list(node) if isinstance(one, Mapping))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
