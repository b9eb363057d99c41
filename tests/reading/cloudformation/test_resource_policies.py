import pytest

from emitter.reading.files import read_text

STATEMENT = "[{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}]"


@pytest.mark.parametrize(
    ("type_", "property_", "kind"),
    [
        ("AWS::S3::BucketPolicy", "PolicyDocument", "resource"),
        ("AWS::KMS::Key", "KeyPolicy", "resource"),
        ("AWS::ECR::Repository", "RepositoryPolicyText", "resource"),
        ("AWS::S3Tables::TablePolicy", "ResourcePolicy", "resource"),
        ("AWS::EC2::VPCEndpoint", "PolicyDocument", "endpoint"),
        ("AWS::IoT::Policy", "PolicyDocument", "device"),
        ("AWS::EKS::PodIdentityAssociation", "Policy", "boundary"),
        ("AWS::Organizations::Policy", "Type: RESOURCE_CONTROL_POLICY, Content", "rcp"),
        ("AWS::Organizations::Policy", "Type: SERVICE_CONTROL_POLICY, Content", "scp"),
    ],
)
def test_a_policy_of_no_identity_is_of_its_kind(type_, property_, kind):
    properties = f"{{{property_}: {{Statement: {STATEMENT}}}}}"
    text = f"Resources: {{R: {{Type: {type_}, Properties: {properties}}}}}"
    (document,) = read_text(text, "t.yaml").documents
    assert (document.name, document.kind, len(document.statements)) == ("R", kind, 1)


def test_a_tag_policy_has_no_statements():
    properties = "{Type: TAG_POLICY, Content: {tags: {}}}"
    text = f"Resources: {{R: {{Type: AWS::Organizations::Policy, Properties: {properties}}}}}"
    assert read_text(text, "t.yaml").documents == ()


@pytest.mark.parametrize(
    "resource",
    [
        "{Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: "
        "[{ResourcePolicy: {PolicyDocument: {Statement: S}}}]}}",
        "{Type: AWS::Events::EventBusPolicy, Properties: {Statement: S}}",
        "{Type: AWS::Serverless::Api, Properties: {Auth: {ResourcePolicy: {CustomStatements: S}}}}",
    ],
)
def test_a_policy_is_found_where_its_type_has_it(resource):
    text = f"Resources: {{R: {resource.replace('S}', STATEMENT + '}')}}}"
    (document,) = read_text(text, "t.yaml").documents
    assert (document.name, document.kind, document.faults, len(document.statements)) == (
        "R",
        "resource",
        (),
        1,
    )


def test_a_resource_with_an_empty_text_has_no_policy():
    text = "Resources: {R: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: ''}}}"
    assert read_text(text, "t.yaml").documents == ()
