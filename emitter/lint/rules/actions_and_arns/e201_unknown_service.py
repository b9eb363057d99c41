"""E201."""

from collections.abc import Iterator

from ....aws.service_reference import services
from ....messages import nearest
from ....reading.document import Document
from ...rule import Rule, Violation

# What a service is called elsewhere, in a client or on a page, and in IAM.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_CALLED = {
    "alb": "elasticloadbalancing",
    "amp": "aps",
    "apigatewayv2": "apigateway",
    "application-auto-scaling": "application-autoscaling",
    "applicationautoscaling": "application-autoscaling",
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
# Services that AWS has ended: their prefixes are well known, and no misspelling of another.
# https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
_ENDED = frozenset(
    {"builderid", "codestar", "deepcomposer", "deeplens", "deepracer", "elastic-inference", "evidently"}
    | {"iot1click", "iotevents", "robomaker", "sumerian", "worklink", "zocalo"}
)
# What is much longer than any name is no misspelling of one.
_LONGEST = 64


def remedy(service: str) -> str:
    """Return what to write for ``service``, which IAM does not have; empty when nothing is near."""
    if service.lower() in _ENDED or len(service) > _LONGEST:
        return ""
    known = _CALLED.get(service.lower())
    near = f"did you mean {known!r}?" if known else nearest(service.lower(), services())
    return f"; {near}" if near else ""


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            first = value.parts[0] if value.parts else ""
            prefix, colon, _ = first.partition(":") if isinstance(first, str) else ("", "", "")
            if colon and prefix and not set(prefix) & set("*?$") and prefix.lower() not in services():
                what = f"{value.shown}: {prefix!r} is no service of IAM{remedy(prefix)}"
                yield Violation(what, value.place, statement.sid)


RULE = Rule(
    id="E201",
    title="unknown service prefix",
    costs="no request ever has such an action, so the statement does not allow or deny it",
    instead="write the prefix that the Service Authorization Reference has for the service",
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
