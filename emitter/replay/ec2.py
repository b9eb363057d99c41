"""Ids of Amazon EC2: what is in a request says by how it begins of what type it is.

Sources: "Resource IDs" (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html) and the
examples of ids in the Amazon EC2 API reference
(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html).
"""

import re
from collections.abc import Iterator
from functools import cache

from ..aws import service_reference
from .parameters import Parameters
from .resource import CallPlace

# What stands before the id, and the type that the Service Authorization Reference has for it.
PREFIXES = {
    "acl": "network-acl",
    "ami": "image",
    "cagw": "carrier-gateway",
    "cgw": "customer-gateway",
    "cr": "capacity-reservation",
    "crf": "capacity-reservation-fleet",
    "cvpn-endpoint": "client-vpn-endpoint",
    "dopt": "dhcp-options",
    "eice": "instance-connect-endpoint",
    "eigw": "egress-only-internet-gateway",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "fleet": "fleet",
    "h": "dedicated-host",
    "i": "instance",
    "iew": "instance-event-window",
    "igw": "internet-gateway",
    "ipam": "ipam",
    "ipam-pool": "ipam-pool",
    "ipam-scope": "ipam-scope",
    "key": "key-pair",
    "lt": "launch-template",
    "nat": "natgateway",
    "pcx": "vpc-peering-connection",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sfr": "spot-fleet-request",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "sir": "spot-instances-request",
    "snap": "snapshot",
    "subnet": "subnet",
    "tgw": "transit-gateway",
    "tgw-attach": "transit-gateway-attachment",
    "tgw-rtb": "transit-gateway-route-table",
    "vgw": "vpn-gateway",
    "vol": "volume",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
    "vpce-svc": "vpc-endpoint-service",
    "vpn": "vpn-connection",
}
# Rules name other groups, which the action is not about: of these the first group is meant.
_RULES = frozenset(
    f"ec2:{verb}SecurityGroup{way}" for verb in ("Authorize", "Revoke") for way in ("Ingress", "Egress")
) | {"ec2:ModifySecurityGroupRules"}

_ID = re.compile(r"([a-z]+(?:-[a-z]+)*)-[0-9a-f-]+")
_HOLE = re.compile(r"\$\{(\w+)\}")


def arns(action: str, parameters: Parameters, place: CallPlace) -> Iterator[str]:
    """Yield the ARNs of what the ids among ``parameters`` of ``action`` name."""
    for key, several in parameters.items():
        found = several[:1] if key == "groupid" and action in _RULES else several
        for text in found:
            match = _ID.fullmatch(text)
            type_ = PREFIXES.get(match[1]) if match else None
            if type_:
                yield arn(type_, text, place)


def arn(type_: str, name: str, place: CallPlace) -> str:
    """Return the ARN of the resource called ``name`` of ``type_``; empty when there is no such type."""
    known = {"Partition": place.partition, "Region": place.region or "*", "Account": place.account or "*"}
    return _HOLE.sub(lambda hole: known.get(hole[1], name), _patterns().get(type_, ""))


@cache
def _patterns() -> dict[str, str]:
    return {type_.name: type_.arn for type_ in service_reference.resource_types("ec2")}
