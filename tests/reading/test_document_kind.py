import pytest

from emitter.reading.document_kind import by_name, kind_of, kind_of_organization
from emitter.reading.files import read_text
from emitter.reading.tree import Place, Scalar
from emitter.reading.yaml_tree import parse


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Effect: Allow, Action: 's3:*', Resource: '*'", "identity"),
        ("Effect: Allow, Principal: {Service: a.amazonaws.com}, Action: 'sts:AssumeRole'", "trust"),
        ("Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'", "resource"),
        ("Effect: Deny, Principal: '*', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/a'", "rcp"),
        ("Effect: Deny, Principal: '*', Action: ['s3:*', 'sts:*'], Resource: '*'", "rcp"),
        ("Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'", "rcp"),
        ("Effect: Deny, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b/*'", "resource"),
        ("Effect: Deny, Principal: '*', Action: 'Update:*', Resource: 'LogicalResourceId/Db'", "stack"),
        ("Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Resource: '*'", "trust"),
    ],
)
def test_the_kind_of_a_policy_is_that_of_its_statements(statement, kind):
    assert kind_of(parse(f"Statement: [{{{statement}}}]", "a")) == kind


_FULL = "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}"


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        (
            f"{_FULL}, {{Effect: Deny, Principal: '*', Action: ['s3:*', 'sts:AssumeRole'], Resource: '*'}}",
            "rcp",
        ),
        (
            f"{_FULL}, {{Effect: Deny, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b'}}",
            "resource",
        ),
        # Alone it is a resource policy that lets in everybody.
        (_FULL, "resource"),
        (
            "{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'},"
            " {Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*'}",
            "resource",
        ),
    ],
)
def test_an_rcp_denies_next_to_what_full_access_allows(statements, kind):
    assert kind_of(parse(f"Statement: [{statements}]", "a")) == kind


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("SERVICE_CONTROL_POLICY", "scp"),
        ("RESOURCE_CONTROL_POLICY", "rcp"),
        ("TAG_POLICY", None),
    ],
)
def test_a_policy_of_an_organization_is_of_its_type(type_, kind):
    assert kind_of_organization(Scalar(type_, Place("a"))) == kind
    assert kind_of_organization(None) == "scp"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("osd_scp_policy.json", "scp"),
        ("scps/deny-regions.json", "scp"),
        ("Service-Control-Policy.json", "scp"),
        ("discperson.json", "identity"),
        ("escp.json", "identity"),
        ("scp/deny/a.json", "identity"),
    ],
)
def test_a_service_control_policy_is_what_its_file_calls_so(file, kind):
    text = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
    (document,) = read_text(text, file).documents
    assert by_name(document).kind == kind


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("boundary.json", "boundary"),
        ("permissions-boundary.json", "boundary"),
        ("iam/deployer_boundary.json", "boundary"),
        ("PermissionsBoundary.json", "boundary"),
        ("boundaries/deployer.json", "boundary"),
        ("boundary-policy.json", "boundary"),
        ("require-boundary.json", "identity"),
        ("create-role-without-boundary.json", "identity"),
        ("boundaryless.json", "identity"),
        ("deployer.json", "identity"),
    ],
)
def test_a_permissions_boundary_is_what_its_file_calls_so(file, kind):
    text = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
    (document,) = read_text(text, file).documents
    assert by_name(document).kind == kind


def test_what_is_attached_is_of_its_holder_whatever_its_file_is_called():
    policies = "[{PolicyDocument: {Statement: []}}]"
    text = f"{{Resources: {{A: {{Type: AWS::IAM::Role, Properties: {{Policies: {policies}}}}}}}}}"
    (document,) = read_text(text, "scp.yaml").documents
    assert by_name(document).kind == "identity"
