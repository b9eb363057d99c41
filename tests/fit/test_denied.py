"""``emit explain MESSAGE``: what a denied call asks for, as it is typed."""

import io
import json
import sys

import pytest

from emitter.replay import access_denied
from emitter.replay.access_denied import DENIED, ENCODED, WHY

ACCOUNT = "210987654321"
WHO = f"arn:aws:sts::{ACCOUNT}:assumed-role/piped/session"
DEFINITION = f"arn:aws:ecs:eu-west-1:{ACCOUNT}:task-definition/web:8"
SERVICE = f"arn:aws:ecs:eu-west-1:{ACCOUNT}:service/prod/web"
LINKED = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/web-task"
CONFIG = """
[environments.prod]
account = "210987654321"
region = "eu-west-1"

[environments.prod.targets.piped-ecs]
version = "0.57"
without = ["standalone-task"]
values = { cluster = "prod", service = "web", family = "web", task_role = "web-task" }

[environments.prod.targets.piped-lambda]
identity = "piped-ecs"
values = { function = "thumbnails", function_role = "thumbnails" }
"""


def lacking(action, resource="", kind="identity-based policy"):
    on = f" on resource: {resource}" if resource else ""
    return (
        f"User: {WHO} is not authorized to perform: {action}{on} because no {kind} allows the {action} action"
    )


@pytest.fixture
def explain(emit, tmp_path, monkeypatch):
    (tmp_path / "emit.toml").write_text(CONFIG)

    def run(*arguments, log=None):
        if log is not None:
            data = io.BytesIO(log.encode() if isinstance(log, str) else log)
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
        return emit("explain", *arguments)

    return run


def one(explain, *arguments, **given):
    """The only denial that is explained, as data."""
    ran = explain(*arguments, "--json", **given)
    assert (ran.status, ran.err) == (0, "")
    (found,) = json.loads(ran.out)
    return found


def test_every_wording_has_its_page():
    for wording in (DENIED, ENCODED, *WHY):
        assert wording.source.startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize(
    ("message", "resource", "kind"),
    [
        # Amazon S3 quotes the ARN, and a log in JSON escapes the quotes.
        (
            lacking("s3:GetObject", '"arn:aws:s3:::b/my key.txt"'),
            "arn:aws:s3:::b/my key.txt",
            "identity-based policy",
        ),
        (
            json.dumps({"m": lacking("s3:GetObject", '"arn:aws:s3:::b/k"')}),
            "arn:aws:s3:::b/k",
            "identity-based policy",
        ),
        (
            lacking("codecommit:ListRepositories", kind="service control policy"),
            None,
            "service control policy",
        ),
        (
            f"User: {WHO} is not authorized to perform: sts:AssumeRole on resource: {ROLE} with an explicit"
            " deny in the role trust policy",
            ROLE,
            "trust policy",
        ),
        (f"User {WHO} is not authorized to perform kms:GenerateDataKey on resource [{ROLE}].", ROLE, None),
        (
            "\x1b[31m│\x1b[0m Error: creating ECS Service: AccessDeniedException: User:\n│ "
            + lacking("ecs:CreateService", SERVICE)[6:]
            .replace(" because", "\n│ because")
            .replace(" not ", "\n│ not "),
            SERVICE,
            "identity-based policy",
        ),
        (
            "\ufeff2026-06-01T10:00:00.1Z Error: " + lacking("ecs:CreateService", SERVICE),
            SERVICE,
            "identity-based policy",
        ),
    ],
)
def test_messages_are_read_as_logs_have_them(explain, message, resource, kind):
    found = one(explain, "-", log=message)
    assert (found["resource"], found["denied_by"], found["principal"]) == (resource, kind, WHO)


def test_the_feature_and_the_value_that_allow_it(explain):
    found = one(explain, lacking("ecs:RunTask", DEFINITION), "--target", "piped-ecs")
    (option,) = found["options"]
    assert (option["needed_by"], option["values"]) == (["standalone-task"], [["family", "web"]])
    assert option["depends"] == ["ecs:cluster"]
    (option,) = one(explain, lacking("ecs:RunTask", DEFINITION), "--target", "ecs-deploy")["options"]
    assert option["features"] == ["run"]


