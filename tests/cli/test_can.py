"""``emit can`` as it is typed."""

import json

import pytest

_SERVICE = "arn:aws:ecs:eu-west-1:123456789012:service/prod/web"
_BUCKET = "arn:aws:s3:::toys"
_HERE = ("--set", "account=123456789012", "--set", "region=eu-west-1")

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Sid": "Play", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::toys/*"},
        {
            "Sid": "Own",
            "Effect": "Allow",
            "Action": "s3:PutObject",
            "Resource": "arn:aws:s3:::toys/${aws:username}/*",
        },
        {"Sid": "Secret", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::toys/secret/*"},
    ],
}
_OF_ORGANIZATION = {"StringNotEqualsIfExists": {"aws:ResourceOrgID": "o-toys"}}
TRUST = {
    "Version": "2012-10-17",
    "Statement": {
        "Sid": "T",
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
    },
}


@pytest.fixture
def can(emit, tmp_path):
    (tmp_path / "policy.json").write_text(json.dumps(POLICY, indent=1))
    (tmp_path / "trust.json").write_text(json.dumps(TRUST))
    open_to_all = {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": f"{_BUCKET}/*"}
    mixed = {**POLICY, "Statement": [*POLICY["Statement"], open_to_all]}
    (tmp_path / "mixed.json").write_text(json.dumps(mixed))
    control = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    (tmp_path / "rcp.json").write_text(
        json.dumps({**POLICY, "Statement": [{**control, "Condition": _OF_ORGANIZATION}]})
    )
    (tmp_path / "read.json").write_text(
        json.dumps({"Statement": [{"Sid": "R", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]})
    )

    def run(*words):
        return emit("can", *words)

    return run


def test_allowed_names_the_statement_and_its_line(can):
    ran = can("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "policy.json")
    assert ran == (
        0,
        "allowed: s3:GetObject on arn:aws:s3:::toys/bear\n  by Play, policy.json:4\n",
        "",
    )


def test_explicitly_denied(can):
    ran = can("s3:getobject", "arn:aws:s3:::toys/secret/bear", "--policy", "policy.json")
    assert ran.status == 1
    assert ran.out == (
        "explicitly denied: s3:GetObject on arn:aws:s3:::toys/secret/bear\n  by Secret, policy.json:16\n"
    )


def test_implicitly_denied_says_why(can):
    ran = can("s3:GetObject", "arn:aws:s3:::games/go", "--policy", "policy.json")
    assert ran.status == 1
    assert ran.out == (
        "implicitly denied: s3:GetObject on arn:aws:s3:::games/go\n"
        "  Play, policy.json:4\n"
        "      resource: arn:aws:s3:::games/go is not arn:aws:s3:::toys/*\n"
    )


def test_unknown_says_what_it_depends_on(can):
    words = ("s3:PutObject", "arn:aws:s3:::toys/ann/bear", "--policy", "policy.json")
    ran = can(*words)
    assert ran.status == 7
    assert "  depends on aws:username: give it with --context aws:username=VALUE" in ran.out.splitlines()
    assert can(*words, "--context", "aws:username=ann").status == 0
    assert can(*words, "--context", "AWS:UserName=bob").out.startswith("implicitly denied")
    assert can(*words, "--principal", "arn:aws:iam::123456789012:user/kids/ann").status == 0
    for absent in (("--absent", "aws:username"), ("--context-complete",), ("--principal", "123456789012")):
        assert can(*words, *absent).out.startswith("implicitly denied")
    assert (
        can(
            *words, "--context", "aws:username=ann", "--principal", "arn:aws:iam::123456789012:user/bob"
        ).status
        == 0
    )


def test_json_says_the_same(can):
    words = ("--policy", "policy.json", "--json")
    ran = can("s3:PutObject", "arn:aws:s3:::toys/ann/bear", *words)
    assert ran.status == 7
    assert json.loads(ran.out) == {
        "action": "s3:PutObject",
        "resource": "arn:aws:s3:::toys/ann/bear",
        "verdict": "unknown",
        "statements": [],
        "reasons": [
            {
                "sid": "Own",
                "group": "policy",
                "document": "",
                "file": "policy.json",
                "line": 10,
                "what": "resource",
                "detail": "whether arn:aws:s3:::toys/ann/bear is arn:aws:s3:::toys/${aws:username}/*"
                " depends on aws:username",
            }
        ],
        "unknown": ["aws:username"],
        "notes": [],
    }
    decided = json.loads(can("s3:GetObject", "arn:aws:s3:::toys/bear", *words).out)
    assert decided["verdict"] == "allowed"
    assert decided["statements"] == [
        {
            "effect": "Allow",
            "sid": "Play",
            "group": "policy",
            "document": "",
            "file": "policy.json",
            "line": 4,
        }
    ]
    verdicts = {
        json.loads(can("s3:GetObject", f"{_BUCKET}{key}", *words).out)["verdict"]
        for key in ("/secret/x", "2/x")
    }
    assert verdicts == {"explicitly-denied", "implicitly-denied"}


def test_files_add_up_and_boundaries_take_away(can):
    words = ("s3:GetBucketLocation", _BUCKET, "--policy", "policy.json")
    assert can(*words).status == 1
    assert can(*words, "--policy", "read.json").status == 0
    for option, group in (("--boundary", "permissions boundary"), ("--session", "session policy")):
        assert can(*words, "--policy", "read.json", option, "policy.json").status == 1
        both = can("s3:GetObject", f"{_BUCKET}/bear", "--policy", "policy.json", option, "read.json")
        assert both.out.splitlines()[1:] == [
            "  by Play, policy.json:4",
            f"  by R of the {group}, read.json:1",
        ]


def test_trust(can):
    words = ("sts:AssumeRole", "--trust", "--policy", "trust.json", "--principal")
    ran = can(*words, "ecs-tasks.amazonaws.com")
    assert (
        ran.out
        == "allowed: sts:AssumeRole for ecs-tasks.amazonaws.com\n  by T of the trust policy, trust.json:1\n"
    )
    assert ran.status == 0
    ran = can(*words, "lambda.amazonaws.com")
    assert ran.out.splitlines()[2] == "      principal: lambda.amazonaws.com is not ecs-tasks.amazonaws.com"
    assert ran.status == 1


def test_a_target_is_judged_as_it_would_be_written(can, emit):
    words = ("s3:GetObject", "arn:aws:s3:::toys/toys/bear", "--target", "toy")
    ran = can(*words)
    assert ran.status == 7
    assert "  depends on ${ToyBucket}: give it with --set bucket=VALUE" in ran.out.splitlines()
    assert "  depends on ${AWS::AccountId}: give it with --set account=VALUE" in ran.out.splitlines()
    known = ("--set", "bucket=toys", "--set", "folder=toys", *_HERE)
    assert "  depends on aws:ResourceAccount" in can(*words, *known).out
    ran = can(*words, *known, "--context", "aws:ResourceAccount=123456789012")
    assert ran.status == 0
    printed = emit("--target", "toy", *known).out.splitlines()
    line = int(ran.out.splitlines()[1].rpartition(":")[2])
    assert ran.out.splitlines()[1] == f"  by Objects of ToyPolicy, emit --target toy:{line}"
    assert printed[line - 1].strip() == "- Sid: Objects"


def test_features_decide(can):
    words = ("s3:ListBucket", _BUCKET, "--target", "toy@1", "--set", "bucket=toys", *_HERE)
    assert can(*words).status == 0
    assert can(*words[:4], "--without", "play").status == 1


def test_an_environment_decides_and_its_boundary_is_not_forgotten(can, tmp_path):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "123456789012"\nregion = "eu-west-1"\n'
        'permissions_boundary = "limit"\n'
        '[environments.prod.targets.toy]\nversion = "1"\nvalues = { bucket = "toys" }\n'
    )
    words = ("s3:ListBucket", _BUCKET, "--target", "toy", "--env", "prod")
    ran = can(*words)
    assert (ran.status, ran.err) == (7, "")
    assert ran.out.splitlines()[1].startswith("  otherwise by Buckets of ToyPolicy, emit --target toy --env")
    assert ran.out.splitlines()[2] == (
        "  depends on the permissions boundary arn:aws:iam::123456789012:policy/limit:"
        " give its policy with --boundary FILE"
    )
    (tmp_path / "limit.json").write_text(json.dumps(_RIGHTS))
    assert can(*words, "--boundary", "limit.json")[0::2] == (0, "")
    assert can(*words, "--boundary", "read.json")[0::2] == (1, "")
    assert can("sts:AssumeRole", "--trust", "--principal", "lambda.amazonaws.com", *words[2:]).status == 1


_LIMITS = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "L", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
_RIGHTS = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "P", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
}


def _template(boundary, **more):
    role = {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": TRUST,
            "Policies": [{"PolicyName": "p", "PolicyDocument": _RIGHTS}],
            "PermissionsBoundary": boundary,
        },
    }
    limits = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"ManagedPolicyName": "limits", "PolicyDocument": _LIMITS, **more},
    }
    return {"Resources": {"Limits": limits, "Role": role}}


def _module(boundary):
    role = {
        "assume_role_policy": json.dumps(TRUST),
        "inline_policy": {"name": "p", "policy": json.dumps(_RIGHTS)},
        "permissions_boundary": boundary,
    }
    limits = {"name": "limits", "policy": json.dumps(_LIMITS)}
    return {"resource": {"aws_iam_role": {"r": role}, "aws_iam_policy": {"l": limits}}}


_ARN_OF_LIMITS = "arn:aws:iam::123456789012:policy/of/limits"


@pytest.mark.parametrize(
    "whole",
    [
        _template({"Ref": "Limits"}),
        _template({"Fn::GetAtt": ["Limits", "PolicyArn"]}),
        _template({"Fn::If": ["Open", {"Ref": "AWS::NoValue"}, {"Ref": "Limits"}]}),
        _template(_ARN_OF_LIMITS),
        _template({"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/limits"}),
        _module("${aws_iam_policy.l.arn}"),
        _module(_ARN_OF_LIMITS),
    ],
    ids=["ref", "attribute", "if", "arn", "sub", "expression", "terraform-arn"],
)
def test_a_boundary_of_the_same_file_has_to_allow_too(can, tmp_path, whole):
    (tmp_path / "role.json").write_text(json.dumps(whole))
    allowed = can("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "role.json")
    assert (allowed.status, allowed.err) == (0, "")
    assert [line.split()[1] for line in allowed.out.splitlines()[1:]] == ["P", "L"]
    denied = can("s3:PutObject", "arn:aws:s3:::toys/bear", "--policy", "role.json")
    assert denied.status == 1
    assert denied.out.startswith("implicitly denied")
    assert "permissions boundary" in denied.out
    # Alone it is a policy like any other, and another boundary that is given counts instead.
    name = "Limits" if "Resources" in whole else "aws_iam_policy.l"
    assert can("s3:PutObject", "arn:aws:s3:::toys/bear", "--policy", "role.json", "--of", name).status == 1
    given = ("--policy", "role.json", "--boundary", "policy.json")
    assert can("s3:GetObject", "arn:aws:s3:::games/go", *given).status == 1


def test_a_boundary_that_is_attached_as_well_allows_and_limits(can, tmp_path):
    (tmp_path / "role.json").write_text(json.dumps(_template({"Ref": "Limits"}, Roles=[{"Ref": "Role"}])))
    ran = can("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "role.json")
    assert [line.split()[1] for line in ran.out.splitlines()[1:]] == ["L", "P", "L"]


def test_a_boundary_that_is_in_no_file_is_named(can, tmp_path):
    (tmp_path / "role.json").write_text(
        json.dumps(_template("arn:aws:iam::123456789012:policy/other"), indent=1)
    )
    ran = can("s3:PutObject", "arn:aws:s3:::toys/bear", "--policy", "role.json", "--json")
    assert ran.status == 7
    assert json.loads(ran.out)["verdict"] == "unknown"
    assert json.loads(ran.out)["unknown"] == [
        "the permissions boundary arn:aws:iam::123456789012:policy/other"
    ]
    denied = can("iam:CreateUser", "arn:aws:iam::123456789012:user/u", "--policy", "role.json")
    assert denied.out.startswith("implicitly denied")


_READS = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def _role(policies, *, arns=(), **more):
    properties = {"Policies": [{"PolicyName": "p", "PolicyDocument": one} for one in policies]}
    role = {"Type": "AWS::IAM::Role", "Properties": {**properties, "ManagedPolicyArns": list(arns)}}
    return {"Resources": {"Role": role, **more}}


@pytest.mark.parametrize(
    ("arn", "allowed"),
    [
        # AWS's own policies allow, and deny nothing unless they are called so.
        (_READS, "allowed"),
        ("arn:aws:iam::aws:policy/AWSDenyAll", "unknown"),
        ("arn:aws:iam::123456789012:policy/team", "unknown"),
        ({"Fn::ImportValue": "policy"}, "unknown"),
    ],
)
def test_what_a_policy_that_nobody_gave_could_change_is_unknown(can, tmp_path, arn, allowed):
    (tmp_path / "role.json").write_text(json.dumps(_role([_RIGHTS], arns=[arn])))
    words = ("--policy", "role.json", "--json")
    ran = can("s3:GetObject", "arn:aws:s3:::toys/bear", *words)
    assert (ran.status, json.loads(ran.out)["verdict"]) == (7 * (allowed == "unknown"), allowed)
    ran = can("ecs:ListClusters", *words)
    assert json.loads(ran.out)["verdict"] == "unknown"
    assert json.loads(ran.out)["unknown"][0].startswith("the managed policy ")


def test_a_role_with_nothing_but_a_policy_that_nobody_gave(can, tmp_path):
    role = _role([], arns=[_READS])
    role["Resources"]["Role"]["Properties"]["AssumeRolePolicyDocument"] = TRUST
    (tmp_path / "role.json").write_text(json.dumps(role))
    ran = can("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "role.json", "--json")
    assert json.loads(ran.out)["unknown"] == [f"the managed policy {_READS}"]


def test_a_policy_that_is_attached_can_be_given(can, tmp_path):
    (tmp_path / "role.json").write_text(json.dumps(_role([], arns=[_READS])))
    (tmp_path / "ReadOnlyAccess.json").write_text(json.dumps(_LIMITS))
    words = ("--policy", "role.json", "--policy", "ReadOnlyAccess.json")
    assert can("s3:GetObject", "arn:aws:s3:::toys/bear", *words).status == 0
    assert can("s3:PutObject", "arn:aws:s3:::toys/bear", *words).out.startswith("implicitly denied")


def _statement(**more):
    return {"Version": "2012-10-17", "Statement": [{**_RIGHTS["Statement"][0], **more}]}


_WHEN = {"Fn::If": ["IsProd", _RIGHTS["Statement"][0], {"Ref": "AWS::NoValue"}]}


@pytest.mark.parametrize(
    ("policies", "more", "name"),
    [
        ([{"Version": "2012-10-17", "Statement": [_WHEN]}], {}, "condition IsProd"),
        ([{"Ref": "Document"}], {}, "${Document}"),
        ([{"Version": "2012-10-17", "Statement": [{"Ref": "Statement"}]}], {}, "${Statement}"),
        ([_statement(Condition={"Ref": "Conditions"})], {}, "${Conditions}"),
        ([_statement(Condition={"StringEquals": {"Ref": "Keys"}})], {}, "${Keys}"),
        (
            [],
            {
                "Other": {
                    "Type": "AWS::IAM::Policy",
                    "Condition": "IsProd",
                    "Properties": {"PolicyDocument": _RIGHTS, "Roles": [{"Ref": "Role"}]},
                }
            },
            "condition IsProd",
        ),
    ],
)
def test_what_a_file_does_not_spell_out_is_never_taken_for_true(can, tmp_path, policies, more, name):
    (tmp_path / "role.json").write_text(json.dumps(_role(policies, **more)))
    words = ("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "role.json")
    ran = can(*words, "--json")
    assert (ran.status, json.loads(ran.out)["unknown"]) == (7, [name])
    if name == "condition IsProd":
        assert (
            can(*words).out.splitlines()[1]
            == "  depends on condition IsProd: give it with --set IsProd=true or false"
        )
        assert can(*words, "--set", "IsProd=true").status == 0
        assert can(*words, "--set", "IsProd=false").out.startswith("implicitly denied")


def test_what_several_targets_leave_open_is_set_by_target(can):
    words = ("ecs:UpdateService", _SERVICE, "--target", "piped-ecs", "--target", "piped-lambda", *_HERE)
    roles = (f"{key}=r" for key in ("task_role", "execution_role", "function_role"))
    given = [word for role in roles for word in ("--set", role)]
    ran = can(*words, *given)
    assert (
        "  depends on ${PipedEcsCluster}: give it with --set piped-ecs.cluster=VALUE" in ran.out.splitlines()
    )
    assert (
        can(*words, *given, "--set", "piped-ecs.cluster=prod", "--set", "piped-ecs.service=web").status == 0
    )


def test_a_condition_key_that_is_none_is_an_error(can):
    words = ("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "policy.json")
    ran = can(*words, "--context", "aws:usernme=ann")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "--context: there is no condition key 'aws:usernme'; did you mean 'aws:username'?\n"
    assert can(*words, "--absent", "s3:prefx").status == 2
    for key in (
        "AWS:UserName",
        "s3:prefix",
        "aws:PrincipalTag/team",
        "token.actions.githubusercontent.com:sub",
    ):
        assert can(*words, "--context", f"{key}=x").status == 0


def test_what_a_file_or_request_says_makes_no_line_of_its_own(can, tmp_path):
    bad = "arn:aws:s3:::toys/x\nallowed: \x1b[31m"
    ran = can("s3:GetObject", bad, "--policy", "policy.json")
    assert len(ran.out.splitlines()) == 2
    assert "\x1b" not in ran.out


def test_a_user_has_the_policies_of_its_groups(can, tmp_path):
    def policy(document):
        return [{"PolicyName": "p", "PolicyDocument": document}]

    resources = {
        "Group": {"Type": "AWS::IAM::Group", "Properties": {"Policies": policy(_RIGHTS)}},
        "User": {
            "Type": "AWS::IAM::User",
            "Properties": {"Policies": policy(_LIMITS), "Groups": [{"Ref": "Group"}]},
        },
        "Other": {"Type": "AWS::IAM::User", "Properties": {"Policies": policy(_LIMITS)}},
    }
    (tmp_path / "users.json").write_text(json.dumps({"Resources": resources}))
    words = ("s3:PutObject", "arn:aws:s3:::toys/bear", "--policy", "users.json", "--of")
    assert [can(*words, name).status for name in ("User", "Other", "Group")] == [0, 1, 0]


def test_targets_that_share_an_identity_are_judged_together(can, tmp_path):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "123456789012"\nregion = "eu-west-1"\n'
        "[environments.prod.targets.piped-ecs]\n"
        'values = { task_role = "t", execution_role = "e" }\n'
        '[environments.prod.targets.piped-lambda]\nidentity = "piped-ecs"\n'
        'values = { function = "f", function_role = "r" }\n'
    )
    asked = {
        "lambda:UpdateFunctionCode": "arn:aws:lambda:eu-west-1:123456789012:function:f",
        "ecs:DescribeServices": "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
    }
    for target in ("piped-ecs", "piped-lambda"):
        for action, resource in asked.items():
            assert can(action, resource, "--target", target, "--env", "prod").status == 0


def test_a_policy_of_several_roles_is_each_ones(can, tmp_path):
    policy = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"PolicyDocument": _RIGHTS, "Roles": ["a", "b"]},
    }
    (tmp_path / "both.json").write_text(json.dumps({"Resources": {"P": policy}}))
    words = ("s3:GetObject", "arn:aws:s3:::toys/bear", "--policy", "both.json")
    assert can(*words).err.startswith("both.json: holds policies of a, b; name one of them with --of")
    assert [can(*words, "--of", name).status for name in ("a", "b")] == [0, 0]


def test_what_a_file_leaves_open_can_be_set(can, emit, tmp_path):
    (tmp_path / "t.yaml").write_text(emit("--target", "toy@1").out)
    (tmp_path / "t.tf.json").write_text(emit("--target", "toy@1", "--format", "terraform").out)
    for file, name in (("t.yaml", "ToyBucket"), ("t.tf.json", "toy_bucket")):
        words = ("s3:ListBucket", _BUCKET, "--policy", file)
        assert can(*words).out.startswith("unknown")
        assert can(*words, "--set", f"{name}=toys", "--set", "region=eu-west-1").status == 0
        assert can(*words, "--set", f"{name}=games", *_HERE[2:]).status == 1


_DECIDED = {
    "t.yaml": """
Parameters: {Env: {Type: String}, Unused: {Type: String}}
Conditions:
  Prod: !Equals [!Ref Env, prod]
  Here: !And [!Condition Prod, !Equals [!Ref "AWS::Region", eu-west-1], !Equals [!Ref "AWS::Partition", aws]]
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Condition: Prod
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: !If [Here, "arn:aws:s3:::toys/*", "arn:aws:s3:::far/*"]
""",
    "main.tf": """
variable "Env" { default = "prod" }
variable "region" {}
variable "Unused" {}
locals {
  here = var.region == "eu-west-1"
}
resource "aws_iam_role_policy" "p" {
  role   = "r"
  count  = var.Env == "prod" ? 1 : 0
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = local.here ? "arn:aws:s3:::toys/*" : "arn:aws:s3:::far/*"
    }]
  })
}
""",
}


@pytest.mark.parametrize("file", [*_DECIDED, "."])
@pytest.mark.parametrize(
    ("values", "status"),
    [
        ("Env=prod region=eu-west-1", 0),
        ("Env=prod region=us-east-1", 1),
        ("Env=dev", 1),
        ("Env=prod", 7),
        ("region=eu-west-1", 7),
        ("region=us-east-1 Env=prod Unused=x", 1),
        ("Env=prod here=true", 2),
    ],
)
def test_values_decide_what_a_template_decides(can, tmp_path, file, values, status):
    """A condition of CloudFormation; count, a local value and a conditional of Terraform."""
    for name, text in _DECIDED.items():
        if file in (name, ".") and (file != "." or name != "t.yaml"):
            (tmp_path / name).write_text(text)
    for name in ("policy.json", "trust.json", "mixed.json", "read.json", "rcp.json"):
        (tmp_path / name).unlink()
    words = [word for value in values.split() for word in ("--set", value)]
    assert can("s3:GetObject", f"{_BUCKET}/bear", "--policy", file, *words).status == status


def test_one_of_several_roles_is_chosen(can, tmp_path):
    def role(action):
        document = {"Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}
        properties = {"AssumeRolePolicyDocument": TRUST, "Policies": [{"PolicyDocument": document}]}
        return {"Type": "AWS::IAM::Role", "Properties": properties}

    resources = {"Reader": role("s3:Get*"), "Writer": role("s3:Put*")}
    (tmp_path / "roles.json").write_text(json.dumps({"Resources": resources}))
    words = ("s3:GetObject", f"{_BUCKET}/bear", "--policy", "roles.json")
    ran = can(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "roles.json: holds policies of Reader, Writer; name one of them with --of\n"
    assert can(*words, "--of", "Reader").status == 0
    assert can(*words, "--of", "Writer").status == 1
    assert can(*words, "--of", "Reeder").err == "--of: roles.json has no 'Reeder'; did you mean 'Reader'?\n"
    trust = ("sts:AssumeRole", "--trust", "--principal", "ecs-tasks.amazonaws.com", "--policy", "roles.json")
    assert can(*trust).status == 2
    assert can(*trust, "--of", "Reader").status == 0


def test_a_folder_is_all_its_files(can, tmp_path):
    """A Terraform module, of which each file alone says less."""
    module = tmp_path / "prod"
    module.mkdir()
    (module / "trust.json").write_text(json.dumps(TRUST))
    (module / "main.tf").write_text(
        'resource "aws_iam_role" "r" {\n  assume_role_policy = file("trust.json")\n}\n'
        'resource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.name\n'
        "  policy = data.aws_iam_policy_document.d.json\n}\n"
    )
    (module / "data.tf").write_text(
        'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:GetObject"]\n'
        f'    resources = ["{_BUCKET}/*"]\n  }}\n}}\n'
    )
    words = ("s3:GetObject", f"{_BUCKET}/bear", "--policy", "prod")
    assert can(*words).status == 0
    assert can("s3:PutObject", *words[1:]).status == 1
    trust = ("sts:AssumeRole", "--trust", "--principal", "ecs-tasks.amazonaws.com", "--policy", "prod")
    assert can(*trust).status == 0
    (tmp_path / "copy").mkdir()
    for file in module.iterdir():
        (tmp_path / "copy" / file.name).write_text(file.read_text())
    ran = can(*words[:-1], ".", "--of", "aws_iam_role.r")
    assert ran.status == 2
    assert ran.err.endswith(": aws_iam_role.r is in copy and in prod; name one of these\n")


def test_a_folder_with_a_file_that_cannot_be_read_is_an_error_and_so_is_one_without_policies(can, tmp_path):
    (tmp_path / "some").mkdir()
    words = ("s3:GetObject", f"{_BUCKET}/bear", "--policy", "some")
    ran = can(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "some: no file in it holds a policy; name a file or folder that holds one\n"
    (tmp_path / "some/policy.json").write_text(json.dumps(POLICY))
    assert can(*words).status == 0
    (tmp_path / "some/cut.json").write_text('{"Statement": [')
    ran = can(*words)
    assert (ran.status, ran.out) == (5, "")
    assert ran.err.startswith("some/cut.json:1:16: is no JSON")


def test_remarks_are_on_standard_error(can):
    ran = can("s3:ListAllMyBuckets", _BUCKET, "--policy", "read.json")
    assert ran.err == "note: s3:ListAllMyBuckets takes no resource, and is judged on *\n"


def test_a_resource_policy_of_a_template_is_said_not_to_be_evaluated(can, tmp_path):
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"{_BUCKET}/*"}
    document = {"Version": "2012-10-17", "Statement": [deny]}
    resources = {
        "Toys": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": "toys", "PolicyDocument": document},
        },
        "Read": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": POLICY},
        },
    }
    (tmp_path / "template.json").write_text(json.dumps({"Resources": resources}))
    ran = can("s3:GetObject", f"{_BUCKET}/bear", "--policy", "template.json")
    assert ran.status == 0
    assert ran.err == "note: template.json:1: the resource policy Toys is not evaluated\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "s3:GetObjekt --policy policy.json",
            "ACTION: unknown action s3:GetObjekt; did you mean 'GetObject'?",
        ),
        (
            "s3:GetObject toys/bear --policy policy.json",
            "RESOURCE: 'toys/bear' is no ARN; s3:GetObject takes"
            " arn:${Partition}:s3:::${BucketName}/${ObjectName}",
        ),
        ("s3:GetObject", "--target: required without --policy; name a target, or a file with --policy"),
        (
            "s3:GetObject --target toy --policy policy.json",
            "--policy: cannot be combined with --target; choose one",
        ),
        (
            "s3:GetObject --policy policy.json --feature make",
            "--feature: requires --target; leave it out, or name a target",
        ),
        ("s3:GetObject --target toy --of Role", "--of: requires --policy; leave it out"),
        (
            "s3:GetObject --target toy --config x",
            "--config: has no effect without --env; name an environment",
        ),
        (
            "s3:GetObject --policy policy.json --set a",
            "--set: 'a' is not KEY=VALUE; write --set cluster=prod",
        ),
        ("s3:GetObject --policy policy.json --set a=1", "--set: the files leave no 'a' open"),
        (
            "s3:GetObject --policy policy.json --context a",
            "--context: 'a' is not KEY=VALUE; write --context aws:username=ann",
        ),
        (
            "s3:GetObject --policy policy.json --principal ann",
            "--principal: 'ann' is no principal; write an ARN of IAM or STS, an account, or a service as"
            " ecs-tasks.amazonaws.com",
        ),
        (
            "sts:AssumeRole --trust --policy trust.json",
            "--trust: requires --principal; say who would assume the role",
        ),
        (
            "sts:AssumeRole --trust --principal 123456789012 --policy policy.json",
            "--trust: there is no trust policy in it; name a role, or leave --trust out",
        ),
        (
            "sts:AssumeRole --policy trust.json",
            "emit can: there is no permissions policy in it; name one, or ask with --trust",
        ),
        (
            "s3:GetObject --policy mixed.json",
            "emit can: there is no permissions policy in it; name one, or ask with --trust",
        ),
        (
            "s3:GetObject --policy policy.json --policy mixed.json",
            "mixed.json: is a resource policy: a statement has a Principal;"
            " leave it out, or remove the Principal",
        ),
        *(
            (
                f"s3:GetObject --policy policy.json --{limit} mixed.json",
                "mixed.json: is a resource policy: a statement has a Principal;"
                " leave it out, or remove the Principal",
            )
            for limit in ("boundary", "session")
        ),
        (
            "s3:GetObject --policy policy.json --policy rcp.json",
            "rcp.json: is a resource control policy: a statement has a Principal;"
            " leave it out, or remove the Principal",
        ),
        (
            "s3:GetObject --policy policy.json --boundary trust.json",
            "--boundary: trust.json holds no policy; name a file that holds one",
        ),
        ("", "emit can: Missing argument 'ACTION'; see emit can --help"),
    ],
)
def test_what_cannot_be_asked_is_one_line(words, says, can):
    ran = can(*words.split())
    assert (ran.status, ran.out, ran.err) == (2, "", f"{says}\n")


def test_a_file_that_is_not_there(can):
    ran = can("s3:GetObject", "--policy", "nothing.json")
    assert (ran.status, ran.out) == (6, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--context", "aws:UserName=ann", "--context", "aws:username=bob"),
        ("--context", "aws:UserName=ann", "--absent", "aws:username"),
        ("--context", "aws:username=ann", "--absent", "aws:username"),
        ("--absent", "aws:username", "--absent", "AWS:username"),
    ],
)
def test_a_condition_key_is_given_once(can, words):
    ran = can("s3:PutObject", "arn:aws:s3:::toys/ann/bear", "--policy", "policy.json", *words)
    assert ran.status == 2
    assert "the same condition key; give it once" in ran.err


def test_what_needs_no_permission_says_so(can):
    ran = can("sts:GetCallerIdentity", "--policy", "policy.json")
    assert (ran.status, ran.out) == (0, "allowed: sts:GetCallerIdentity\n")
    assert "needs no permission, and no policy denies it" in ran.err


def test_an_environment_alone_says_what_targets_it_has(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "111122223333"\nregion = "eu-west-1"\n'
        "[environments.prod.targets.piped-ecs]\n[environments.prod.targets.ufo]\n",
    )
    ran = emit("can", "ecs:RunTask", "--env", "prod")
    assert ran.status == 2
    assert ran.err == "--target: required without --policy; name one of prod: piped-ecs, ufo\n"
