"""Policies of Terraform's resources that are of no identity: of resources, VPC endpoints, organizations.

Source: the page of each resource (https://registry.terraform.io/providers/hashicorp/aws/latest/docs).
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table

from ..document import Kind
from ..document_kind import kind_of_organization
from ..lambda_permissions import permitted
from ..tree import Mapping, Scalar

# Type → the argument that holds a document.
_RESOURCE = {
    "aws_api_gateway_rest_api": "policy",
    "aws_api_gateway_rest_api_policy": "policy",
    "aws_backup_vault_policy": "policy",
    "aws_cloudwatch_event_bus_policy": "policy",
    "aws_cloudwatch_log_resource_policy": "policy_document",
    "aws_codeartifact_domain_permissions_policy": "policy_document",
    "aws_codeartifact_repository_permissions_policy": "policy_document",
    "aws_dynamodb_resource_policy": "policy",
    "aws_ecr_registry_policy": "policy",
    "aws_ecr_repository_policy": "policy",
    "aws_ecrpublic_repository_policy": "policy",
    "aws_efs_file_system_policy": "policy",
    "aws_elasticsearch_domain": "access_policies",
    "aws_elasticsearch_domain_policy": "access_policies",
    "aws_glacier_vault": "access_policy",
    "aws_glue_resource_policy": "policy",
    "aws_kinesis_resource_policy": "policy",
    "aws_kms_external_key": "policy",
    "aws_kms_key": "policy",
    "aws_kms_key_policy": "policy",
    "aws_opensearch_domain": "access_policies",
    "aws_opensearch_domain_policy": "access_policies",
    "aws_s3_access_point": "policy",
    "aws_s3_bucket": "policy",
    "aws_s3_bucket_policy": "policy",
    "aws_s3control_access_point_policy": "policy",
    "aws_secretsmanager_secret": "policy",
    "aws_secretsmanager_secret_policy": "policy",
    "aws_sns_topic": "policy",
    "aws_sns_topic_policy": "policy",
    "aws_sqs_queue": "policy",
    "aws_sqs_queue_policy": "policy",
}
_PERMISSIONS = ("aws_lambda_layer_version_permission", "aws_lambda_permission")
_ENDPOINT = {"aws_vpc_endpoint": "policy", "aws_vpc_endpoint_policy": "policy"}
_ORGANIZATION = "aws_organizations_policy"
_SPELLING = {"PrincipalOrgID": "principal_org_id"}
_ARN = (
    "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}"
    ":${data.aws_caller_identity.current.account_id}"
)
_IDENTITY = ("aws_iam_", "aws_ssoadmin_")


def is_of_interest(type_: str) -> bool:
    """Return whether a resource or data source of ``type_`` can hold a policy, or name one."""
    return type_.startswith(_IDENTITY) or type_ in (*_RESOURCE, *_ENDPOINT, *_PERMISSIONS, _ORGANIZATION)


def permissions(resources: Table[str, Table[str, Mapping]]) -> Iterator[tuple[str, Mapping]]:
    """Yield the address of each Lambda permission in ``resources``, bodies by type and label, and its
    document.
    """
    for type_ in _PERMISSIONS:
        for label, body in resources.get(type_, {}).items():
            yield f"{type_}.{label}", permitted(body, _argument, _function)


def _argument(name: str) -> str:
    """Return the argument that CloudFormation calls ``name``: ``PrincipalOrgID`` is ``principal_org_id``."""
    return _SPELLING.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _function(name: Scalar) -> Scalar:
    return name._replace(text=f"{_ARN}:function:{name.text}", plain=False, inside=None)


def types() -> Iterator[str]:
    """Yield every type whose policy is of no identity."""
    yield from (*_RESOURCE, *_ENDPOINT, _ORGANIZATION)


def held_by(type_: str, body: Mapping) -> tuple[str, Kind] | None:
    """Return the argument of ``body`` that holds a document, with the kind of it."""
    if type_ in _RESOURCE:
        return _RESOURCE[type_], "resource"
    if type_ in _ENDPOINT:
        return _ENDPOINT[type_], "endpoint"
    kind = kind_of_organization(body.get("type"))
    return None if kind is None else ("content", kind)
