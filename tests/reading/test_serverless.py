from emitter.reading.files import read_text


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
