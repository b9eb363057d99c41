"""What a policy or a request leaves open is never silently yes or no."""

import json

import pytest

from emitter.evaluate import AccessRequest, compile_policies
from emitter.evaluate.template_values import fill, open_names
from emitter.reading.files import read_text
from tests.support.policy_documents import allow, deny, documents

_SERVICE = "arn:aws:ecs:eu-west-1:123456789012:service/prod/web"
_UPDATE = AccessRequest("ecs:UpdateService", _SERVICE)


def cloudformation(*statements, version="2012-10-17"):
    """The documents of a template with these statements, in long intrinsic functions."""
    document = {"Version": version, "Statement": list(statements)}
    properties = {"PolicyDocument": document, "Roles": ["r"]}
    template = {"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}}}
    return read_text(json.dumps(template), "t.json").documents


def terraform(**statement):
    source = {"data": {"aws_iam_policy_document": {"p": {"statement": [statement]}}}}
    return read_text(json.dumps(source), "t.tf.json").documents


def decided(documents_, request=_UPDATE):
    decision = compile_policies(documents_).decide(request)
    return decision.verdict, decision.unknown


def statement(resource, **more):
    return {"Sid": "S", "Effect": "Allow", "Action": "ecs:UpdateService", "Resource": resource, **more}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ({"Fn::Sub": "arn:${AWS::Partition}:ecs:*:*:service/prod/web"}, ("unknown", ("${AWS::Partition}",))),
        ({"Fn::Sub": "arn:aws:ecs:*:${AWS::AccountId}:service/prod/api"}, ("implicitly-denied", ())),
        ({"Fn::Sub": "arn:aws:ecs:*:*:service/${Cluster}/web"}, ("unknown", ("${Cluster}",))),
        ({"Fn::Sub": "arn:aws:ecs:*:*:cluster/${Cluster}"}, ("implicitly-denied", ())),
        ({"Ref": "Service"}, ("unknown", ("${Service}",))),
        ([{"Ref": "Service"}, "*"], ("allowed", ())),
        (
            {"Fn::Join": [":", ["arn:aws:ecs:*", {"Ref": "AWS::AccountId"}, "service/*"]]},
            ("unknown", ("${AWS::AccountId}",)),
        ),
    ],
)
def test_an_open_resource(resource, expected):
    assert decided(cloudformation(statement(resource))) == expected


def test_a_function_is_unknown_as_a_whole():
    assert (
        decided(cloudformation(statement({"Fn::If": ["A", "*", "arn:aws:ecs:*:*:cluster/a"]})))[0]
        == "unknown"
    )


def test_in_terraform_too():
    resource = "arn:aws:ecs:*:${data.aws_caller_identity.x.account_id}:service/${var.cluster}/web"
    documents_ = terraform(actions=["ecs:UpdateService"], resources=[resource])
    assert decided(documents_) == ("unknown", ("${data.aws_caller_identity.x.account_id}", "${var.cluster}"))
    documents_, used = fill(documents_, {"account": "123456789012", "cluster": "prod", "stack": "x"})
    assert used == {"account", "cluster"}
    assert decided(documents_) == ("allowed", ())


def test_what_is_open_can_be_listed_and_filled():
    documents_ = cloudformation(
        statement({"Fn::Sub": "arn:aws:ecs:${AWS::Region}:*:service/${Cluster}/web"}),
        statement(
            "*", Action={"Ref": "Act"}, Condition={"StringEquals": {"ecs:cluster": {"Ref": "Cluster"}}}
        ),
    )
    assert open_names(documents_) == {"region", "AWS::Region", "Cluster", "Act"}
    filled, used = fill(documents_, {"Cluster": "p*", "AWS::Region": "eu-west-1", "Act": "ecs:UpdateService"})
    assert used == {"Cluster", "AWS::Region", "Act"}
    assert open_names(filled) == set()
    assert decided(filled) == ("allowed", ())


@pytest.mark.parametrize(
    ("more", "depends"),
    [
        ({"Action": {"Ref": "Act"}}, "${Act}"),
        ({"Action": {"Fn::Sub": "ecs:${Verb}Service"}}, "${Verb}"),
        ({"Effect": {"Ref": "Effect"}}, "Effect '${Effect}' of S"),
        ({"Effect": "allow"}, "Effect 'allow' of S"),
        (
            {"Condition": {"StringEquals": {"aws:ResourceAccount": {"Ref": "AWS::AccountId"}}}},
            "${AWS::AccountId}",
        ),
        ({"Condition": {"StringEquals": {"aws:RequestedRegion": {"Ref": "Where"}}}}, "${Where}"),
        ({"Condition": {"StringNotEquals": {"aws:RequestedRegion": {"Ref": "Where"}}}}, "${Where}"),
        ({"Condition": {"Null": {"aws:ResourceAccount": {"Ref": "Is"}}}}, "${Is}"),
        ({"Condition": {"NumericLessThan": {"ecs:task-cpu": {"Ref": "Cpu"}}}}, "${Cpu}"),
    ],
)
def test_what_an_open_part_of_a_statement_makes_unknown(more, depends):
    request = _UPDATE._replace(context={"ecs:task-cpu": ("1",)})
    assert decided(cloudformation(statement("*", **more)), request) == ("unknown", (depends,))
    beside = (
        statement("*"),
        statement("*", Effect="Deny", **{k: v for k, v in more.items() if k != "Effect"}),
    )
    if "Effect" not in more:
        assert decided(cloudformation(*beside), request) == ("unknown", (depends,))


