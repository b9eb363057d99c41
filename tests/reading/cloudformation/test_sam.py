from emitter.reading.files import read_text

FUNCTION = """
Transform: AWS::Serverless-2016-10-31
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Thumbs:
    Type: AWS::Serverless::Function
    Properties:
"""


def read(properties, more=""):
    return read_text(FUNCTION + "".join(f"      {line}\n" for line in properties) + more, "template.yaml")


def test_policies_by_name_and_arn_are_attached():
    arn = "arn:aws:iam::111122223333:policy/own"
    source = read([f"Policies: [AdministratorAccess, {arn}, !Ref Own]"])
    assert [(one.holder, one.policy.shown) for one in source.attached] == [
        ("Thumbs", "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"),
        ("Thumbs", arn),
        ("Thumbs", "${Own}"),
    ]
    assert source.documents == ()


def test_one_name_stands_without_a_list():
    assert [one.holder for one in read(["Policies: AdministratorAccess"]).attached] == ["Thumbs"]


def test_a_policy_template_is_not_known():
    source = read(["Policies: [S3CrudPolicy: {BucketName: photos}]"])
    (document,) = source.documents
    assert (document.holder, document.open) == ("Thumbs", ("the SAM policy template S3CrudPolicy",))


def test_a_function_with_a_role_of_its_own_gets_none_of_its_policies():
    source = read(["Role: !GetAtt Own.Arn", "Policies: [AdministratorAccess, S3CrudPolicy: {}]"])
    assert (source.documents, source.attached) == ((), ())


def test_what_a_connector_gives_is_not_known():
    source = read(
        ["Handler: a.b"],
        """
    Connectors: {Table: {Properties: {Destination: {Id: T}, Permissions: [Write]}}}
  Reads:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Thumbs}, Destination: {Id: T}, Permissions: [Read]}
""",
    )
    assert [(d.holder, d.open) for d in source.documents] == [
        ("Thumbs", ("the connector Thumbs.Table",)),
        ("Thumbs", ("the connector Reads",)),
    ]
