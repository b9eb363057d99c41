"""The names of service principals, and the nearest to a misspelled one."""

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from . import service_reference

_CACHED = 4096

_NAMES = """
    access-grants.s3 accountdiscovery.ssm agent.wellarchitected agentless.inspector2 airflow-env
    alexa-appkit alexa-connectedhome amazonmq ami.inspector2 apidestinations.events application-insights
    application-signals.cloudwatch application.qbusiness appstream.application-autoscaling
    assets.marketplace aws-artifact-account-sync aws-mcp batchoperations.s3 billingreports
    build.apprunner capabilities.eks cassandra-streams cassandra.application-autoscaling channels.lex
    channels.lexv2
    cks.kms cloudwatch-crossaccount codecatalyst-runner codestar comprehend.application-autoscaling
    config-conforms config-multiaccountsetup context.cloudtrail continuousexport.discovery contract.iq
    contributorinsights.dynamodb cost-optimization-hub.bcm credentials.deadline credentials.iot
    custom-resource.application-autoscaling custom.rds custom.rds-preview delivery.logs
    directquery.opensearchservice dms-data-migrations drt.shield dms-fleet-advisor dmsintegration.migrationhub
    dnssec-route53 dynamodb.application-autoscaling ebs.csi.eks ec2-images ec2.application-autoscaling
    ec2.application-status-checks ec2.capacitymanager ec2fastlaunch ec2fleet ec2scheduled ec2sqlha
    ecs-compute ecs-tasks ecs.application-autoscaling edgelambda eks-connector eks-fargate
    eks-fargate-pods eks-nodegroup elasticache.application-autoscaling
    elasticmapreduce.application-autoscaling email email.cognito-idp event-processor.health
    events.managedservices events.rds events.workmail evidently export.rds gateway.eks
    hooks.cloudformation ingress.eks iotevents job.sagemaker justintimeaccess.ssm
    kafka.application-autoscaling kinesisreplication.dynamodb lambda.application-autoscaling lexv2
    license-management.marketplace license-manager.member-account logdelivery.elasticloadbalancing
    logger.cloudfront logging.s3 macie maintenance.elasticbeanstalk malware-protection-plan.guardduty
    malware-protection.guardduty managedupdates.elasticbeanstalk marketplace-mcp
    member.org.stacksets.cloudformation metrics.wellarchitected migrationhub ml.opensearchservice
    monitoring.rds monitoring.thinclient mrk.kms neptune.application-autoscaling
    network-connectors.lambda network.bedrock-agentcore notifications.ssm observability.aoss
    opensearchservice ops.apigateway ops.athena ops.emr-serverless opsdatasync.ssm
    orgsdatasync.servicecatalog osis-pipelines permission.iq pods.eks practice-run.arc-zonal-shift
    private-marketplace.marketplace pullthroughcache.ecr rds.application-autoscaling remediation.config
    replication.cassandra replication.dynamodb replication.ecr replication.lexv2 replication.s3tables
    replicator.lambda reporting.trustedadvisor repository.sync.codeconnections
    resale-authorization.marketplace resource-snapshot-job.partnercentral-selling
    resources.cloudformation restore-testing.backup runtime-identity.bedrock-agentcore
    runtime-instances.bedrock-agentcore s3.data-source.lustre.fsx sagemaker.application-autoscaling
    scaler.lambda scheduler.redshift schema-conversion.dms scraper.aps sdmp securityhubv2 service.eks
    servicecatalog-appregistry sgp.eks smsintegration.migrationhub spot spotfleet ssm.integrations
    stacksets.cloudformation streams.metrics.cloudwatch sync.proton tagpolicies.tag tasks.apprunner
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


# As near as a slip of the pen is, and how many letters it adds or loses.
_NEAR = 0.8


_LENGTHS = 3


@lru_cache(maxsize=_CACHED)
def is_service(name: str) -> bool:
    """Return whether there is a service principal called ``name``, as far as is known here."""
    return name in SERVICES or name in service_reference.services()


@lru_cache(maxsize=_CACHED)
def suggest_service(name: str) -> str:
    """Return the service principal nearest to ``name``; empty when none is near."""
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


def service_suggester() -> Callable[[str], str]:
    """Return :func:`suggest_service` for one document, with a limit on how many names are compared."""
    asked: set[str] = set()

    def guess(name: str) -> str:
        if not is_service(name) and len(asked) < _GUESSES:
            asked.add(name)
        return suggest_service(name) if name in asked or is_service(name) else ""

    return guess


# No label of a service principal is half as long.
_LONGEST = 128


_GUESSES = 100


@cache
def _by_labels() -> dict[int, list[tuple[str, list[Counter[str]]]]]:
    """Return every service principal by how many labels it has, with the letters of each."""
    found: dict[int, list[tuple[str, list[Counter[str]]]]] = {}
    for name in sorted({*SERVICES, *service_reference.services()}):
        labels = name.split(".")
        found.setdefault(len(labels), []).append((name, [Counter(label) for label in labels]))
    return found


def _most(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two labels can be at most, by their letters in whatever order."""
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
