"""What a platform needs of an identity comes with the identity, whichever deployer has it."""

import json

import pytest

from emitter import Options, emit
from emitter.catalogue.identities import kinds, load_kind, settings_of
from emitter.catalogue.patterns import PSEUDO, holes, parse
from emitter.catalogue.selection import patterns

_PLACE = {"account": ("210987654321",), "region": ("eu-west-1",)}
_ROLES = {"task_role": ("web-task",), "execution_role": ("web-execution",)}
_LOGS = "arn:aws:logs:eu-west-1:210987654321:log-group:/aws/codebuild/web"


def template(kind, **settings):
    identity = {f"identity.{name}": (value,) for name, value in settings.items()}
    options = Options(identity=kind, values=_PLACE | _ROLES | identity)
    return json.loads(emit("ecspresso", "cloudformation-json", options=options).text)["Resources"]


def platform(kind, **settings):
    """The statements that the platform needs, by Sid."""
    policy = template(kind, **settings).get("PlatformPolicy")
    statements = policy["Properties"]["PolicyDocument"]["Statement"] if policy else []
    return {statement["Sid"]: statement for statement in statements}


def test_a_build_can_write_its_log():
    statements = platform("codebuild", project="web")
    assert list(statements) == ["BuildLogs"]
    assert statements["BuildLogs"]["Action"] == [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    ]
    assert statements["BuildLogs"]["Resource"] == [_LOGS, f"{_LOGS}:*"]
    assert platform("codebuild")["BuildLogs"]["Resource"][0].endswith(":/aws/codebuild/*")


def test_reports_and_artifacts_of_a_build_are_asked_for():
    statements = platform("codebuild", project="web", reports="on", artifact_bucket="artifacts")
    assert list(statements) == ["BuildLogs", "TestReports", "Artifacts", "ArtifactBuckets"]
    assert statements["Artifacts"]["Resource"] == ["arn:aws:s3:::artifacts/*"]


@pytest.mark.parametrize(
    ("kind", "setting"), [("ec2-instance-profile", "session_manager"), ("ecs-task-role", "ecs_exec")]
)
def test_a_shell_on_what_the_deployer_runs_on_is_off_until_it_is_asked_for(kind, setting):
    assert platform(kind) == {}
    assert platform(kind, **{setting: "on"})["SessionChannels"]["Action"][0].startswith("ssmmessages:")


def test_the_policy_is_named_after_the_identity_and_attached_to_it():
    policy = template("codebuild", name="builder")["PlatformPolicy"]["Properties"]
    assert policy["ManagedPolicyName"] == "builder-platform"
    assert policy["Roles"] == [{"Ref": "Role"}]


def test_what_exists_already_is_given_nothing():
    assert load_kind("existing").grants == ()


@pytest.mark.parametrize("region", ["eu-west-1", "cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
@pytest.mark.parametrize(
    "kind", [kind for kind in kinds() if any(t.principal == "Service" for t in load_kind(kind).trust)]
)
def test_a_service_has_the_same_principal_in_every_partition(kind, region):
    options = Options(identity=kind, values=_PLACE | _ROLES | {"region": (region,)})
    target = "ecspresso" if kind != "eks-pod-identity" else "piped-ecs"
    if kind == "eks-pod-identity":
        options = options._replace(
            values=options.values
            | {"identity.cluster": ("c",), "identity.namespace": ("n",), "identity.service_account": ("s",)}
        )
    role = json.loads(emit(target, "cloudformation-json", options=options).text)["Resources"]["Role"]
    (statement,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    (principal,) = statement["Principal"]["Service"]
    assert principal.endswith(".amazonaws.com")


@pytest.mark.parametrize("name", kinds())
def test_the_grants_of_a_kind_are_of_its_settings(name):
    kind = load_kind(name)
    known = set(settings_of(kind))
    for grant in kind.grants:
        named = {hole for pattern in patterns(grant.scope) for hole in holes(parse(pattern))} - set(PSEUDO)
        assert set(grant.features) <= set(kind.optional)
        assert named <= known
        for hole in named:
            assert hole in grant.features or settings_of(kind)[hole].default is not None
    assert set(kind.optional) <= {setting.name for setting in kind.settings}
