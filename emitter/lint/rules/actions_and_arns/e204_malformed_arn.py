"""E204."""

from collections.abc import Iterator

from ....aws.regions import PARTITION_OF
from ....aws.wildcards import ANY
from ....policy.resource_arns import Arn, arns
from ....policy.wildcards import matches
from ....reading.document import Document
from ....reading.values import Value
from ...placeholders import has_placeholder
from ...rule import Rule, Violation

_FIELDS = 6
# A resource policy of Amazon API Gateway may leave out what the API is known by.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
_SHORT = "execute-api:/"


def _has_region(arn: Arn) -> bool:
    """Return whether the fourth field can be a Region: a wildcard at its end then matches the rest."""
    return any(matches(arn.region, region) for region in PARTITION_OF)


def _fault(value: Value, arn: Arn) -> str:
    """Return the fault of ``arn``, as far as it is certain."""
    if arn.prefix != ("arn",):
        if arn.sure and arn.length == 1:
            return "is not * and not an ARN"
        return "" if matches(arn.prefix, "arn") else "does not begin with arn:"
    if not arn.sure:
        return ""
    if arn.length < _FIELDS and not (arn.resource == (ANY,) and _has_region(arn)):
        return f"has {arn.length} of {_FIELDS} fields; write arn:partition:service:region:account:resource"
    for field, name in ((arn.partition, "partition"), (arn.service, "service"), (arn.resource, "resource")):
        if not field:
            return f"has no {name}"
    return ""


def _space(value: Value, arn: Arn) -> str:
    """Return the fault at the ends of ``value``; an object key may have a space there."""
    ends_so = value.shown != value.shown.strip() and arn.service != ("s3",)
    return "begins or ends with white space" if ends_so else ""


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        fault = _space(value, arn) or _fault(value, arn)
        is_short = document.kind == "resource" and value.shown.startswith(_SHORT)
        if fault and not has_placeholder(value) and not is_short:
            yield Violation(f"{value.shown!r} {fault}", value.place, statement.sid)


RULE = Rule(
    id="E204",
    title="malformed ARN",
    costs="IAM rejects the policy, or the statement matches no resource",
    instead="write all six fields, including empty ones, or *",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:releases/*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    check=_check,
)
