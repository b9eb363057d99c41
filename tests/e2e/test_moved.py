"""The target that an identity is called after leaves, and the role stays."""

import emitter
from tests.e2e.watch import Watch

_ACCOUNT, _REGION = "123456789012", "eu-west-1"
_HEAD = f"""\
formats = ["terraform"]
[environments.prod]
account = "{_ACCOUNT}"
region = "{_REGION}"
"""
_PROFILE = 'kind = "ec2-instance-profile", name = "piped", session_manager = "on"'
_BOTH = f"""{_HEAD}
[environments.prod.targets.piped-ecs]
identity = {{ {_PROFILE} }}
values = {{ task_role = "web", execution_role = "web" }}
[environments.prod.targets.piped-lambda]
identity = "piped-ecs"
values = {{ function_role = "web" }}
"""
_ONE = f"""{_HEAD}
[environments.prod.targets.piped-lambda]
identity = {{ {_PROFILE}, moved_from = "piped-ecs" }}
values = {{ function_role = "web" }}
"""


def _files(tmp_path, text):
    (tmp_path / "emit.toml").write_text(text)
    emitter.build(emitter.read_config(tmp_path / "emit.toml"), prune=True)
    return sorted((tmp_path / "out" / "prod").glob("*.tf.json"))


def test_the_role_moves_to_another_address(server, terraform, tmp_path):
    account = server.account(_ACCOUNT, _REGION)
    module = terraform.module(tmp_path / "module", account, _files(tmp_path, _BOTH))
    module.apply()
    module.replace(_files(tmp_path, _ONE))
    status, plan = module.plan()
    assert status == 2
    assert "aws_iam_role.piped_ecs has moved to aws_iam_role.piped_lambda" in plan
    # The policy of the target that left, and its attachment.
    assert "Plan: 0 to add, 1 to change, 2 to destroy." in plan
    watch = Watch(server, account, "piped")
    assert watch.step(module.apply) == ([], False)
    assert module.plan()[0] == 0
