"""The sources of the SAM CLI, and how its grants are written."""

from collections.abc import Iterator

from awacs.aws import Action

from ...model import Evidence, Grant, Repository, Scope, vendor
from .._resource_schemas import schema

_CODE = Repository("aws/aws-sam-cli", "70672fd2d30cde055bdee7e3b70082fff83c7734")


_AWS = "https://docs.aws.amazon.com"


_CFN_GUIDE = f"{_AWS}/AWSCloudFormation/latest/UserGuide"


_PUSH = vendor(f"{_AWS}/AmazonECR/latest/userguide/image-push-iam.html")


def _lib(file: str, *lines: int) -> Evidence:
    return _CODE.at(f"samcli/lib/{file}", *lines)


def _template(*lines: int) -> Evidence:
    return _CODE.at("samcli/lib/pipeline/bootstrap/stage_resources.yaml", *lines, confidence="documented")


_CFN_ARN = "arn:{partition}:cloudformation:{region}:{account}"


_BUCKET = "arn:{partition}:s3:::{bucket}"


_MANAGED = "aws-sam-cli-managed-default"


_STACKS = Scope("Stacks", (f"{_CFN_ARN}:stack/{{stack}}/*",))


def _allow(scope: Scope, features: tuple[str, ...], *rows: tuple[Action, str, Evidence]) -> Iterator[Grant]:
    """Yield a grant for each row: action, reason, source."""
    return (Grant(action, scope, features, reason, (source,)) for action, reason, source in rows)


def _handled(scope: Scope, feature: str, kind: str, *rows: tuple[Action, str, str]) -> Iterator[Grant]:
    """Yield what CloudFormation calls for a ``kind`` of resource: action, what it does, lines of the schema."""
    for action, does, lines in rows:
        yield Grant(action, scope, (feature,), f"CloudFormation {does}", schema(f"{kind}:{lines}"))


_DEPLOYER = "deploy/deployer.py"
