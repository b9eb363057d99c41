"""``documented`` is the deployer's own page, statement by statement.

``pages/`` holds the policies of those pages, as they stand there, several of one page in one; ufo's without
its trailing comma, which is no JSON, and Terraform's with its one prefix in a list.
"""

import json

import pytest

from emitter import Options, emit
from emitter.template.formats import NAMES
from tests.support import ROOT
from tests.support.read_cloudformation import load_yaml

_FOLDER = ROOT / "tests" / "pages"
_PLACE = {"account": ("111122223333",), "region": ("eu-west-1",)}
_STATE = {"bucket": "mybucket", "key": "path/to/my/key", "lock_table": "mytable"}
_HOLES = {
    "<account-id>": "111122223333",
    "<aws_account_id>": "111122223333",
    "<region>": "eu-west-1",
    "<bucket_name>": "bucket-name",
}
PAGES = [
    ("piped-ecs@0.47", {"execution_role": "task-execution-role", "task_role": "task-role"}),
    ("piped-lambda@0.47", {"function_role": "function-role"}),
    ("ufo@6", {}),
    ("terraform-state@1.15", _STATE),
    ("opentofu-state@1.12", _STATE),
    (
        "amazon-ecs-deploy-task-definition@2.6",
        {
            "task_role": "task_definition_task_role_name",
            "execution_role": "task_definition_task_execution_role_name",
            "cluster": "cluster_name",
            "service": "service_name",
            "application": "application_name",
            "deployment_group": "deployment_group_name",
        },
    ),
    ("aws-cloudformation-github-deploy@2.2", {}),
    (
        "aws-lambda-deploy@1.1",
        {
            "function": "function_name",
            "function_role": "function_execution_role_name",
            "own_repository": "repository_name",
            "bucket": "bucket-name",
        },
    ),
    ("cdk-deploy", {}),
    (
        "sam-cli",
        {"stack_role": "CloudFormationExecutionRole", "bucket": "artifacts", "repository": "ImageRepository"},
    ),
    ("cdk-bootstrap", {}),
    ("amazon-ecr-login@2.1", {"repository": "my-ecr-repo", "public_repository": "my-ecr-public-repo"}),
    ("external-dns", {}),
    ("cert-manager", {}),
    ("aws-ebs-csi-driver", {}),
    ("aws-load-balancer-controller", {}),
    ("aws-efs-csi-driver", {}),
    ("cluster-autoscaler", {}),
    (
        "external-secrets",
        dict.fromkeys(("secret", "pushed_secret", "parameter", "pushed_parameter"), "dev-*"),
    ),
]


def _page(target, roles):
    text = (_FOLDER / f"{target.partition('@')[0]}.json").read_text(encoding="utf-8")
    for hole, value in _HOLES.items():
        text = text.replace(hole, value)
    for role in roles.values():
        text = text.replace(f"<{role}>", role)
    assert "<" not in text
    return json.loads(text)


def _plain(policy):
    """``policy`` without what has no meaning: Sids, and whether one value stands in a list."""
    return [
        {
            key: {operator: {k: _list(v) for k, v in keys.items()} for operator, keys in value.items()}
            if key == "Condition"
            else _list(value)
            for key, value in statement.items()
            if key != "Sid"
        }
        for statement in policy["Statement"]
    ]


def _list(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(("target", "roles"), PAGES, ids=[target for target, _ in PAGES])
def test_documented_is_the_page(target, roles):
    options = Options(permissions="documented", values=_PLACE | {k: (v,) for k, v in roles.items()})
    policy = json.loads(emit(target, "policy", options=options).text)
    assert _plain(policy) == _plain(_page(target, roles))
    assert policy["Version"] == _page(target, roles)["Version"]
    template = load_yaml(emit(target, options=options).text)
    (made,) = (r for r in template["Resources"].values() if r["Type"] == "AWS::IAM::ManagedPolicy")
    assert made["Properties"]["PolicyDocument"] == policy


@pytest.mark.parametrize("format", [name for name in NAMES if name != "policy"])
def test_the_prefix_that_is_none_stays_and_is_warned_of(format):
    emitted = emit("ufo@6", format, options=Options(permissions="documented"))
    assert "elasticloadbalancingv2:*" in emitted.text
    assert any("elasticloadbalancingv2 is no IAM service prefix" in warning for warning in emitted.warnings)


def test_least_privilege_has_no_wildcard_of_a_service_and_says_to_whom_roles_are_passed():
    for target in ("piped-ecs", "piped-lambda", "ufo"):
        emitted = emit(target, "cloudformation-json")
        template = json.loads(emitted.text)
        statements = [
            statement
            for resource in template["Resources"].values()
            for statement in resource["Properties"].get("PolicyDocument", {}).get("Statement", ())
        ]
        assert not [action for s in statements for action in s["Action"] if "*" in action]
        passing = [s for s in statements if "iam:PassRole" in s["Action"]]
        assert passing
        assert all("iam:PassedToService" in next(iter(s["Condition"].values())) for s in passing)
        assert emitted.warnings == ()
