"""``emit explain MESSAGE``: what a denied call asks for, as it is typed."""

import io
import json
import sys

import pytest

from emitter.replay import access_denied
from emitter.replay.access_denied import DENIED, ENCODED, UNTRUSTED, WHY

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
    for wording in (DENIED, ENCODED, UNTRUSTED, *WHY):
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
        (
            f"<Message>{lacking('s3:GetObject', '&quot;arn:aws:s3:::b/k&quot;')}</Message>",
            "arn:aws:s3:::b/k",
            "identity-based policy",
        ),
        # Of Lambda and Step Functions: JSON in a string of JSON.
        (
            json.dumps({"m": json.dumps({"m": lacking("s3:GetObject", '"arn:aws:s3:::b/k"')})}),
            "arn:aws:s3:::b/k",
            "identity-based policy",
        ),
        (
            f'User: {WHO} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/a file with'
            '\n  spaces.txt" with an explicit deny in a resource-based policy',
            "arn:aws:s3:::b/a file with spaces.txt",
            "resource-based policy",
        ),
        # IAM names a role so.
        (
            f"User: {WHO} is not authorized to perform:\n\x1b[31m│\x1b[0m iam:GetRole on resource: role\n│"
            " web-task with an explicit deny in an identity-based policy",
            ROLE,
            "identity-based policy",
        ),
        (
            f"User: {WHO} is not authorized to perform: kms:Decrypt on the resource associated with this"
            " ciphertext because no resource-based policy allows the kms:Decrypt action",
            None,
            "resource-based policy",
        ),
        (
            f"User: {WHO} is not authorized to perform: s3:GetWidget on resource: my-widget with an explicit"
            " deny in a sessions policy",
            None,
            "session policy",
        ),
        (
            lacking("s3:PutBucketPolicy", '"arn:aws:s3:::b"').partition(" because")[0]
            + " because public policies are blocked by the BlockPublicPolicy block public access setting.",
            "arn:aws:s3:::b",
            "block public access setting",
        ),
        (lacking("s3:GetObject", kind="access point policy"), None, "access point policy"),
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


def test_a_decoded_message_is_read_in_every_form_of_output(explain):
    message = json.dumps(decoded("ec2:RunInstances", "arn:aws:ec2:eu-west-1:1:instance/*"))
    pretty = json.dumps(json.loads(message), indent=2)
    for log in (json.dumps(message), pretty, f"DecodedMessage: '{message}'", f"+ aws sts\n{message}\ndone"):
        assert one(explain, "-", log=log)["action"] == "ec2:RunInstances"
    wrapped = json.dumps({"DecodedMessage": message}, indent=2)
    found = json.loads(explain("-", "--json", log=f"$ aws\n{wrapped}\n{lacking('sqs:SendMessage')}").out)
    assert [(each["action"], each["line"]) for each in found] == [
        ("ec2:RunInstances", 3),
        ("sqs:SendMessage", 5),
    ]
    assert explain("-", log='{"allowed":true,"x":' * 10_000).status == 2


def test_a_decoded_explicit_deny_names_its_statement(explain):
    message = decoded("ec2:RunInstances", "arn:aws:ec2:eu-west-1:1:instance/*") | {
        "explicitDeny": True,
        "matchedStatements": {"items": [{"statementId": "DenyAll", "effect": "DENY"}]},
    }
    assert (
        "an explicit deny in a policy that the message does not name (statement DenyAll)"
        in explain(json.dumps(message)).out
    )


def test_the_kind_of_policy_is_that_of_its_own_message(explain):
    plain = lacking("sqs:SendMessage").partition(" because")[0]
    assert one(explain, "-", log=f"{plain}\n\nretry with an explicit deny")["explicit"] is False
    log = f"{plain}; {lacking('ecs:RunTask', kind='session policy')}"
    first, second = json.loads(explain("-", "--json", log=log).out)
    assert (first["denied_by"], second["denied_by"]) == (None, "session policy")


@pytest.mark.parametrize("action", ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"])
def test_a_token_is_denied_by_the_trust_policy(explain, action):
    call = action.partition(":")[2]
    began = f"An error occurred (AccessDenied) when calling the {call} operation: "
    found = one(explain, f"{began}Not authorized to perform {action}")
    assert (found["action"], found["denied_by"]) == (action, "trust policy")
    assert "trust policy of the role" in found["look"]


def test_a_role_that_is_assumed_may_not_trust_the_caller(explain):
    message = f"User: {WHO} is not authorized to perform: sts:AssumeRole on resource: {ROLE}"
    assert "at the trust policy of the role that is assumed" in explain(message).out


def test_nothing_that_a_role_is_given_signs_a_request(explain):
    found = one(explain, "User: anonymous is not authorized to perform: es:ESHttpGet")
    assert (found["role_can_be_helped"], found["statement"]) == (False, None)
    assert "how the request is signed" in found["look"]


def test_what_iam_names_without_its_path_is_said(explain):
    found = one(explain, lacking("iam:GetRole", "role web-task"))
    assert found["resource"] == ROLE
    assert found["notes"] == ["IAM names web-task without its path: if it has one, write it in the ARN"]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: You"
            " are not authorized to perform this operation.",
            "missing for DescribeInstances, nor by which policy; see emit explain ec2:DescribeInstances or ",
        ),
        (
            "An error occurred (403) when calling the HeadObject operation: Forbidden",
            "see emit explain s3:GetObject or",
        ),
        ("API: s3:CreateBucket Access Denied", "see emit explain s3:CreateBucket\n"),
        (
            "operation error S3: ListBuckets, https response error StatusCode: 403, api error AccessDenied:"
            " Access Denied",
            "see emit explain s3:ListAllMyBuckets\n",
        ),
        (
            "An error occurred (AccessDenied) when calling the FooBar operation: Access Denied",
            "ask CloudTrail for the event",
        ),
        ("An error occurred (ValidationError) when calling the PutObject operation: no", "no message in it"),
    ],
)
def test_an_operation_of_which_aws_says_no_more_is_looked_up(explain, message, said):
    ran = explain("-", log=message)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


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
    many = "User: a is not authorized to perform: s3:GetObject on resource: role x because " * 5_000
    assert len(list(access_denied.denials(many))) == 5_000
    hostile = "User: " * 50_000 + "is not authorized to perform: " * 5_000 + "a" * 1_000_000
    assert list(access_denied.denials(hostile)) == []
