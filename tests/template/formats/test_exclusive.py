"""Terraform holds an identity to its own policies and account, and tags what CloudFormation cannot."""

import json

import pytest

import emitter
from emitter.errors import ConfigurationError
from tests.support.read_cloudformation import load_yaml

_TOML = """\
formats = ["cloudformation", "terraform"]
[environments.prod]
account = "111122223333"
region = "eu-west-1"
tags = {{ team = "web" }}
{environment}
[environments.prod.targets.ufo]
identity = {{ {identity} }}
"""
_GROUP = 'kind = "group", users = ["le-ly"]'


def _built(tmp_path, environment="", identity=_GROUP):
    file = tmp_path / "emit.toml"
    file.write_text(_TOML.format(environment=environment, identity=identity))
    emitter.build(emitter.read_config(file))
    folder = tmp_path / "out" / "prod"
    return json.loads((folder / "ufo.tf.json").read_text()), load_yaml((folder / "ufo.yaml").read_text())


def _exclusive(module):
    return {kind: bodies for kind, bodies in module["resource"].items() if kind.endswith("_exclusive")}


def test_a_group_and_its_users_have_no_other_policies(tmp_path):
    module, _ = _built(tmp_path)
    assert _exclusive(module) == {
        "aws_iam_group_policy_attachments_exclusive": {
            "ufo": {
                "group_name": "${aws_iam_group.ufo.name}",
                "policy_arns": ["${aws_iam_policy.ufo.arn}", "${aws_iam_policy.ufo_2.arn}"],
                "depends_on": [f"aws_iam_group_policy_attachment.{label}" for label in ("ufo", "ufo_2")],
            }
        },
        "aws_iam_group_policies_exclusive": {
            "ufo": {"group_name": "${aws_iam_group.ufo.name}", "policy_names": []}
        },
        "aws_iam_user_policy_attachments_exclusive": {
            "ufo_le_ly": {"user_name": "${aws_iam_user.ufo_le_ly.name}", "policy_arns": []}
        },
        "aws_iam_user_policies_exclusive": {
            "ufo_le_ly": {"user_name": "${aws_iam_user.ufo_le_ly.name}", "policy_names": []}
        },
    }


@pytest.mark.parametrize(
    ("environment", "identity", "held"),
    [
        ("exclusive = false", _GROUP, False),
        ("", f"{_GROUP}, exclusive = false", False),
        ("exclusive = false", f"{_GROUP}, exclusive = true", True),
        ("", 'kind = "existing", role = "somebody"', False),
    ],
)
def test_a_setting_turns_it_off_and_what_exists_is_let_be(environment, identity, held, tmp_path):
    module, _ = _built(tmp_path, environment, identity)
    assert bool(_exclusive(module)) == held


@pytest.mark.parametrize("identity", ['exclusive = "false"', "exclusive = 1", "max_session_duration = true"])
def test_what_is_true_or_false_is_no_text_or_number(identity, tmp_path):
    with pytest.raises(
        ConfigurationError, match=r"identity\.\w+: (is of the wrong type|is a boolean, not a string)"
    ):
        _built(tmp_path, identity=f'kind = "codebuild", {identity}')


def test_a_file_is_for_one_account(tmp_path):
    module, template = _built(tmp_path)
    held = [
        (kind, label, body["lifecycle"]["precondition"]["condition"])
        for kind, bodies in module["resource"].items()
        for label, body in bodies.items()
        if "precondition" in body.get("lifecycle", {})
    ]
    here = '${data.aws_caller_identity.ufo.account_id == "111122223333"}'
    assert held == [("aws_iam_group", "ufo", here)]
    (rule,) = template["Rules"].values()
    assert rule["Assertions"][0]["Assert"] == {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "111122223333"]}
    text = emitter.emit("ufo").text
    assert "Rules" not in load_yaml(text)


def test_policies_and_instance_profiles_have_the_tags_too(tmp_path):
    module, _ = _built(tmp_path, identity='kind = "ec2-instance-profile", tags = { stage = "prod" }')
    for kind in ("aws_iam_policy", "aws_iam_instance_profile"):
        for body in module["resource"][kind].values():
            assert body["tags"] == {"stage": "prod", "team": "web"}
