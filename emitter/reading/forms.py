"""Forms of JSON and YAML that hold policies among other things, recognized by their top level."""

from collections.abc import Callable
from typing import NamedTuple

from . import aws_output, cdk, serverless
from .attachments import Content
from .terraform import plan
from .tree import Mapping, Node


class Form(NamedTuple):
    """Whether a tree is of this form, and what is read of it."""

    holds: Callable[[Node], bool]
    read: Callable[[Mapping], Content]


FORMS: dict[str, Form] = {
    "terraform plan": Form(plan.is_plan, plan.read_plan),
    "aws cli": Form(aws_output.is_aws_output, aws_output.read_aws_output),
    "serverless": Form(serverless.is_serverless, serverless.read_serverless),
    "cdk": Form(cdk.is_cdk, cdk.read_cdk),
}
