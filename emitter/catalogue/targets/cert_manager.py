"""cert-manager, solving ACME DNS-01 challenges in Amazon Route 53.

Read at v1.21.1; the calls were compared tag by tag from v1.12.17 and never changed.
"""

from awacs import route53, sts

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
)
from ..syntax import Syntax

_CODE = Repository("cert-manager/cert-manager", "24e33194fb39488eff2bbf10c6dc640f407cad44")
_DOCS = Repository("cert-manager/website", "776e5dba56510fc9de84206b806b568447077f25")

_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)
# As Route 53 normalizes names.
_RECORD = Syntax(
    r"[a-z0-9_.*?-]{1,255}",
    "a record's name is up to 255 lower-case letters, digits, -, _ and ., or a pattern with * and ?",
    255,
    r"[*?]*[a-z0-9_.-][a-z0-9_.*?-]*",
)


def _route53(*lines: int) -> Evidence:
    return _CODE.at("pkg/issuer/acme/dns/route53/route53.go", *lines)


def _documented(folder: str, line: int) -> Evidence:
    return _DOCS.at(f"content/{folder}/configuration/acme/dns01/route53.md", line, confidence="documented")


_KEYS = "route53:ChangeResourceRecordSets"
# One record of one type at a time, and a change always carries the three keys.
_RECORDS = Scope(
    "Records",
    ("arn:{partition}:route53:::hostedzone/{hosted_zone}",),
    (
        GrantCondition("ForAllValues:StringEquals", f"{_KEYS}RecordTypes", ("TXT",)),
        GrantCondition("ForAllValues:StringEquals", f"{_KEYS}Actions", ("UPSERT", "DELETE")),
        GrantCondition(
            "ForAllValues:StringLike",
            f"{_KEYS}NormalizedRecordNames",
            ("{record_name}",),
            when="record-names",
        ),
        GrantCondition("Null", f"{_KEYS}RecordTypes", ("false",)),
        GrantCondition("Null", f"{_KEYS}Actions", ("false",)),
        GrantCondition("Null", f"{_KEYS}NormalizedRecordNames", ("false",), when="record-names"),
    ),
)
# AWS makes the id of a change.
_CHANGES = Scope("Changes", ("arn:{partition}:route53:::change/*",))
_FIND = Scope("FindZone", ("*",))
_ROLES = Scope("AssumeRole", ("{assumed_role}",))

_GRANTS = (
    Grant(
        route53.ChangeResourceRecordSets,
        _RECORDS,
        ("dns01",),
        "creates the TXT record of a challenge, and deletes it afterwards",
        (_route53(252, 258, 282, 363),),
    ),
    Grant(
        route53.GetChange,
        _CHANGES,
        ("dns01",),
        "waits until the record is on every server of Amazon Route 53",
        (_route53(305),),
    ),
    Grant(
        route53.ListHostedZonesByName,
        _FIND,
        ("find-zone",),
        "finds the hosted zone of a domain; AWS lets no resource narrow it",
        (_route53(330),),
    ),
    Grant(
        sts.AssumeRole,
        _ROLES,
        ("assume-role",),
        "assumes the role of the solver, with which it does everything else",
        (_route53(151),),
    ),
)

_UNUSED = "grants route53:ListResourceRecordSets, which nothing calls"


def _page(
    source: Evidence, since: str, until: str, conditions: tuple[GrantCondition, ...], fault: str
) -> Page:
    return Page(
        source,
        (
            PageStatement("Changes", (route53.GetChange,), ("arn:{partition}:route53:::change/*",)),
            PageStatement(
                "Records",
                (route53.ChangeResourceRecordSets, route53.ListResourceRecordSets),
                ("arn:{partition}:route53:::hostedzone/*",),
                conditions,
            ),
            PageStatement("FindZone", (route53.ListHostedZonesByName,), ("*",)),
        ),
        since,
        until,
        (fault, _UNUSED),
    )


TARGET = Target(
    name="cert-manager",
    title="ACME DNS-01 challenges in Amazon Route 53",
    deployer="cert-manager",
    versions=("1.12", "1.13", "1.14", "1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "1.21"),
    read=Release("1.21.1", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="cert-manager",
    policy_name="cert-manager",
    parameters=(
        Parameter("hosted_zone", "ids of the hosted zones of its domains", syntax.SEGMENT, "*"),
        Parameter(
            "record_name",
            "names of the records it may change, as _acme-challenge.*",
            _RECORD,
            "_acme-challenge.*",
        ),
        Parameter(
            "assumed_role",
            "roles that its solvers name, as their ARNs",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("dns01", "solves DNS-01 challenges", default=True),
        Feature("find-zone", "finds the hosted zone of a domain; not needed with hostedZoneID", default=True),
        Feature(
            "record-names",
            "restricts changes to records of certain names; with cnameStrategy: Follow, a record has the name that a CNAME points to",
        ),
        Feature("assume-role", "assumes the role of a solver with its own rights (role, without auth)"),
    ),
    grants=_GRANTS,
    pages=(
        _page(
            _documented("v1.16-docs", 24),
            "1.12",
            "1.16",
            (),
            "changes records of any type in every hosted zone, so that it could move any name elsewhere",
        ),
        _page(
            _documented("docs", 23),
            "1.17",
            "1.21",
            (GrantCondition("ForAllValues:StringEquals", f"{_KEYS}RecordTypes", ("TXT",)),),
            "changes any TXT record of every hosted zone, as those of SPF and of proofs of ownership",
        ),
    ),
    repositories=(_CODE,),
    notes=("its Vault issuer signs sts:GetCallerIdentity, which needs no permission",),
)