def test_a_mismatch_that_is_sure_is_no():
    condition = {"StringEquals": {"aws:ResourceAccount": {"Fn::Sub": "${AWS::AccountId}x"}}}
    assert decided(cloudformation(statement("*", Condition=condition))) == ("implicitly-denied", ())
    condition = {"NumericLessThan": {"ecs:task-cpu": "ten"}}
    request = _UPDATE._replace(context={"ecs:task-cpu": ("1",)})
    assert decided(cloudformation(statement("*", Condition=condition)), request) == ("implicitly-denied", ())


def test_another_statement_decides_all_the_same():
    unknown = allow(Sid="U", Condition={"StringEquals": {"ecs:cluster": "x"}})
    assert decided(documents(unknown)) == ("unknown", ("ecs:cluster",))
    assert decided(documents(unknown, allow())) == ("allowed", ())
    assert decided(documents(unknown, deny())) == ("explicitly-denied", ())
    perhaps = deny(Condition={"Bool": {"aws:SecureTransport": "false"}})
    assert decided(documents(perhaps)) == ("implicitly-denied", ())
    assert decided(documents(perhaps, unknown)) == ("unknown", ("aws:SecureTransport", "ecs:cluster"))
    assert decided(documents(perhaps, unknown, deny())) == ("explicitly-denied", ())


def test_keys_that_follow_from_the_resource():
    wants = {"aws:RequestedRegion": "eu-west-1", "aws:ResourceAccount": "123456789012"}
    known = documents(allow(Condition={"StringEquals": wants}))
    assert decided(known) == ("allowed", ())
    other = _UPDATE._replace(resource=_SERVICE.replace("eu-west-1", "eu-west-2"))
    assert decided(known, other) == ("implicitly-denied", ())
    assert (
        decided(known, _UPDATE._replace(context={"AWS:requestedregion": ("eu-west-2",)}))[0]
        == "implicitly-denied"
    )
    bucket = AccessRequest("s3:GetObject", "arn:aws:s3:::b/k")
    assert decided(known, bucket) == ("unknown", ("aws:RequestedRegion", "aws:ResourceAccount"))
    nothing = AccessRequest("ecs:ListClusters", _SERVICE)
    assert decided(known, nothing) == ("unknown", ("aws:RequestedRegion", "aws:ResourceAccount"))
    managed = AccessRequest("iam:GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess")
    assert decided(known, managed)[0] == "unknown"


def test_the_reasons_say_what_is_not_known():
    decision = compile_policies(
        cloudformation(
            statement({"Fn::Sub": "arn:aws:ecs:*:*:service/${Cluster}/web"}),
            statement("*", Effect="Deny", Condition={"StringEquals": {"ecs:cluster": "x"}}),
        )
    ).decide(_UPDATE)
    assert decision.statements == ()
    assert [(reason.what, reason.detail) for reason in decision.reasons] == [
        (
            "resource",
            f"whether {_SERVICE} is arn:aws:ecs:*:*:service/${{Cluster}}/web depends on ${{Cluster}}",
        ),
        ("condition", "would deny: StringEquals ecs:cluster wants x; ecs:cluster is not given"),
    ]


@pytest.mark.parametrize(
    "policy", [{"Statement": []}, {"Statement": [5]}, {"Statement": {"Effect": "Allow"}}]
)
def test_what_is_no_statement_allows_nothing(policy):
    assert decided(documents({"Version": "2012-10-17", **policy}))[0] == "implicitly-denied"


def test_a_statement_without_a_resource_allows_nothing():
    policy = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*"}}
    decision = compile_policies(documents(policy)).decide(_UPDATE)
    assert [(one.what, one.detail) for one in decision.reasons] == [
        ("resource", "has neither Resource nor NotResource")
    ]


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        # IAM documents neither a set operator nor IfExists for Null.
        ({"ForAnyValue:Null": {"aws:TagKeys": "true"}}, "unknown"),
        ({"NullIfExists": {"aws:TagKeys": "true"}}, "unknown"),
        ({"Null": {"aws:TagKeys": ["true", {"Ref": "Is"}]}}, "unknown"),
        ({"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}}, "implicitly-denied"),
    ],
)
def test_conditions_of_which_a_part_decides(condition, verdict):
    request = AccessRequest("ecs:UpdateService", _SERVICE, {"aws:TagKeys": ("a", "")})
    assert decided(cloudformation(statement("*", Condition=condition)), request)[0] == verdict


@pytest.mark.parametrize(
    ("resource", "verdict"),
    [
        ({"Resource": "arn:aws:sqs"}, "unknown"),
        ({"NotResource": ["arn:aws:s3:*"]}, "unknown"),
        ({"Resource": ["*", "arn:aws:sqs:*:*:*"]}, "allowed"),
    ],
)
def test_a_session_policy_with_an_incomplete_arn_is_none(resource, verdict):
    """AWS STS refuses it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"""
    session = allow(**resource)
    session["Statement"].append({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"})
    compiled = compile_policies(documents(allow(Action="sqs:*")), session=documents(session))
    queue = "arn:aws:sqs:eu-west-1:123456789012:jobs"
    decision = compiled.decide(AccessRequest("sqs:SendMessage", queue))
    assert decision.verdict == verdict
    assert all("incomplete ARN" in one for one in decision.unknown)
    assert compiled.decide(AccessRequest("sns:Publish", queue)).verdict == "implicitly-denied"
