"""Who a policy names as principal: services, identity providers, accounts.

Sources: "AWS JSON policy elements: Principal"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html); the names of
services from "AWS services that work with IAM"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html), the pages
on service roles and service-linked roles that it names, and "AWS managed policies"
(https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html). AWS
has no list of them as data. Most are the prefix of the service's actions; those are not repeated here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from . import facts
from .reading.document import Document, Statement
from .reading.values import DNS_SUFFIX, REGION, Unknown, Value

_NAMES = """
    access-grants.s3 accountdiscovery.ssm agent.wellarchitected agentless.inspector2 airflow-env
    alexa-appkit alexa-connectedhome amazonmq ami.inspector2 apidestinations.events application-insights
    application-signals.cloudwatch appstream.application-autoscaling assets.marketplace
    aws-artifact-account-sync aws-mcp batchoperations.s3 billingreports build.apprunner
    cassandra-streams cassandra.application-autoscaling channels.lex channels.lexv2 cks.kms
    cloudwatch-crossaccount codecatalyst-runner codestar comprehend.application-autoscaling
    config-conforms config-multiaccountsetup context.cloudtrail continuousexport.discovery contract.iq
    contributorinsights.dynamodb cost-optimization-hub.bcm credentials.deadline credentials.iot
    custom-resource.application-autoscaling custom.rds custom.rds-preview delivery.logs
    directquery.opensearchservice dms-data-migrations dms-fleet-advisor dmsintegration.migrationhub
    dynamodb.application-autoscaling ebs.csi.eks ec2-images ec2.application-autoscaling
    ec2.application-status-checks ec2.capacitymanager ec2fastlaunch ec2fleet ec2scheduled ec2sqlha
    ecs-compute ecs-tasks ecs.application-autoscaling edgelambda eks-connector eks-fargate
    eks-fargate-pods eks-nodegroup elasticache.application-autoscaling
    elasticmapreduce.application-autoscaling email email.cognito-idp event-processor.health
    events.managedservices events.rds events.workmail evidently export.rds gateway.eks
    hooks.cloudformation ingress.eks iotevents job.sagemaker justintimeaccess.ssm
    kafka.application-autoscaling kinesisreplication.dynamodb lambda.application-autoscaling lexv2
    license-management.marketplace license-manager.member-account logdelivery.elasticloadbalancing
    logger.cloudfront logging.s3 macie
    maintenance.elasticbeanstalk malware-protection-plan.guardduty malware-protection.guardduty
    managedupdates.elasticbeanstalk marketplace-mcp member.org.stacksets.cloudformation
    metrics.wellarchitected migrationhub monitoring.rds monitoring.thinclient mrk.kms
    neptune.application-autoscaling network-connectors.lambda network.bedrock-agentcore
    notifications.ssm observability.aoss opensearchservice ops.apigateway ops.athena ops.emr-serverless
    opsdatasync.ssm orgsdatasync.servicecatalog osis-pipelines permission.iq pods.eks
    practice-run.arc-zonal-shift private-marketplace.marketplace pullthroughcache.ecr
    rds.application-autoscaling remediation.config replication.cassandra replication.dynamodb
    replication.ecr replication.lexv2 replication.s3tables replicator.lambda reporting.trustedadvisor
    repository.sync.codeconnections resale-authorization.marketplace
    resource-snapshot-job.partnercentral-selling resources.cloudformation restore-testing.backup
    runtime-identity.bedrock-agentcore runtime-instances.bedrock-agentcore s3.data-source.lustre.fsx
    sagemaker.application-autoscaling scaler.lambda scheduler.redshift schema-conversion.dms scraper.aps
    sdmp securityhubv2 service.eks servicecatalog-appregistry sgp.eks smsintegration.migrationhub spot
    spotfleet ssm.integrations stacksets.cloudformation sync.proton tagpolicies.tag tasks.apprunner
    telemetry-enablement.observabilityadmin telemetry-pipelines.observabilityadmin thirdparty.config
    thirdparty.inspector2 transitgateway triage.security-ir user-attribute-cost-allocation-data vmie
    vpc-flow-logs vpcorigin.cloudfront workspaces.application-autoscaling
