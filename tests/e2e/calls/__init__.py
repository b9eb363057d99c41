"""The calls that deployers make, as boto3 makes them, with what AWS judges each on; a module per deployer.

In each, a table has the calls of a feature, in their order, and ``ELSEWHERE`` calls that the deployer makes
too, on something that is not its own. What a call needs of the account ``prepare`` makes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

ACCOUNT, REGION = "123456789012", "eu-west-1"
CLUSTER = "prod"
# Taken by whoever asks for it: these tests look at what a role may do, not at who may assume it.
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}


class Call(NamedTuple):
    """``operation`` of ``client`` with ``arguments``; ``action`` is judged on ``resource`` with ``context``.

    A name in braces, as ``{listener}``, is a value of the account or of an earlier answer. ``keep`` names a
    value of the answer for later calls, ``path`` says where in the answer it is.
    """

    client: str
    operation: str
    arguments: dict
    action: str
    resource: str | None = None
    context: Mapping = MappingProxyType({})
    keep: str = ""
    path: tuple = ()


def arn(service, rest, region=REGION):
    """The ARN of ``rest`` in this account; of a global service without a Region."""
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{rest}"


def ecs(rest):
    return arn("ecs", rest)


def role(name):
    return arn("iam", f"role/{name}", "")


IN_CLUSTER = MappingProxyType({"ecs:cluster": (ecs(f"cluster/{CLUSTER}"),)})
