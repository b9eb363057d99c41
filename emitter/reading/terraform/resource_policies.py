"""Policies of Terraform's resources that are of no identity: of resources, organizations, sessions, devices.

Source: the page of each resource (https://registry.terraform.io/providers/hashicorp/aws/latest/docs).
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table

from ..document import Kind
from ..document_kind import kind_of_organization
from ..lambda_permissions import permitted
from ..tree import Mapping, Scalar, as_list, at, is_blank

_TABLE = """
    resource aws_acmpca_policy policy
    resource aws_api_gateway_domain_name policy
    resource aws_api_gateway_rest_api policy
    resource aws_api_gateway_rest_api_policy policy
    resource aws_backup_vault_policy policy
    resource aws_cloudsearch_domain_service_access_policy access_policy
    resource aws_cloudwatch_event_bus_policy policy
    resource aws_cloudwatch_log_delivery_destination_policy delivery_destination_policy
    resource aws_cloudwatch_log_destination_policy access_policy
    resource aws_cloudwatch_log_resource_policy policy_document
    resource aws_codeartifact_domain_permissions_policy policy_document
    resource aws_codeartifact_repository_permissions_policy policy_document
    resource aws_codebuild_resource_policy policy
    resource aws_dynamodb_resource_policy policy
    resource aws_ecr_registry_policy policy
    resource aws_ecr_repository_creation_template repository_policy
    resource aws_ecr_repository_policy policy
    resource aws_ecrpublic_repository_policy policy
    resource aws_efs_file_system_policy policy
    resource aws_elasticsearch_domain access_policies
    resource aws_elasticsearch_domain_policy access_policies
    resource aws_glacier_vault access_policy
    resource aws_glacier_vault_lock policy
    resource aws_glue_resource_policy policy
    resource aws_kinesis_resource_policy policy
    resource aws_kms_external_key policy
    resource aws_kms_key policy
    resource aws_kms_key_policy policy
    resource aws_kms_replica_external_key policy
    resource aws_kms_replica_key policy
    resource aws_media_store_container_policy policy
    resource aws_msk_cluster_policy policy
    resource aws_networkfirewall_resource_policy policy
    resource aws_oam_sink_policy policy
    resource aws_opensearch_domain access_policies
    resource aws_opensearch_domain_policy access_policies
    resource aws_redshift_resource_policy policy
    resource aws_redshiftserverless_resource_policy policy
    resource aws_s3_access_point policy
    resource aws_s3_bucket policy
    resource aws_s3_bucket_policy policy
    resource aws_s3control_access_grants_instance_resource_policy policy
    resource aws_s3control_access_point_policy policy
    resource aws_s3control_bucket_policy policy
    resource aws_s3control_multi_region_access_point_policy details.policy
    resource aws_s3control_object_lambda_access_point_policy policy
    resource aws_s3tables_table_bucket_policy resource_policy
    resource aws_s3tables_table_policy resource_policy
    resource aws_sagemaker_model_package_group_policy resource_policy
    resource aws_schemas_registry_policy policy
    resource aws_secretsmanager_secret policy
    resource aws_secretsmanager_secret_policy policy
    resource aws_ses_identity_policy policy
    resource aws_sesv2_email_identity_policy policy
    resource aws_sns_topic policy
    resource aws_sns_topic_policy policy
    resource aws_sqs_queue policy
    resource aws_sqs_queue_policy policy
    resource aws_vpclattice_auth_policy policy
    resource aws_vpclattice_resource_policy policy
    resource aws_xray_resource_policy policy_document
    endpoint aws_vpc_endpoint policy
    endpoint aws_vpc_endpoint_policy policy
    boundary aws_rolesanywhere_profile session_policy
    boundary aws_transfer_access policy
    boundary aws_transfer_user policy
    device aws_iot_policy policy
    stack aws_cloudformation_stack policy_body
"""
_KINDS: dict[str, Kind] = {
    "resource": "resource",
    "endpoint": "endpoint",
    "boundary": "boundary",
    "device": "device",
    "stack": "stack",
}
# Type → the argument that holds a document, in a block or not, and of which kind that is.
_HELD: dict[str, tuple[tuple[str, ...], Kind]] = {
    type_: (tuple(path.split(".")), _KINDS[kind])
    for kind, type_, path in (line.split() for line in _TABLE.strip().split("\n"))
}
_PERMISSIONS = ("aws_lambda_layer_version_permission", "aws_lambda_permission")
_ORGANIZATION = "aws_organizations_policy"
_SPELLING = {"PrincipalOrgID": "principal_org_id"}
_ARN = (
    "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}"
    ":${data.aws_caller_identity.current.account_id}"
)
_IDENTITY = ("aws_iam_", "aws_ssoadmin_")


def is_of_interest(type_: str) -> bool:
    """Return whether a resource or data source of ``type_`` can hold a policy, or name one."""
    return type_.startswith(_IDENTITY) or type_ in _HELD or type_ in (*_PERMISSIONS, _ORGANIZATION)


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
    yield from (*_HELD, _ORGANIZATION)


def held_by(type_: str, body: Mapping) -> Iterator[tuple[Mapping, str, Kind]]:
    """Yield each table and argument of ``body`` that holds a document, with the kind of that."""
    if type_ == _ORGANIZATION:
        of_kind = kind_of_organization(body.get("type"))
        if of_kind is not None:
            yield body, "content", of_kind
        return
    (*above, argument), kind = _HELD[type_]
    for table in (one for found in at(body, above) for one in as_list(found)):
        if isinstance(table, Mapping) and not is_blank(table.get(argument)):
            yield table, argument, kind