"""
SERVICES = frozenset(_NAMES.split())

# What people write for a service whose principal is called otherwise.
_CALLED = {
    "cloudwatch-events": "events",
    "cloudwatch-logs": "logs",
    "cloudwatchlogs": "logs",
    "ecs-agent": "ecs-tasks",
    "eks-pods": "pods.eks",
    "elb": "elasticloadbalancing",
    "emr": "elasticmapreduce",
    "eventbridge": "events",
    "fargate": "ecs-tasks",
    "kinesis-firehose": "firehose",
    "lambda-edge": "edgelambda",
    "lambdaedge": "edgelambda",
    "opensearch": "opensearchservice",
    "rds-monitoring": "monitoring.rds",
    "sfn": "states",
    "step-functions": "states",
    "stepfunctions": "states",
}

OIDC_ISSUERS = frozenset(
    (
        "accounts.google.com",
        "cognito-identity.amazonaws.com",
        "cognito-identity-us-gov.amazonaws.com",
        "cognito-identity.cn-north-1.amazonaws.com.cn",
        "graph.facebook.com",
        "www.amazon.com",
    )
)
"""The identity providers that a trust policy names by themselves; every other has an ARN."""

ROOT = "root"
UNKNOWN = "\0"

# Keys by which another account is held to what is meant.
NARROWING = (
    "aws:multifactorauthpresent",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltag/",
    "aws:sourceidentity",
    "sts:externalid",
)

_SUFFIX = re.compile(r"\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)\Z")
_ARN = re.compile(
    r"arn:(?P<partition>aws(-[a-z]+)*):(?P<service>iam|sts)::(?P<account>[0-9]{12}|\x00):(?P<rest>.+)",
    re.DOTALL,
)
_PROVIDER = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):(?:oidc|saml)-provider/")
_OF_ACCOUNT = re.compile(r"arn:[^:]+:[^:]+:[^:]*:([0-9]{12}):")
_CACHED = 4096
# As near as a slip of the pen is, and how many letters it adds or loses.
_NEAR = 0.8
_LENGTHS = 3


class Service(NamedTuple):
    """A service principal: ``name`` without suffix and Region (``ecs-tasks``)."""

    name: str
    suffix: str


def service(value: Value) -> Service | None:
    """The service that ``value`` names, or ``None`` when that is open."""
    text = ""
    for part in value.parts:
        if isinstance(part, str):
            text += part
        elif part.shape in (DNS_SUFFIX, REGION):
            text += "amazonaws.com" if part.shape == DNS_SUFFIX else "us-east-1"
        else:
            return None
    return _service(text)


@lru_cache(maxsize=_CACHED)
def _service(text: str) -> Service:
    match = _SUFFIX.search(text)
    name = text[: match.start()] if match else text
    labels = [label for label in name.split(".") if not re.fullmatch(REGION, label)]
    # In the domain of the shop are Alexa's alone.
    strange = match is None or (match[1] == "amazon.com" and not name.startswith("alexa-"))
    return Service(".".join(labels), "" if match is None or strange else match[1])


@lru_cache(maxsize=_CACHED)
def is_service(name: str) -> bool:
    """Whether there is a service principal called ``name``, as far as is known here."""
    return name in SERVICES or name in facts.services()


@lru_cache(maxsize=_CACHED)
def meant(name: str) -> str:
    """The service principal that whoever wrote ``name`` had in mind; empty when that is not plain."""
    lower = name.lower()
    if lower in _CALLED or is_service(lower):
        return _CALLED.get(lower, lower)
    labels = lower.split(".")
    if max(map(len, labels)) > _LONGEST:
        return ""
    counts = [Counter(label) for label in labels]
    best = (_NEAR, "")
    for other, others in _by_labels().get(len(labels), ()):
        at_most = min(map(_most, counts, others))
        if at_most >= best[0]:
            alike = min(map(_ratio, labels, other.split(".")))
            best = max(best, (alike, other))
    return best[1]


def guesser() -> Callable[[str], str]:
    """:func:`meant` for one document: it guesses at so many names and no more, so that no file takes long."""
    asked: set[str] = set()

    def guess(name: str) -> str:
        if not is_service(name) and len(asked) < _GUESSES:
            asked.add(name)
        return meant(name) if name in asked or is_service(name) else ""

    return guess


# No label of a service principal is half as long.
_LONGEST = 128
_GUESSES = 100


@cache
def _by_labels() -> dict[int, list[tuple[str, list[Counter[str]]]]]:
    """Every service principal by how many labels it has, with the letters of each."""
    found: dict[int, list[tuple[str, list[Counter[str]]]]] = {}
    for name in sorted({*SERVICES, *facts.services()}):
        labels = name.split(".")
        found.setdefault(len(labels), []).append((name, [Counter(label) for label in labels]))
    return found


def _most(one: Counter[str], other: Counter[str]) -> float:
    """How alike two labels can be at most, by their letters in whatever order."""
    length, others = one.total(), other.total()
    if abs(length - others) > _LENGTHS:
        return 0
    total = length + others
    shared = 0
    for letter, count in one.items():
        there = other.get(letter, 0)
        shared += there if there < count else count
    return 2 * shared / total if total else 1


def _ratio(one: str, other: str) -> float:
    return 1 if one == other else SequenceMatcher(None, one, other).ratio()


class Identity(NamedTuple):
    """An AWS principal: its account, and what in it (``root``, ``role/deploy``).

    Either is :data:`UNKNOWN` where the file leaves it open.
    """

    account: str
    what: str


def identity(value: Value) -> Identity | None:
    """The account, role or user that ``value`` names; ``None`` for anything else, and for what is open."""
    if value.parts and isinstance(value.parts[0], Unknown) and len(value.parts) > 1:
        return None
    text = "".join(
        part if isinstance(part, str) else "aws" if part.shape.startswith("aws") else "\0"
        for part in value.parts
    )
    if re.fullmatch(r"[0-9]{12}", text):
        return Identity(text, ROOT)
    match = _ARN.fullmatch(text)
    return Identity(match["account"], match["rest"]) if match else None


def federation(value: Value) -> tuple[str, str] | None:
    """How a federated principal signs in (``oidc``, ``saml``) and its issuer, lower case.

    The issuer is empty where it is open. ``None`` when neither is to be seen.
    """
    if value.text is not None and value.text in OIDC_ISSUERS:
        return "oidc", value.text
    text = "".join(part if isinstance(part, str) else "\0" for part in value.parts)
    for kind, mark in (("oidc", ":oidc-provider/"), ("saml", ":saml-provider/")):
        _, found, issuer = text.partition(mark)
        if found:
            return kind, "" if "\0" in issuer else issuer.lower()
    return None


def is_of_role(document: Document) -> bool:
    """Whether ``document`` is a trust policy for sure: it stands with its role, and not by itself."""
    return document.kind == "trust" and document.holder_sort == "role"


def is_role_trust(document: Document) -> bool:
    """Whether ``document`` is the trust policy of a role, and no policy of another resource."""
    if document.kind != "trust":
        return False
    if is_of_role(document):
        return True
    statements = document.statements
    return not any({"Resource", "NotResource"} & statement.present for statement in statements) and any(
        (value.text or "*").lower().startswith(("sts:", "*"))
        for statement in statements
        for value in (*statement.actions, *statement.not_actions)
    )


def trusting(document: Document) -> Iterator[Statement]:
    """The statements of a role's trust policy that allow."""
    if is_role_trust(document):
        yield from (statement for statement in document.statements if statement.allows)


def own_accounts(document: Document) -> frozenset[str]:
    """The accounts that ``document`` shows to be the role's own: of its identity providers and sources."""
    found = set()
    for statement in document.statements:
        for kind, value in statement.principals:
            match = _PROVIDER.match(value.text or "") if kind == "Federated" else None
            found |= {match[1]} if match else set()
        for condition in statement.conditions:
            name = (condition.key.text or "").lower()
            if name == "aws:sourceaccount" and len(condition.values) == 1:
                found |= {condition.values[0].text or ""} - {""}
            elif name == "aws:sourcearn" and len(condition.values) == 1:
                match = _OF_ACCOUNT.match(condition.values[0].text or "")
                found |= {match[1]} if match else set()
    return frozenset(found)
