"""Terraform's ``moved`` blocks, for an identity whose addresses are called after another target than before.

Source: "Refactor modules" (https://developer.hashicorp.com/terraform/language/modules/develop/refactoring).
"""

from collections.abc import Mapping
from typing import Any

from ...assembly import Assembly
from .table import LINKS, ROWS, Attachment
from .text import Keyword

_POLICY = ROWS["AWS::IAM::ManagedPolicy"]
_OF_POLICIES = {_POLICY.type} | {
    rule.type for rule in _POLICY.properties.values() if isinstance(rule, Attachment)
}
_LINKED = {link.type for link in LINKS.values()}


def moves(assembly: Assembly, resources: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Keyword]]:
    """Return the bodies of the blocks for ``resources``, by type and label, that ``assembly`` became."""
    found: dict[str, str] = {}
    for title, before in assembly.former.items():
        now = assembly.labels[title]
        kind = str(assembly.template.resources[title].resource_type)
        for type_, bodies in resources.items():
            # A target's policy may have the label of the identity, and stays where it is.
            if (type_ in _OF_POLICIES) != (kind == "AWS::IAM::ManagedPolicy"):
                continue
            for label in bodies:
                if label == now or (kind in LINKS and type_ in _LINKED and label.startswith(f"{now}_")):
                    found[f"{type_}.{label}"] = f"{type_}.{before}{label.removeprefix(now)}"
    return [{"from": Keyword(before), "to": Keyword(now)} for now, before in found.items()]
