"""Policies that are of no identity: of resources, VPC endpoints, organizations, sessions, devices.

Source: the reference of each type, "AWS resource and property types reference"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html).
"""

from collections.abc import Iterator

from ..document import Kind
from ..document_kind import kind_of_organization
from ..lambda_permissions import permitted
from ..plain import VERSIONS
from ..tree import Mapping, Node, Scalar, Sequence, as_list, at
from .resources import TemplateResource

_TABLE = """
    resource AWS::AIOps::InvestigationGroup InvestigationGroupPolicy
    resource AWS::APS::ResourcePolicy PolicyDocument
    resource AWS::ApiGateway::DomainNameV2 Policy
    resource AWS::ApiGateway::RestApi Policy
    resource AWS::Backup::BackupVault AccessPolicy
    resource AWS::Backup::LogicallyAirGappedBackupVault AccessPolicy
    resource AWS::Bedrock::ResourcePolicy PolicyDocument
    resource AWS::BedrockAgentCore::ResourcePolicy Policy
    resource AWS::CloudTrail::ResourcePolicy ResourcePolicy
    resource AWS::CodeArtifact::Domain PermissionsPolicyDocument
    resource AWS::CodeArtifact::Repository PermissionsPolicyDocument
    resource AWS::Comprehend::DocumentClassifier ModelPolicy
    resource AWS::Comprehend::EntityRecognizer ModelPolicy
    resource AWS::DSQL::Cluster PolicyDocument
    resource AWS::DynamoDB::GlobalTable Replicas.ResourcePolicy.PolicyDocument
    resource AWS::DynamoDB::GlobalTable Replicas.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument
    resource AWS::DynamoDB::Table ResourcePolicy.PolicyDocument
    resource AWS::DynamoDB::Table StreamSpecification.ResourcePolicy.PolicyDocument
    resource AWS::ECR::PublicRepository RepositoryPolicyText
    resource AWS::ECR::RegistryPolicy PolicyText
    resource AWS::ECR::Repository RepositoryPolicyText
    resource AWS::ECR::RepositoryCreationTemplate RepositoryPolicy
    resource AWS::EFS::FileSystem FileSystemPolicy
    resource AWS::Elasticsearch::Domain AccessPolicies
    resource AWS::EventSchemas::RegistryPolicy Policy
    resource AWS::Events::EventBus Policy
    resource AWS::FSx::S3AccessPointAttachment S3AccessPoint.Policy
    resource AWS::KMS::Key KeyPolicy
    resource AWS::KMS::ReplicaKey KeyPolicy
    resource AWS::Kinesis::ResourcePolicy ResourcePolicy
    resource AWS::Lambda::ResourcePolicy PolicyDocument
    resource AWS::Logs::DeliveryDestination DeliveryDestinationPolicy.DeliveryDestinationPolicy
    resource AWS::Logs::Destination DestinationPolicy
    resource AWS::Logs::LogGroup ResourcePolicyDocument
    resource AWS::Logs::ResourcePolicy PolicyDocument
    resource AWS::MSK::ClusterPolicy Policy
    resource AWS::MediaPackageV2::ChannelPolicy Policy
    resource AWS::MediaPackageV2::OriginEndpointPolicy Policy
    resource AWS::MediaStore::Container Policy
    resource AWS::MediaTailor::ChannelPolicy Policy
    resource AWS::OSIS::Pipeline ResourcePolicy.Policy
    resource AWS::Oam::Sink Policy
    resource AWS::OpenSearchService::Domain AccessPolicies
    resource AWS::PaymentCryptography::Key Policy
    resource AWS::RUM::AppMonitor ResourcePolicy.PolicyDocument
    resource AWS::Redshift::Cluster NamespaceResourcePolicy
    resource AWS::RedshiftServerless::Namespace NamespaceResourcePolicy
    resource AWS::S3::AccessPoint Policy
    resource AWS::S3::BucketPolicy PolicyDocument
    resource AWS::S3::MultiRegionAccessPointPolicy Policy
    resource AWS::S3Express::AccessPoint Policy
    resource AWS::S3Express::BucketPolicy PolicyDocument
    resource AWS::S3Files::FileSystemPolicy Policy
    resource AWS::S3ObjectLambda::AccessPointPolicy PolicyDocument
    resource AWS::S3Outposts::AccessPoint Policy
    resource AWS::S3Outposts::BucketPolicy PolicyDocument
    resource AWS::S3Tables::TableBucketPolicy ResourcePolicy
    resource AWS::S3Tables::TablePolicy ResourcePolicy
    resource AWS::S3Vectors::VectorBucketPolicy Policy
    resource AWS::SMSVOICE::ResourcePolicy PolicyDocument
    resource AWS::SNS::TopicInlinePolicy PolicyDocument
    resource AWS::SNS::TopicPolicy PolicyDocument
    resource AWS::SQS::QueueInlinePolicy PolicyDocument
    resource AWS::SQS::QueuePolicy PolicyDocument
    resource AWS::SSM::ResourcePolicy Policy
    resource AWS::SageMaker::ModelPackageGroup ModelPackageGroupPolicy
    resource AWS::SecretsManager::ResourcePolicy ResourcePolicy
    resource AWS::VpcLattice::AuthPolicy Policy
    resource AWS::VpcLattice::ResourcePolicy Policy
    resource AWS::XRay::ResourcePolicy PolicyDocument
    endpoint AWS::EC2::VPCEndpoint PolicyDocument
    boundary AWS::EKS::PodIdentityAssociation Policy
    boundary AWS::RolesAnywhere::Profile SessionPolicy
    boundary AWS::Transfer::User Policy
    device AWS::IoT::Policy PolicyDocument
"""
_KINDS: dict[str, Kind] = {
    "resource": "resource",
    "endpoint": "endpoint",
    "boundary": "boundary",
    "device": "device",
}
# Type → where a document of which kind is: properties, one in another.
_HELD: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
for _line in _TABLE.split("\n"):
    if _line:
        _kind, _type, _path = _line.split()
        _HELD.setdefault(_type, []).append((tuple(_path.split(".")), _KINDS[_kind]))
