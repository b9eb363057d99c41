"""Lambda permissions as the statements that they become."""

import json

import pytest

from emitter.reading.files import read_text


def of_terraform(type_="aws_lambda_permission", **arguments):
    source = read_text(json.dumps({"resource": {type_: {"p": arguments}}}), "a.tf.json")
    (document,) = source.documents
    return document


def of_template(type_="AWS::Lambda::Permission", **properties):
    resources = {"P": {"Type": type_, "Properties": properties}}
    (document,) = read_text(json.dumps({"Resources": resources}), "a.json").documents
    return document


def test_a_permission_of_terraform():
    document = of_terraform(
        statement_id="AllowS3",
        action="lambda:InvokeFunction",
        function_name="resize",
        principal="s3.amazonaws.com",
        source_arn="${aws_s3_bucket.b.arn}",
        source_account="111122223333",
        count="${var.x ? 1 : 0}",
    )
    (statement,) = document.statements
    assert (document.kind, document.name, document.faults) == ("resource", "aws_lambda_permission.p", ())
    assert (statement.sid, statement.effect, statement.when) == ("AllowS3", "Allow", ("${var.x ? 1 : 0}",))
    assert [(kind, value.text) for kind, value in statement.principals] == [("Service", "s3.amazonaws.com")]
    assert statement.resources[0].shown.endswith(":function:resize")
    assert [(one.operator, one.key.text, one.values[0].shown) for one in statement.conditions] == [
        ("StringEquals", "AWS:SourceAccount", "111122223333"),
        ("ArnLike", "AWS:SourceArn", "${aws_s3_bucket.b.arn}"),
    ]


def test_a_permission_of_cloudformation():
    document = of_template(
        Action="lambda:InvokeFunctionUrl",
        FunctionName={"Fn::GetAtt": ["F", "Arn"]},
        Principal="*",
        PrincipalOrgID="o-a1b2c3d4e5",
        FunctionUrlAuthType="AWS_IAM",
    )
    (statement,) = document.statements
    assert (document.kind, document.name, document.faults) == ("resource", "P", ())
    assert [(kind, value.text) for kind, value in statement.principals] == [("*", "*")]
    assert [(one.key.text, one.values[0].text) for one in statement.conditions] == [
        ("aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        ("lambda:FunctionUrlAuthType", "AWS_IAM"),
    ]


@pytest.mark.parametrize(
    ("principal", "type_"),
    [
        ("111122223333", "AWS"),
        ("arn:aws:iam::111122223333:role/web", "AWS"),
        ({"Ref": "AWS::AccountId"}, "AWS"),
        ({"Fn::Sub": "arn:aws:iam::${Other}:root"}, "AWS"),
        ({"Fn::Sub": "s3.${AWS::URLSuffix}"}, "Service"),
        ({"Ref": "Principal"}, "Service"),
    ],
)
def test_a_principal_is_an_account_or_a_service(principal, type_):
    document = of_template(Action="lambda:InvokeFunction", FunctionName="f", Principal=principal)
    assert [kind for kind, _ in document.statements[0].principals] == [type_]


def test_a_layer_is_shared_with_accounts_or_an_organization():
    layer = of_template(
        "AWS::Lambda::LayerVersionPermission",
        Action="lambda:GetLayerVersion",
        LayerVersionArn={"Ref": "Layer"},
        Principal="*",
        OrganizationId="o-a1b2c3d4e5",
    )
    assert layer.statements[0].resources[0].shown == "${Layer}"
    assert [one.key.text for one in layer.statements[0].conditions] == ["aws:PrincipalOrgID"]
    shared = of_terraform(
        "aws_lambda_layer_version_permission",
        action="lambda:GetLayerVersion",
        layer_name="arn:aws:lambda:eu-west-1:111122223333:layer:l",
        principal="*",
        organization_id="o-a1b2c3d4e5",
    )
    assert shared.statements[0].resources[0].text == "arn:aws:lambda:eu-west-1:111122223333:layer:l"
    assert [one.key.text for one in shared.statements[0].conditions] == ["aws:PrincipalOrgID"]