def test_only_what_is_not_there_is_to_be_added(explain):
    found = one(explain, lacking("ecs:RunTask", DEFINITION), "--env", "prod")
    (option,) = found["options"]
    assert (option["target"], option["features"], option["values"]) == ("piped-ecs", ["standalone-task"], [])
    ran = explain(lacking("ecs:RunTask", DEFINITION), "--env", "prod")
    assert 'in environments.prod.targets.piped-ecs: take "standalone-task" out of without' in ran.out
    ran = explain(lacking("iam:CreateServiceLinkedRole", LINKED), "--env", "prod")
    assert 'in environments.prod.targets.piped-ecs: add "service-linked-role" to features' in ran.out
    ran = explain(lacking("ecs:UpdateService", SERVICE.replace("web", "api")), "--env", "prod")
    assert 'in environments.prod.targets.piped-ecs: add "api" to values.service' in ran.out
    ran = explain(lacking("ecs:UpdateService", SERVICE), "--env", "prod")
    assert "prod allows it already" in ran.out
    assert (
        "never needs it"
        in explain(lacking("ecs:RunTask", DEFINITION), "--env", "prod", "--target", "piped-lambda").out
    )


def test_a_target_that_another_version_allows_names_the_version(explain):
    ran = explain(lacking("ecs:UntagResource", SERVICE), "--target", "piped-ecs@0.49")
    assert "--target piped-ecs@0.52" in ran.out
    (option,) = one(explain, lacking("ecs:UntagResource", SERVICE), "--target", "piped-ecs@0.49")["options"]
    assert (option["configured"], option["version"]) == ("0.49.1", "0.52")


def test_what_an_option_adds_allows_the_call(explain, emit):
    found = one(explain, lacking("ecs:RunTask", DEFINITION), "--target", "ecs-deploy")
    (option,) = found["options"]
    words = [word for name in option["features"] for word in ("--feature", name)]
    words += [word for name, value in option["values"] for word in ("--set", f"{name}={value}")]
    place = ("--set", f"account={ACCOUNT}", "--set", "region=eu-west-1", "--set", "cluster=c")
    can = (
        "can",
        "ecs:RunTask",
        DEFINITION,
        "--context",
        f"ecs:cluster=arn:aws:ecs:eu-west-1:{ACCOUNT}:cluster/c",
    )
    assert emit(*can, "--target", "ecs-deploy", *words, *place).status == 0
    assert emit(*can, "--target", "ecs-deploy", *place).status == 1


@pytest.mark.parametrize(
    "kind",
    [
        "service control policy",
        "resource control policy",
        "permissions boundary",
        "session policy",
        "resource-based policy",
        "VPC endpoint policy",
    ],
)
@pytest.mark.parametrize("explicit", [False, True])
def test_nothing_that_is_added_to_the_role_helps(explain, kind, explicit):
    message = lacking("ecs:UpdateService", SERVICE, kind)
    if explicit:
        message = (
            message.partition(" because")[0] + f" with an explicit deny in a {kind}: arn:aws:x::1:policy/p"
        )
    ran = explain(message, "--env", "prod")
    assert "nothing that is added to the role's own policies helps" in ran.out
    assert "look at " in ran.out
    assert "environments.prod" not in ran.out
    assert ("the policy is arn:aws:x::1:policy/p" in ran.out) is explicit


@pytest.mark.parametrize(
    "deny", ["with an explicit deny in an identity-based policy", "with an explicit deny"]
)
def test_no_allow_overrides_an_explicit_deny(explain, deny):
    found = one(
        explain, f"User: {WHO} is not authorized to perform: ecs:RunTask on resource: {DEFINITION} {deny}"
    )
    assert (found["explicit"], found["role_can_be_helped"], found["options"]) == (True, False, [])
    assert "Deny statements" in found["look"]


