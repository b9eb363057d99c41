"""Accelerators of AWS Global Accelerator, which has no Region in its ARNs."""

from awacs import globalaccelerator as aga
from awacs import iam

from ...model import Evidence, GrantCondition, Scope, vendor
from .sources import AWS, KEEPS_TAG, NEW, OWN, allow, code, documented, service

_PAGE = "aga_controller_iam_policy"
_LINKED_ROLE = vendor(f"{AWS}/global-accelerator/latest/dg/using-service-linked-roles.html")
_TAG_ON_CREATE = vendor(f"{AWS}/global-accelerator/latest/api/API_CreateAccelerator.html")

_ACCELERATORS = "arn:{partition}:globalaccelerator::{account}:accelerator/*"
_LISTENERS = f"{_ACCELERATORS}/listener/*"
_GROUPS = f"{_LISTENERS}/endpoint-group/*"
_KIND = "aga.k8s.aws/resource"
_NEW = (NEW, GrantCondition("StringEquals", f"aws:RequestTag/{_KIND}", ("GlobalAccelerator",)))
_OWN = (OWN, GrantCondition("StringEquals", f"aws:ResourceTag/{_KIND}", ("GlobalAccelerator",)))

_READ = Scope("ReadAccelerators", (_ACCELERATORS,))
_READ_LISTENERS = Scope("ReadAcceleratorListeners", (_LISTENERS,))
_CREATE = Scope("NewAccelerators", ("*",), _NEW)
_TAG_NEW = Scope("TagNewAccelerators", (_ACCELERATORS,), _NEW)
_TAG_OWN = Scope("TagOwnAccelerators", (_ACCELERATORS,), (*_OWN, KEEPS_TAG))
_OWN_ACCELERATORS = Scope("OwnAccelerators", (_ACCELERATORS,), _OWN)
_OWN_LISTENERS = Scope("OwnAcceleratorListeners", (_LISTENERS,), _OWN)
_OWN_GROUPS = Scope("OwnEndpointGroups", (_GROUPS,), _OWN)
_SERVICE_ROLE = Scope(
    "AcceleratorServiceLinkedRole",
    (
        "arn:{partition}:iam::{account}:role/aws-service-role/"
        "globalaccelerator.amazonaws.com/AWSServiceRoleForGlobalAccelerator",
    ),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("globalaccelerator.amazonaws.com",)),),
)
_FEATURE = ("global-accelerator",)


def _client(*lines: int) -> tuple[Evidence, ...]:
    return (service("globalaccelerator", *lines),)


ACCELERATOR_GRANTS = (
    *allow(
        _READ,
        _FEATURE,
        (aga.ListTagsForResource, "reads the tags of an accelerator", _client(157)),
        (aga.ListListeners, "finds the listeners of an accelerator", _client(206)),
        since="2.17",
    ),
    *allow(
        _READ_LISTENERS,
        _FEATURE,
        (aga.ListEndpointGroups, "finds the endpoint groups of a listener", _client(255)),
        since="2.17",
    ),
    *allow(
        _CREATE,
        _FEATURE,
        (
            aga.CreateAccelerator,
            "creates accelerators, always with the tag of its cluster; AWS lets no resource narrow it",
            (*_client(92), code("deploy/tracking/provider", 125)),
        ),
        since="2.17",
    ),
    *allow(
        _TAG_NEW,
        _FEATURE,
        (
            aga.TagResource,
            "tags accelerators when they are created",
            (_TAG_ON_CREATE, documented(114, _PAGE)),
        ),
        since="2.17",
    ),
    *allow(
        _TAG_OWN,
        _FEATURE,
        (aga.TagResource, "sets tags that changed, on accelerators that it made", _client(124)),
        since="2.17",
    ),
    *allow(
        _OWN_ACCELERATORS,
        _FEATURE,
        (aga.DescribeAccelerator, "waits for an accelerator", _client(100)),
        (aga.UpdateAccelerator, "changes accelerators that it made", _client(108)),
        (aga.DeleteAccelerator, "deletes accelerators that it made", _client(116)),
        (aga.UntagResource, "removes tags that are gone, from accelerators that it made", _client(132)),
        (aga.CreateListener, "creates listeners of accelerators that it made", _client(165)),
        since="2.17",
    ),
    *allow(
        _OWN_LISTENERS,
        _FEATURE,
        (aga.UpdateListener, "changes listeners that it made", _client(181)),
        (aga.DeleteListener, "deletes listeners that it made", _client(189)),
        (aga.CreateEndpointGroup, "creates endpoint groups of listeners that it made", _client(222)),
        since="2.17",
    ),
    *allow(
        _OWN_GROUPS,
        _FEATURE,
        (aga.UpdateEndpointGroup, "changes endpoint groups that it made", _client(238)),
        (aga.DeleteEndpointGroup, "deletes endpoint groups that it made", _client(246)),
        (aga.AddEndpoints, "adds load balancers to endpoint groups", _client(271)),
        (aga.RemoveEndpoints, "removes load balancers from endpoint groups", _client(279)),
        since="2.17",
    ),
    *allow(
        _SERVICE_ROLE,
        _FEATURE,
        (
            iam.CreateServiceLinkedRole,
            "the first accelerator of an account makes the role of AWS Global Accelerator",
            (_LINKED_ROLE, documented(7, _PAGE)),
        ),
        since="2.17",
    ),
)
