"""ExternalDNS, keeping records in Amazon Route 53 or AWS Cloud Map.

Read at v0.22.0; the calls were compared tag by tag from v0.14.2. 0.15 began to tag the services that it creates
in AWS Cloud Map; 0.16 reads the tags of zones in batches, which is another action.
"""

from awacs import dynamodb, route53, servicediscovery, sts

from ... import syntax
from ...model import (
    Accept,
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Scope,
    Target,
)
from ...syntax import Syntax
from .documented import ANY_ZONE, OLD_TAG_ACTION, TOO_WIDE, before_0_20, page
from .sources import CLOUD_MAP, CODE, CODE_0_15, CODE_0_16, CODE_0_19, PARTIQL, TAG_SERVICE


def _route53(*lines: int) -> Evidence:
    return CODE.at("provider/aws/aws.go", *lines)


def _cloud_map(*lines: int) -> Evidence:
    return CODE.at("provider/awssd/aws_sd.go", *lines)


def _registry(*lines: int) -> Evidence:
    return CODE.at("registry/dynamodb/registry.go", *lines)


_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)
# As Route 53 normalizes names, but for the backslash of \052: a ? matches it.
_RECORD = Syntax(
    r"[a-z0-9_.*?-]{1,255}",
    "a record's name is up to 255 lower-case letters, digits, -, _ and ., or a pattern with * and ?",
    255,
    r"[*?]*[a-z0-9_.-][a-z0-9_.*?-]*",
)
_ZONE = "arn:{partition}:route53:::hostedzone/{hosted_zone}"
_NAMES = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
_SERVICE_ARN = "arn:{partition}:servicediscovery:{region}:{account}:service/*"
_NAMESPACE_ARN = "arn:{partition}:servicediscovery:{region}:{account}:namespace/{cloud_map_namespace}"
_NAMED = (
    GrantCondition("ForAllValues:StringLike", _NAMES, ("{record_name}",), when="record-names"),
    GrantCondition("Null", _NAMES, ("false",), when="record-names"),
)
_FIND = Scope("FindZones", ("*",))
_ZONES = Scope("Zones", (_ZONE,))
_RECORDS = Scope(
    "Records",
    (_ZONE,),
    _NAMED,
    (
        Accept(
            "W408",
            "it keeps records of every zone that its filters match; the value hosted_zone narrows it",
            unnamed="hosted_zone",
            unless="record-names",
        ),
    ),
)
_FIND_NAMESPACES = Scope("FindNamespaces", ("*",))
_NAMESPACES = Scope("Namespaces", (_NAMESPACE_ARN, _SERVICE_ARN))
_SERVICES = Scope("Services", (_SERVICE_ARN,))
# AWS lists no resource for it.
_SERVICE_TAGS = Scope("ServiceTags", ("*",))
_CLOUD_MAP_RECORDS = Scope(
    "CloudMapRecords",
    ("arn:{partition}:route53:::hostedzone/{cloud_map_zone}",),
    _NAMED,
    (
        Accept(
            "W408",
            "AWS Cloud Map made the zones of its namespaces; the value cloud_map_zone names them",
            unnamed="cloud_map_zone",
            unless="record-names",
        ),
    ),
)
_TABLE = Scope("Registry", ("{table}",))
_ROLES = Scope("AssumeRole", ("{assumed_role}",))