_ORGANIZATION = "AWS::Organizations::Policy"
_PERMISSIONS = ("AWS::Lambda::LayerVersionPermission", "AWS::Lambda::Permission")
_EVENT_BUS = "AWS::Events::EventBusPolicy"
_API = "AWS::Serverless::Api"
TYPES = frozenset((*_HELD, *_PERMISSIONS, _ORGANIZATION, _EVENT_BUS, _API))


def statements_of(resource: TemplateResource) -> Mapping | None:
    """Return the document that the statements of ``resource`` are; ``None`` where it has a document, or none.

    They are those of a Lambda permission, of the policy of an event bus, and of an API of AWS SAM.
    """
    properties = resource.properties
    if resource.kind in _PERMISSIONS:
        return permitted(properties, str, _function)
    if resource.kind == _EVENT_BUS:
        statement = properties.get("Statement")
        return None if statement is None else _document(statement)
    if resource.kind == _API:
        found = next(at(properties, ("Auth", "ResourcePolicy", "CustomStatements")), None)
        return None if found is None else _document(found)
    return None


def _function(name: Scalar) -> Scalar:
    arn = f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{name.text}"
    return name._replace(text=arn, tag="!Sub", plain=False, inside=None)


def _document(statements: Node) -> Mapping:
    place = statements.place
    version = (Scalar("Version", place), Scalar(VERSIONS[0], place))
    return Mapping((version, (Scalar("Statement", place), Sequence(as_list(statements), place))), place)


def held_by(resource: TemplateResource) -> Iterator[tuple[Mapping, str, Kind]]:
    """Yield each table and key of ``resource`` that holds a document, with the kind of that."""
    for (*above, key), kind in _HELD.get(resource.kind, ()):
        for table in at(resource.properties, tuple(above)):
            if isinstance(table, Mapping):
                yield table, key, kind
    if resource.kind == _ORGANIZATION:
        of_kind = kind_of_organization(resource.properties.get("Type"))
        if of_kind is not None:
            yield resource.properties, "Content", of_kind
