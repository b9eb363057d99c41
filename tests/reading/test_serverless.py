import pytest

from emitter.lint.linter import lint
from emitter.reading.files import read_text
from emitter.reading.unread import FormError
from emitter.reading.values import ACCOUNT, REGION


def read(text):
    source = read_text(text, "serverless.yml")
    assert source.format == "serverless"
    return source


def test_statements_of_the_role_new_and_old_and_of_functions():
    source = read("""
service: shop
provider:
  name: aws
  iam:
    role:
      statements: [{Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::${self:custom.bucket}/*"}]
      managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      permissionsBoundary: arn:aws:iam::111122223333:policy/limit
  iamRoleStatements: [{Effect: Allow, Action: "sqs:*", Resource: !GetAtt Jobs.Arn}]
functions:
  main: {handler: a.b, iamRoleStatements: [{Effect: Allow, Action: "sns:*", Resource: "*"}]}
resources:
  Resources:
    Jobs: {Type: AWS::IAM::User, Properties: {Policies: [{PolicyDocument: {Statement: []}}]}}
""")
    assert [(d.holder, len(d.statements)) for d in source.documents] == [
        ("the role of the service", 1),
        ("the role of the service", 1),
        ("the role of main", 1),
        ("Jobs", 0),
    ]
    resource = source.documents[0].statements[0].resources[0]
    assert (resource.text, resource.shown) == (None, "arn:aws:s3:::${self:custom.bucket}/*")
    assert [one.policy.text for one in source.attached] == ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    assert [one.policy.text for one in source.bounds] == ["arn:aws:iam::111122223333:policy/limit"]


def test_statements_of_another_file_are_not_known():
    source = read("""
service: shop
provider: {name: aws, iamRoleStatements: "${file(iam.yml)}"}
resources: ["${file(more.yml)}"]
""")
    assert [document.open for document in source.documents] == [("${file(iam.yml)}",), ("${file(more.yml)}",)]


RESOURCES = """
service: shop
provider: {name: aws, region: "${opt:region, 'eu-west-1'}"}
resources:
  Resources:
    Reader:
      Type: AWS::IAM::ManagedPolicy
      Properties:
        PolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action: "s3:GetObject"
              Resource:
                - "arn:aws:s3:::${self:custom.bucket}/${aws:username}/*"
                - !Sub "arn:aws:s3:::${self:custom.bucket}-${AWS::Region}/*"
                - Fn::Sub:
                    - "arn:aws:s3:::${self:service}-${Name}/*"
                    - {Name: "${opt:stage, ${self:provider.stage}}"}
                - "arn:aws:s3:::${ssm:/shop/bucket}/${s3:config/bucket}"
"""


def test_variables_of_the_framework_in_resources_are_not_known_and_draw_no_rule():
    source = read(RESOURCES)
    (statement,) = source.documents[0].statements
    assert [one.shown for one in statement.resources] == [
        "arn:aws:s3:::${self:custom.bucket}/${aws:username}/*",
        "arn:aws:s3:::${self:custom.bucket}-${AWS::Region}/*",
        "arn:aws:s3:::${self:service}-${opt:stage, self:provider.stage}/*",
        "arn:aws:s3:::${ssm:/shop/bucket}/${s3:config/bucket}",
    ]
    assert statement.resources[0].parts[2:] == ("/", "${aws:username}", "/*")
    assert all(one.text is None for one in statement.resources)
    assert not {one.rule for one in lint([source])} & {"E111", "W112", "W113", "N115"}


def test_a_region_of_the_framework_is_a_region():
    source = read("""
service: shop
provider:
  name: aws
  iamRoleStatements:
    - Effect: Allow
      Action: "sqs:SendMessage"
      Resource: "arn:aws:sqs:${aws:region}:${aws:accountId}:orders"
    - {Effect: Allow, Action: "iam:GetUser", Resource: "arn:aws:iam::*:user/${aws:username}"}
""")
    first, second = source.documents[0].statements
    assert [part.shape for part in first.resources[0].parts if not isinstance(part, str)] == [REGION, ACCOUNT]
    # The framework knows no such variable, and fails.
    assert [one.message for one in lint([source]) if one.rule == "E111"] == []
    assert second.resources[0].text == "arn:aws:iam::*:user/${aws:username}"


def test_resources_and_statements_that_another_file_takes_in():
    role = read_text(
        "Type: AWS::IAM::Role\nProperties: {Policies: [{PolicyDocument: {Statement: []}}]}", "a/Writer.yml"
    )
    assert [(one.name, one.kind) for one in role.documents] == [("Writer", "identity")]
    two = read_text("A: {Type: AWS::IAM::User}\nB: {Type: AWS::S3::Bucket}", "more.yml")
    assert (two.format, two.documents) == ("cloudformation", ())
    statements = read_text("- {Effect: Allow, Action: 's3:*', Resource: '${self:custom.arn}'}", "iam.yml")
    assert [len(one.statements) for one in statements.documents] == [1]
    with pytest.raises(FormError):
        read_text("- {Effect: Allow}", "iam.yml")
    with pytest.raises(FormError):
        read_text("A: {Type: module}\nB: {Type: AWS::S3::Bucket}", "iam.yml")


def test_statements_of_roles_that_other_parts_make():
    source = read("""
service: shop
provider: {name: aws}
stepFunctions:
  stateMachines:
    pay: {iamRoleStatements: [{Effect: Allow, Action: "sns:*", Resource: "*"}]}
agents:
  - helper: {role: {statements: [{Effect: Allow, Action: "sqs:*", Resource: "*"}]}}
custom: {statements: [a, b]}
""")
    assert [(one.holder, one.statements[0].actions[0].text) for one in source.documents] == [
        ("the role of pay", "sns:*"),
        ("the role of helper", "sqs:*"),
    ]


def test_pseudo_parameters_of_the_older_plugin_are_those_of_cloudformation():
    source = read("""
service: shop
provider:
  name: aws
  iamRoleStatements:
    - Effect: Allow
      Action: sns:Publish
      Resource: "arn:aws:sns:#{AWS::Region}:#{AWS::AccountId}:${self:service}-#{Topic}"
""")
    (resource,) = source.documents[0].statements[0].resources
    shapes = [part.shape for part in resource.parts if not isinstance(part, str)]
    assert shapes == [REGION, ACCOUNT, ".*", ".*"]
    assert list(lint([source])) == []
