"""W208."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws.service_reference import resource_types
from ....aws.wildcards import Tokens, literal
from ....policy.resource_arns import Arn, arns, formats
from ....policy.wildcards import intersects, matches
from ....reading.document import Document
from ...rule import Rule, Violation

# Resources of AWS itself, without an account, of types that AWS lists with one.
# https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_service-with-iam.html
# https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-finding-public-parameters.html
# https://docs.aws.amazon.com/resource-explorer/latest/userguide/aws-service-views.html
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/securityhub_product_subscription
_OF_AWS = (
    ("ssm", "document/"),
    ("ssm", "automation-definition/"),
    ("ssm", "parameter/aws/"),
    ("resource-explorer-2", "view/AWSServiceView"),
    ("securityhub", "product/"),
)
_ARTICLE = {"Region": "a Region", "account": "an account"}


def _fits(field: Tokens, listed: str) -> bool:
    return bool(field) if listed else matches(field, "")


def _said(wrong: list[tuple[Tokens, str]], name: str) -> str:
    more = [what for field, what in wrong if field]
    less = [what for field, what in wrong if not field]
    phrases = []
    if more:
        phrases.append(f"has {' and '.join(_ARTICLE[what] for what in more)}, unlike ARNs of {name}")
    if less:
        phrases.append(f"has no {' and no '.join(less)}, unlike ARNs of {name}")
    return " and ".join(phrases)


@lru_cache(maxsize=8192)
def _fault(arn: Arn) -> str:
    """Return how Region and account of ``arn`` differ from those of every type of resource that it
    can name.
    """
    service = literal(arn.service) or ""
    near = ""
    for type_ in resource_types(service):
        for form in formats(type_.arn):
            if form.service != (service,) or not intersects(arn.resource, form.resource):
                continue
            pairs = ((arn.region, form.region, "Region"), (arn.account, form.account, "account"))
            wrong = [(field, what) for field, listed, what in pairs if not _fits(field, listed)]
            if not wrong:
                return ""
            said = _said(wrong, f"{service} {type_.name}")
            near = min(near or said, said, key=len)
    first = arn.resource[0] if arn.resource else ""
    if not arn.account and any(service == s and str(first).startswith(b) for s, b in _OF_AWS):
        return ""
    return near


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        fault = _fault(arn) if arn.prefix == ("arn",) else ""
        if fault:
            yield Violation(f"{value.shown} {fault}", value.place, statement.sid)


RULE = Rule(
    id="W208",
    title="Region or account does not fit the resource type",
    costs="the statement matches no resource",
    instead="leave the field empty, or fill it, as in the ARN format of the resource type",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "s3:ListBucket",
            "Resource": "arn:aws:s3:eu-west-1:111122223333:releases"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::releases"}]
    }""",
    check=_check,
)
