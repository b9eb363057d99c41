"""A permissions boundary for roles that a deployer creates, and the policy that enforces it."""

import json

import pytest

from emitter.aws import service_reference
from emitter.catalogue.targets import load_target
from emitter.fit.boundary import GIVING
from tests.support import recorded
from tests.support.records import ACCOUNT, sync

ADMINISTRATOR = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/app"
CHANGING = (
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
)
ROLE = f"arn:aws:iam::{ACCOUNT}:role/web"


def test_every_action_that_is_denied_takes_the_key():
    for name in GIVING:
        action = service_reference.action(name)
        assert service_reference.takes_key(action, "iam:PermissionsBoundary"), name


@pytest.fixture
def policies(emit, tmp_path):
    """The two policies for a sync of piped, written to files, with one that allows everything."""
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    ran = emit("fit", "calls.json", "--boundary", "--name", "app", "--format", "policy")
    assert ran.status == 0, ran.err
    made = json.loads(ran.out)
    assert list(made) == ["app", "app-enforcement"]
    for name, document in (*made.items(), ("administrator", ADMINISTRATOR)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    return made


def test_the_boundary_allows_what_was_called_and_no_more(emit, policies):
    ran = emit("replay", "calls.json", "--policy", "administrator.json", "--boundary", "app.json")
    assert "11 allowed, 0 denied, 0 unknown" in ran.out
    can = ("--policy", "administrator.json", "--boundary", "app.json")
    assert emit("can", "ecs:DeleteCluster", *can).status == 1
    assert emit("can", "iam:CreateRole", ROLE, *can).status == 1


@pytest.mark.parametrize(
    ("action", "resource", "boundary", "status"),
    [
        *((action, ROLE, None, 1) for action in ("iam:CreateRole", "iam:PutRolePolicy")),
        *((action, ROLE, f"{BOUNDARY}2", 1) for action in ("iam:CreateRole", "iam:AttachRolePolicy")),
        *((action, ROLE, BOUNDARY, 0) for action in ("iam:CreateRole", "iam:PutRolePolicy")),
        ("iam:PutRolePermissionsBoundary", ROLE, f"{BOUNDARY}2", 1),
        ("iam:PutRolePermissionsBoundary", ROLE, BOUNDARY, 0),
        ("iam:DeleteRolePermissionsBoundary", ROLE, BOUNDARY, 1),
        *((action, one, None, 1) for action in CHANGING for one in (BOUNDARY, f"{BOUNDARY}-enforcement")),
        ("iam:CreatePolicyVersion", f"{BOUNDARY}2", None, 0),
        ("iam:DeleteRole", ROLE, None, 0),
        ("iam:PutGroupPolicy", f"arn:aws:iam::{ACCOUNT}:group/g", None, 1),
    ],
)
def test_a_deployer_creates_no_role_without_it(emit, policies, *, action, resource, boundary, status):
    given = (
        ("--context", f"iam:PermissionsBoundary={boundary}")
        if boundary
        else ("--absent", "iam:PermissionsBoundary")
    )
    can = emit(
        "can", action, resource, *given, "--policy", "administrator.json", "--policy", "app-enforcement.json"
    )
    assert can.status == status, can.out


@pytest.mark.parametrize(("detached", "status"), [("app-enforcement", 1), ("app", 0), ("other", 0)])
def test_a_deployer_keeps_what_enforces_it(emit, policies, detached, status):
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{detached}"
    both = ("--policy", "administrator.json", "--policy", "app-enforcement.json")
    can = emit("can", "iam:DetachRolePolicy", ROLE, "--context", f"iam:PolicyARN={arn}", *both)
    assert can.status == status, can.out


@pytest.mark.parametrize("name", ["ufo", "cdk-bootstrap", "sam-cli"])
def test_each_deployer_that_creates_roles_creates_them_with_the_boundary_only(emit, policies, tmp_path, name):
    lines = recorded.lines(name, load_target(name).versions[-1])
    (tmp_path / "own.jsonl").write_text("\n".join(lines))
    own = emit("fit", "own.jsonl", "--format", "policy")
    (tmp_path / "own.json").write_text(own.out)
    roles = {line["resource"] for line in map(json.loads, lines) if line["action"] == "iam:CreateRole"}
    assert roles
    both = ("--policy", "own.json", "--policy", "app-enforcement.json")
    for role in roles:
        bounded = ("--context", f"iam:PermissionsBoundary={BOUNDARY}")
        assert emit("can", "iam:CreateRole", role, *bounded, *both).status == 0
        for other in (("--absent", "iam:PermissionsBoundary"), (bounded[0], f"{bounded[1]}2")):
            assert emit("can", "iam:CreateRole", role, *other, "--policy", "own.json").status == 0
            assert emit("can", "iam:CreateRole", role, *other, *both).status == 1


def test_a_boundary_is_one_policy(emit, tmp_path):
    lines = [
        json.dumps(
            {"action": "sqs:SendMessage", "resource": f"arn:aws:sqs:eu-west-1:{ACCOUNT}:jobs-{number}x"}
        )
        for number in range(200)
    ]
    (tmp_path / "calls.jsonl").write_text("\n".join(lines))
    ran = emit("fit", "calls.jsonl", "--boundary", "--format", "policy")
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert "is larger than one managed policy" in ran.err
    assert emit("fit", "calls.jsonl", "--boundary", "--format", "policy", "--generalize").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--boundary",), "--target: required, or --format"),
        (("--name", "x", "--format", "policy"), "--name: has no effect without --boundary"),
        (("--boundary", "--name", "a b", "--format", "policy"), "--name: 'a b' is not valid"),
        (("--boundary", "--target", "ufo"), "--boundary: cannot be combined with --target"),
    ],
)
def test_one_line_for_what_is_no_boundary(emit, tmp_path, arguments, said):
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    ran = emit("fit", "calls.json", *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
