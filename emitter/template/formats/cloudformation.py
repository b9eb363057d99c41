"""CloudFormation YAML, with the short forms of intrinsic functions."""

import re
from typing import TYPE_CHECKING, Any

import yaml

from ..marker import note

if TYPE_CHECKING:
    from ..assembly import Assembly

SUFFIX = ".yaml"
OPEN = True

_SHORT = {"Ref": "!Ref", "Fn::Sub": "!Sub", "Fn::GetAtt": "!GetAtt"}
_ORDER = ("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Resources", "Outputs")

# With libyaml where PyYAML has it: the same text, many times faster.
_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc]
    """Writes intrinsic functions in their short form, and quotes what any YAML version takes for a number."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _mapping(dumper: Any, data: dict[str, Any]) -> Any:
    if len(data) == 1:
        ((key, argument),) = data.items()
        if key in _SHORT:
            text = ".".join(argument) if isinstance(argument, list) else argument
            return dumper.represent_scalar(_SHORT[key], text)
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items())


_Dumper.add_representer(dict, _mapping)
# YAML 1.1 reads 0891 as text and YAML 1.2 as a number: quote it for both.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(0o[0-7]+|0x[0-9a-fA-F]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$"),
    list("-+.0123456789"),
)


def render(assembly: "Assembly") -> str:
    """Return ``assembly`` as a CloudFormation template in YAML."""
    body = yaml.dump(ordered(assembly), Dumper=_Dumper, sort_keys=False, width=2**20, allow_unicode=True)
    assert isinstance(body, str)
    return "".join(f"# {line}\n" for line in note(assembly.command)) + body


def ordered(assembly: "Assembly") -> dict[str, Any]:
    """Return ``assembly`` as plain data, its sections in the order in which a template is read."""
    sections = assembly.template.to_dict()
    sections["Resources"] = {
        title: {"Type": resource.pop("Type"), **resource} for title, resource in sections["Resources"].items()
    }
    return {name: sections[name] for name in _ORDER if name in sections}
