"""What the targets of the AWS CDK CLI have in common."""

from ..model import Evidence, Parameter, Repository
from ..syntax import Syntax

CODE = Repository("aws/aws-cdk-cli", "a4c0282cccb8b6d63676a7531d966dd87133310b")
GUIDE = Repository("awsdocs/aws-cdk-guide", "31fdf03dacd0e042226db68bee58f6f4150a1d1d")
TEMPLATE = "packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml"
CFN_GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide"

QUALIFIER = Parameter(
    "qualifier",
    "qualifiers of the bootstrap stacks",
    Syntax(r"[A-Za-z0-9_-]{1,10}", "a qualifier is up to 10 letters, digits, - and _", 10),
    "hnb659fds",
)


def api(file: str, *lines: int) -> Evidence:
    """Return a place below the folder ``api`` of the CLI's toolkit."""
    return CODE.at(f"packages/@aws-cdk/toolkit-lib/lib/api/{file}", *lines)
