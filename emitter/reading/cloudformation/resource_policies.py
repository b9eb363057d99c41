"""Policies that are of no identity: of resources, VPC endpoints and organizations.

Source: the reference of each type, "AWS resource and property types reference"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html).
"""

from collections.abc import Iterator

from ..document import Kind
from ..document_kind import kind_of_organization
from ..lambda_permissions import permitted
from ..tree import Mapping, Scalar
from .resources import TemplateResource

# Type → the property that holds a document.
_RESOURCE = {
    "AWS::ApiGateway::RestApi": "Policy",
    "AWS::Backup::BackupVault": "AccessPolicy",
    "AWS::CodeArtifact::Domain": "PermissionsPolicyDocument",
    "AWS::CodeArtifact::Repository": "PermissionsPolicyDocument",
    "AWS::ECR::RegistryPolicy": "PolicyText",
    "AWS::ECR::Repository": "RepositoryPolicyText",
    "AWS::EFS::FileSystem": "FileSystemPolicy",
    "AWS::Elasticsearch::Domain": "AccessPolicies",
    "AWS::Events::EventBus": "Policy",
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::KMS::ReplicaKey": "KeyPolicy",
    "AWS::Kinesis::ResourcePolicy": "ResourcePolicy",
    "AWS::Logs::ResourcePolicy": "PolicyDocument",
    "AWS::OpenSearchService::Domain": "AccessPolicies",
    "AWS::S3::AccessPoint": "Policy",
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SNS::TopicInlinePolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SQS::QueueInlinePolicy": "PolicyDocument",
    "AWS::SQS::QueuePolicy": "PolicyDocument",
    "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
}
_ENDPOINT = {"AWS::EC2::VPCEndpoint": "PolicyDocument"}
_ORGANIZATION = "AWS::Organizations::Policy"
_PERMISSIONS = ("AWS::Lambda::LayerVersionPermission", "AWS::Lambda::Permission")
TYPES = frozenset((*_RESOURCE, *_ENDPOINT, *_PERMISSIONS, _ORGANIZATION))


def permission(resource: TemplateResource) -> Mapping | None:
    """Return the document that the Lambda permission ``resource`` becomes; ``None`` for another resource."""
    return permitted(resource.properties, str, _function) if resource.kind in _PERMISSIONS else None


def _function(name: Scalar) -> Scalar:
    arn = f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{name.text}"
    return name._replace(text=arn, tag="!Sub", plain=False, inside=None)


def held_by(resource: TemplateResource) -> Iterator[tuple[str, Kind]]:
    """Yield the property of ``resource`` that holds a document, with the kind of it."""
    if resource.kind in _RESOURCE:
        yield _RESOURCE[resource.kind], "resource"
    elif resource.kind in _ENDPOINT:
        yield _ENDPOINT[resource.kind], "endpoint"
    elif resource.kind == _ORGANIZATION:
        kind = kind_of_organization(resource.properties.get("Type"))
        if kind is not None:
            yield "Content", kind