def test_the_statement_that_allows_what_no_target_needs(explain):
    queue = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:q"
    found = one(explain, lacking("sqs:SendMessage", queue))
    assert found["statement"] == {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": queue}
    assert one(explain, lacking("sqs:ListQueues"))["statement"]["Resource"].startswith("arn:") is False
    group = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:g"
    found = one(explain, lacking("logs:DeleteLogGroup", group), "--target", "piped-ecs")
    assert found["statement"]["Resource"] == f"{group}:*"


@pytest.mark.parametrize("resource", ["", "***", "arn:aws:sqs:eu-west-1:***:q"])
def test_a_resource_that_is_not_known_is_never_everything(explain, resource):
    ran = explain(lacking("sqs:SendMessage", resource))
    assert '"Resource"' not in ran.out
    assert "its ARN is like" in ran.out
    found = one(explain, lacking("sqs:SendMessage", resource))
    assert (found["statement"], len(found["resources"])) == (None, 1)


def test_an_account_that_a_log_hides_is_that_of_the_role(explain):
    hidden = SERVICE.replace(ACCOUNT, "***")
    (option,) = one(explain, lacking("ecs:UpdateService", hidden), "--target", "piped-ecs")["options"]
    assert option["values"] == [["cluster", "prod"], ["service", "web"]]


def decoded(action, resource, **keys):
    items = [{"key": key, "values": {"items": [{"value": value}]}} for key, value in keys.items()]
    context = {"principal": {"id": "AIDA", "arn": WHO}, "action": action, "resource": resource}
    context["conditions"] = {"items": items}
    return {"allowed": False, "explicitDeny": False, "matchedStatements": {"items": []}, "context": context}


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_decoded_message_has_the_condition_keys(explain, wrapped):
    message = decoded("iam:PassRole", ROLE, **{"iam:PassedToService": "ecs-tasks.amazonaws.com"})
    text = json.dumps({"DecodedMessage": json.dumps(message)} if wrapped else message)
    targets = ("--target", "piped-ecs", "--target", "piped-lambda")
    found = one(explain, "-", *targets, log=text)
    assert {option["target"] for option in found["options"]} == {"piped-ecs"}
    assert all(option["depends"] == [] for option in found["options"])
    message = decoded("iam:PassRole", ROLE, **{"iam:PassedToService": "glue.amazonaws.com"})
    found = one(explain, json.dumps(message), *targets)
    assert found["statement"]["Condition"] == {
        "StringEquals": {"iam:PassedToService": ["glue.amazonaws.com"]}
    }


def test_a_decoded_explicit_deny_names_its_statement(explain):
    message = decoded("ec2:RunInstances", "arn:aws:ec2:eu-west-1:1:instance/*") | {
        "explicitDeny": True,
        "matchedStatements": {"items": [{"statementId": "DenyAll", "effect": "DENY"}]},
    }
    assert (
        "an explicit deny in a policy that the message does not name (statement DenyAll)"
        in explain(json.dumps(message)).out
    )


def test_an_encoded_message_says_how_it_is_decoded(explain):
    ran = explain("You are not authorized. Encoded authorization failure message: abc-DEF_1")
    assert (ran.status, ran.out) == (2, "")
    assert "aws sts decode-authorization-message --encoded-message abc-DEF_1 | emit explain -" in ran.err


def test_a_log_counts_what_is_alike(explain):
    line = lacking("ecs:UpdateService", SERVICE)
    log = "\n".join(["starting", line, "again", line, lacking("ecs:DeleteService", SERVICE), "done"])
    ran = explain("-", "--env", "prod", log=log)
    assert f"ecs:UpdateService on {SERVICE} (2 times, first on line 2)" in ran.out
    found = json.loads(explain("-", "--env", "prod", "--json", log=log).out)
    assert [(each["action"], each["count"], each["line"]) for each in found] == [
        ("ecs:UpdateService", 2, 2),
        ("ecs:DeleteService", 1, 5),
    ]


@pytest.mark.parametrize(
    ("arguments", "log", "status", "said"),
    [
        ((), None, 2, "required: an action, a target or a message"),
        (("-",), "nothing here", 2, "no message in it that names a denied action"),
        (("-",), b"\xff\xfe\x00", 2, "no message in it that names a denied action"),
        (("-",), "", 2, "no message in it that names a denied action"),
        (("-",), '{"a": ' * 100_000, 2, "no message in it that names a denied action"),
        (("ecs:RunTask", "--env", "prod"), None, 2, "--env: requires a target or a message"),
        (("ecs:RunTask", "--target", "ufo"), None, 2, "--target: requires a message"),
        ((lacking("ecs:RunTask"), "--feature", "x"), None, 2, "--feature: has no effect on a message"),
        ((lacking("ecs:RunTask"), "--env", "prd"), None, 2, "did you mean 'prod'?"),
        ((lacking("ecs:RunTask"), "--env", "prod", "--target", "ufo"), None, 2, "prod has no target 'ufo'"),
        ((lacking("ecs:RunTask"), "--target", "piped-esc"), None, 2, "did you mean 'piped-ecs'?"),
        ((lacking("ecs:RunTask"), "--target", "piped-ecs@9"), None, 2, "too new"),
        ((lacking("ecs:RunTask"), "--config", "emit.toml"), None, 2, "has no effect without --env"),
    ],
)
def test_one_line_for_what_cannot_be_explained(explain, arguments, log, status, said):
    ran = explain(*arguments, log=log)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert said in ran.err


def test_an_action_that_aws_does_not_list_is_named(explain):
    found = one(explain, lacking("ecs:CreatService", SERVICE))
    assert "did you mean 'CreateService'?" in found["notes"][0]


def test_long_texts_are_read_in_time_that_grows_as_they_do():
    hostile = "User: " * 50_000 + "is not authorized to perform: " * 5_000 + "a" * 1_000_000
    assert list(access_denied.denials(hostile)) == []