_GRANTS = (
    Grant(
        route53.ListHostedZones,
        _FIND,
        ("route53",),
        "finds the hosted zones that its filters match; AWS lets no resource narrow it",
        (_route53(409),),
    ),
    Grant(
        route53.ListResourceRecordSets,
        _ZONES,
        ("route53",),
        "reads the records of each of those zones",
        (_route53(515),),
    ),
    Grant(
        route53.ChangeResourceRecordSets,
        _RECORDS,
        ("route53",),
        "creates, changes and deletes records",
        (_route53(778, 794),),
    ),
    Grant(
        route53.ListTagsForResource,
        _ZONES,
        ("zone-tags",),
        "reads the tags of each zone that its other filters match",
        (CODE_0_15.at("provider/aws/aws.go", 946),),
        until="0.15",
    ),
    Grant(
        route53.ListTagsForResources,
        _ZONES,
        ("zone-tags",),
        "reads the tags of the zones that its other filters match, ten at once; one that is denied fails all",
        (_route53(1189),),
        since="0.16",
    ),
    Grant(
        servicediscovery.ListNamespaces,
        _FIND_NAMESPACES,
        ("cloud-map",),
        "finds the namespaces that its filters match; AWS lets no resource narrow it",
        (_cloud_map(378),),
    ),
    Grant(
        servicediscovery.ListServices,
        _FIND_NAMESPACES,
        ("cloud-map",),
        "finds the services of each namespace; AWS lets no resource narrow it",
        (_cloud_map(402),),
    ),
    Grant(
        servicediscovery.DiscoverInstances,
        _NAMESPACES,
        ("cloud-map",),
        "reads the instances of each service",
        (_cloud_map(168),),
    ),
    Grant(
        servicediscovery.CreateService,
        _NAMESPACES,
        ("cloud-map",),
        "creates the service of a name that has none",
        (_cloud_map(455),),
    ),
    Grant(
        servicediscovery.UpdateService,
        _SERVICES,
        ("cloud-map",),
        "sets the time to live of a service when it changed",
        (_cloud_map(490),),
    ),
    Grant(
        servicediscovery.RegisterInstance,
        _SERVICES,
        ("cloud-map",),
        "registers each target of a name; AWS makes the id of a service, so none is named",
        (_cloud_map(558),),
    ),
    Grant(
        servicediscovery.DeregisterInstance,
        _SERVICES,
        ("cloud-map",),
        "removes targets that are gone",
        (_cloud_map(578),),
    ),
    Grant(
        route53.ChangeResourceRecordSets,
        _CLOUD_MAP_RECORDS,
        ("cloud-map",),
        "lets AWS Cloud Map keep the records of its namespaces, which it does with the caller's permission",
        (
            CLOUD_MAP,
            CODE.at("docs/tutorials/aws-sd.md", 68, confidence="documented"),
            _cloud_map(558, 578),
        ),
    ),
    Grant(
        servicediscovery.DeleteService,
        _SERVICES,
        ("cloud-map-cleanup",),
        "deletes services without instances whose description names its owner id",
        (_cloud_map(525),),
    ),
    Grant(
        servicediscovery.TagResource,
        _SERVICE_TAGS,
        ("cloud-map-tags",),
        "tags services when they are created; AWS lets no resource narrow it",
        (TAG_SERVICE, CODE.at("docs/tutorials/aws-sd.md", 95, confidence="documented"), _cloud_map(466)),
        since="0.15",
    ),
    Grant(
        dynamodb.DescribeTable,
        _TABLE,
        ("dynamodb",),
        "checks the key of the table at start",
        (_registry(385),),
    ),
    Grant(
        dynamodb.Scan,
        _TABLE,
        ("dynamodb",),
        "reads which records it owns",
        (_registry(413),),
    ),
    Grant(
        dynamodb.PartiQLInsert,
        _TABLE,
        ("dynamodb",),
        "writes down that it owns a record, before it creates the record",
        (_registry(486, 542), PARTIQL),
    ),
    Grant(
        dynamodb.PartiQLUpdate,
        _TABLE,
        ("dynamodb",),
        "writes the labels of a record that changed",
        (_registry(513, 542), PARTIQL),
    ),
    Grant(
        dynamodb.PartiQLDelete,
        _TABLE,
        ("dynamodb",),
        "removes what it wrote of a record that is gone",
        (_registry(523, 542), PARTIQL),
    ),
    Grant(
        sts.AssumeRole,
        _ROLES,
        ("assume-role",),
        "assumes the role of --aws-assume-role, with which it does everything else",
        (CODE.at("provider/aws/config.go", 108),),
    ),
)

TARGET = Target(
    name="external-dns",
    title="records in Amazon Route 53 or AWS Cloud Map",
    deployer="ExternalDNS",
    versions=("0.14", "0.15", "0.16", "0.17", "0.18", "0.19", "0.20", "0.21", "0.22"),
    read=Release("0.22.0", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="external-dns",
    policy_name="external-dns",
    parameters=(
        Parameter("hosted_zone", "ids of the hosted zones that its filters match", syntax.SEGMENT, "*"),
        Parameter(
            "record_name",
            "names of the records it may change, with those of its registry; ? for the * of a wildcard record",
            _RECORD,
            allows_wildcard=False,
        ),
        Parameter("cloud_map_namespace", "ids of the namespaces that its filters match", syntax.SEGMENT, "*"),
        Parameter("cloud_map_zone", "ids of the hosted zones of those namespaces", syntax.SEGMENT, "*"),
        Parameter(
            "table",
            "name of the DynamoDB table of its registry, or its ARN",
            syntax.SEGMENT,
            "external-dns",
            arn="arn:{partition}:dynamodb:{region}:{account}:table/{value}",
        ),
        Parameter(
            "assumed_role",
            "role that --aws-assume-role names, as its ARN",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("route53", "keeps records in Amazon Route 53 (--provider=aws)", default=True),
        Feature("zone-tags", "filters hosted zones by their tags (--aws-zone-tags)", default=True),
        Feature("record-names", "restricts changes in Amazon Route 53 to records of certain names"),
        Feature("cloud-map", "keeps instances in AWS Cloud Map (--provider=aws-sd)"),
        Feature("cloud-map-cleanup", "deletes its services without instances (--aws-sd-service-cleanup)"),
        Feature("cloud-map-tags", "tags the services it creates (--aws-sd-create-tag)", since="0.15"),
        Feature("dynamodb", "keeps its registry in Amazon DynamoDB (--registry=dynamodb)"),
        Feature("assume-role", "assumes a role, as one of another account (--aws-assume-role)"),
    ),
    grants=_GRANTS,
    pages=(
        before_0_20(route53.ListTagsForResource, page(CODE_0_15, 15), "0.14", "0.15"),
        before_0_20(route53.ListTagsForResource, page(CODE_0_16, 15), "0.16", "0.16", OLD_TAG_ACTION),
        before_0_20(route53.ListTagsForResources, page(CODE_0_19, 15), "0.17", "0.19"),
        Page(
            page(CODE, 12),
            (
                PageStatement(
                    "Zones",
                    (
                        route53.ChangeResourceRecordSets,
                        route53.ListResourceRecordSets,
                        route53.ListTagsForResources,
                    ),
                    ANY_ZONE,
                ),
                PageStatement("Find", (route53.ListHostedZones,), ("*",)),
            ),
            "0.20",
            "0.22",
            (TOO_WIDE,),
        ),
    ),
    repositories=(CODE,),
    notes=("its pages for AWS Cloud Map and the DynamoDB registry are not part of documented",),
)
