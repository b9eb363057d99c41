"""Resources that a request names in a way of its own: by type, by address, by qualifier, in another account.

Sources: "AddTagsToResource"
(https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html),
"Queue and message identifiers"
(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html),
"Resources and conditions for Lambda actions"
(https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html), "Access points"
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html) and registryId
and catalogId in the references of Amazon ECR and AWS Glue, and "ChangeTagsForResource"
(https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html).
"""

import re
from collections.abc import Iterator

from .parameters import Parameters
from .resource import CallPlace, CallResource

_TAGGED = frozenset({"ssm:AddTagsToResource", "ssm:ListTagsForResource", "ssm:RemoveTagsFromResource"})
_TAGGED_ZONES = frozenset(
    ("route53:ChangeTagsForResource", "route53:ListTagsForResource", "route53:ListTagsForResources")
)
# Actions on a load balancer of either generation, and the type that the second says.
_BALANCERS = frozenset(
    (
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:RemoveTags",
    )
)
_BALANCER_TYPES = {"network": "net", "gateway": "gwy"}
_TYPES = {
    "association": "association",
    "automation": "automation-execution",
    "document": "document",
    "maintenancewindow": "maintenancewindow",
    "managedinstance": "managed-instance",
    "opsitem": "opsitem",
    "opsmetadata": "opsmetadata",
    "parameter": "parameter",
    "patchbaseline": "patchbaseline",
}
_QUEUE = re.compile(
    r"https?://(?:(?:vpce-[^./]+\.)?sqs[.-](?P<region>[a-z0-9-]+)\.|(?P<old>[a-z0-9-]+)\.queue\.|queue\.)[^/]+/"
    r"(?P<account>[0-9]{12})/.+"
)
_ACCOUNTS = {"ecr": "registryid", "glue": "catalogid", "sqs": "queueownerawsaccountid"}
_ACCOUNT = re.compile(r"[0-9]{12}")
_ACCESS_POINT = re.compile(
    r"arn:[^:]+:s3(?:-outposts|-object-lambda)?:[^:]*:[^:]*:(?:accesspoint|outpost)/.+"
)
# What AWS puts behind the name of an access point to call it as a bucket.
_ALIASES = ("-s3alias", "--ol-s3", "--op-s3")
# Actions that are authorised on a version or alias when the request names one.
_OF_VERSIONS = """
    AddPermission CreateFunctionUrlConfig DeleteFunction DeleteFunctionEventInvokeConfig
    DeleteFunctionUrlConfig DeleteProvisionedConcurrencyConfig GetFunction
    GetFunctionConfiguration GetFunctionEventInvokeConfig
    GetFunctionUrlConfig GetPolicy GetProvisionedConcurrencyConfig InvokeAsync InvokeFunction
    InvokeFunctionUrl
    PutFunctionEventInvokeConfig PutProvisionedConcurrencyConfig RemovePermission UpdateFunctionUrlConfig
    UpdateFunctionEventInvokeConfig
"""
_QUALIFIED = frozenset(f"lambda:{name}" for name in _OF_VERSIONS.split())
# What IAM creates is where its path says, and at the root when it says none.
_CREATED = frozenset(
    f"iam:{name}"
    for name in ("CreateGroup", "CreateInstanceProfile", "CreatePolicy", "CreateRole", "CreateUser")
)
UNKNOWN_PATH = "*"


def resources(action: str, asked: Parameters, place: CallPlace) -> tuple[CallResource, ...]:
    """Return what ``action`` is on where its request names that in a way of its own; nothing elsewhere."""
    service = action.partition(":")[0]
    if action in _TAGGED:
        return (_tagged(asked, place),)
    if action in _TAGGED_ZONES:
        return tuple(_tagged_zones(asked, place))
    if service == "s3":
        return _access_point(asked)
    if service == "lambda":
        return _qualified(action, asked, place)
    return ()


def elsewhere(action: str, asked: Parameters, place: CallPlace) -> CallPlace:
    """Return where the resource of ``action`` is, which may be another account."""
    service = action.partition(":")[0]
    for text in asked.get("queueurl", ())[:1] if service == "sqs" else ():
        match = _QUEUE.fullmatch(text)
        if match:
            return CallPlace(match["region"] or match["old"] or place.region, match["account"])
    for text in asked.get(_ACCOUNTS.get(service, ""), ())[:1]:
        if _ACCOUNT.fullmatch(text):
            return place._replace(account=text)
    return place


def path(action: str, asked: Parameters) -> str:
    """Return the path of what ``action`` of IAM names by its name; :data:`UNKNOWN_PATH` if not recorded."""
    if "path" in asked:
        return asked["path"][0].strip("/")
    return "" if action in _CREATED else UNKNOWN_PATH


def _tagged(asked: Parameters, place: CallPlace) -> CallResource:
    kind = _TYPES.get(asked.get("resourcetype", ("",))[0].lower())
    name = asked.get("resourceid", ("",))[0]
    if name.startswith("arn:"):
        return CallResource(name)
    if kind is None or not name:
        return CallResource(None, partial=True)
    where = f"{place.region or '*'}:{place.account or '*'}"
    return CallResource(f"arn:{place.partition}:ssm:{where}:{kind}/{name.lstrip('/')}")


def _tagged_zones(asked: Parameters, place: CallPlace) -> Iterator[CallResource]:
    """Yield the hosted zones or health checks whose tags a request is about."""
    kind = asked.get("resourcetype", ("*",))[0]
    for name in asked.get("resourceid", asked.get("resourceids", ("*",))):
        arn = f"arn:{place.partition}:route53:::{kind}/{name.rpartition('/')[2]}"
        yield CallResource(arn, partial="*" in (kind, name))


def balancer(action: str, asked: Parameters) -> str:
    """Return how the ARN of the load balancer that ``action`` is on begins; empty where that is not known.

    The generations have operations of the same names, and call a load balancer differently. Sources:
    https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html,
    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    """
    if action not in _BALANCERS:
        return ""
    if {"loadbalancername", "loadbalancernames"} & asked.keys():
        return "loadbalancer/"
    if "name" not in asked or not action.endswith(":CreateLoadBalancer"):
        return ""
    kind = _BALANCER_TYPES.get(asked.get("type", ("application",))[0], "app")
    return f"loadbalancer/{kind}/"


def _access_point(asked: Parameters) -> tuple[CallResource, ...]:
    for bucket in asked.get("bucketname", ())[:1]:
        keys = asked.get("key", ())
        if _ACCESS_POINT.fullmatch(bucket):
            return tuple(CallResource(f"{bucket}/object/{key}") for key in keys) or (CallResource(bucket),)
        if bucket.endswith(_ALIASES):
            # An alias does not say which access point it is of.
            return (CallResource(None, partial=True),)
    return ()


def _qualified(action: str, asked: Parameters, place: CallPlace) -> tuple[CallResource, ...]:
    qualifier = asked.get("qualifier", ("",))[0]
    for name in asked.get("functionname", ())[:1]:
        if action not in _QUALIFIED:
            return ()
        arn = name
        if not name.startswith("arn:"):
            account, _, rest = name.rpartition("function:")
            account = next(iter(_ACCOUNT.findall(account)), place.account or "*")
            arn = f"arn:{place.partition}:lambda:{place.region or '*'}:{account}:function:{rest}"
        own = arn.split(":", 7)
        if len(own) == 8:
            return (CallResource(arn),)
        if qualifier:
            return (CallResource(f"{arn}:{qualifier}"),)
    return ()
