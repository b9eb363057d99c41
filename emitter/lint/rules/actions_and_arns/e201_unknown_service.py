"""E201."""

from collections.abc import Iterator

from ....aws.reference_additions import RETIRED
from ....aws.service_reference import services
from ....messages import nearest
from ....reading.document import Document
from ...rule import Rule, Violation

# Names of services in clients and on pages, and their prefixes in IAM.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_CALLED = {
    "alb": "elasticloadbalancing",
    "amp": "aps",
    "apigatewayv2": "apigateway",
    "application-auto-scaling": "application-autoscaling",
    "applicationautoscaling": "application-autoscaling",
    "bedrock-agent": "bedrock",
    "bedrock-agent-runtime": "bedrock",
    "bedrock-runtime": "bedrock",
    "cloudwatchlogs": "logs",
    "cognito": "cognito-idp",
    "cost-explorer": "ce",
    "docdb": "rds",
    "efs": "elasticfilesystem",
    "elasticsearch": "es",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "emr": "elasticmapreduce",
    "eventbridge": "events",
    "iot-data": "iot",
    "macie": "macie2",
    "msk": "kafka",
    "mwaa": "airflow",
    "neptune": "rds",
    "nlb": "elasticloadbalancing",
    "opensearchservice": "es",
    "parameterstore": "ssm",
    "pinpoint": "mobiletargeting",
    "secrets-manager": "secretsmanager",
    "secretmanager": "secretsmanager",
    "sesv2": "ses",
    "sfn": "states",
    "stepfunctions": "states",
    "systems-manager": "ssm",
}
# A text much longer than any name is no misspelling of one.
_LONGEST = 64


def fault(service: str) -> str:
    """Return the fault of ``service``, a prefix that IAM does not have, and the nearest name, as a phrase."""
    if service.lower() in RETIRED:
        return f"AWS has retired the service {service!r}; remove it"
    if len(service) > _LONGEST:
        return f"unknown service {service!r}"
    known = _CALLED.get(service.lower())
    near = f"did you mean {known!r}?" if known else nearest(service.lower(), services())
    return f"unknown service {service!r}" + (f"; {near}" if near else "")


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            first = value.parts[0] if value.parts else ""
            prefix, colon, _ = first.partition(":") if isinstance(first, str) else ("", "", "")
            if colon and prefix and not set(prefix) & set("*?$") and prefix.lower() not in services():
                yield Violation(f"{value.shown}: {fault(prefix)}", value.place, statement.sid)


RULE = Rule(
    id="E201",
    title="unknown service prefix",
    costs="no request has such an action: the statement neither allows nor denies it",
    instead="use the service prefix of the Service Authorization Reference",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "elbv2:DescribeTags", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "elasticloadbalancing:DescribeTags", "Resource": "*"}]
    }""",
    check=_check,
)
