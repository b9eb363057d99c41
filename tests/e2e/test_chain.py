"""A deployed environment goes through what a team does to it, and is never without a permission that stays.

Every change is applied at the first try, after which there is nothing to change.
"""

import pytest

import emitter
from tests.e2e.declared import load
from tests.e2e.stacks import RefusedError, Stack
from tests.e2e.watch import Watch

_ANY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
_ACCOUNT, _REGION = "123456789012", "eu-west-1"
_START = {
    "boundary": "",
    "version": "0.49",
    "features": [],
    "name": "piped",
    "path": "/deployers/",
    "services": ["web"],
    "users": ["le.ly"],
    "lambda": False,
    "policy": "",
}
_SERVICES = ["api", "web"]
_TWENTY = [f"service-{number}" for number in range(20)]
# What a team does, in order; each on top of those before.
_STEPS = {
    "a target joins": {"lambda": True},
    "a user joins": {"users": ["le-ly", "le.ly"]},
    "the target leaves": {"lambda": False},
    "a feature is on": {"features": ["service-linked-role"]},
    "the feature is off": {"features": []},
    "the deployer is upgraded": {"version": "0.57"},
    "a service more": {"services": _SERVICES},
    "twenty services more": {"services": [*_SERVICES, *_TWENTY]},
    "twenty services less": {"services": _SERVICES},
    "a boundary": {"boundary": "deployers"},
    "another path": {"path": "/platform/"},
    "another name": {"name": "deployer", "policy": "deployer-ecs"},
}
# There the role is another one.
_REPLACED = ("another path", "another name")
# Terraform takes seconds for a step, so it takes some together with the next.
_TOGETHER = ("a target joins", "the target leaves", "the feature is off", "twenty services less")


def _toml(state):
    services = state["services"]
    guest = '[environments.prod.targets.piped-lambda]\nidentity = "piped-ecs"\n' if state["lambda"] else ""
    guest += 'values = { function = "f", function_role = "f" }\n' if guest else ""
    features = f"features = {state['features']}\n" if state["features"] else ""
    policy = f'policy_name = "{state["policy"]}"\n' if state["policy"] else ""
    boundary = f'permissions_boundary = "{state["boundary"]}"\n' if state["boundary"] else ""
    return f"""\
[environments.prod]
account = "{_ACCOUNT}"
region = "{_REGION}"
{boundary}
[environments.prod.targets.piped-ecs]
version = "{state["version"]}"
{features}{policy}
identity = {{ name = "{state["name"]}", path = "{state["path"]}" }}
values = {{ cluster = "prod", service = {services}, family = {services}, task_role = {services} }}
{guest}
[environments.prod.targets.ufo]
identity = {{ kind = "group", name = "Ufo", users = {state["users"]} }}
values = {{ stack = "demo-web-prod", cluster = "prod" }}
"""


def _built(folder, state):
    """The folder with the files that emit writes for ``state``."""
    file = folder / "emit.toml"
    file.write_text(_toml(state))
    emitter.build(emitter.read_config(file), prune=True)
    return folder / "out" / "prod"


def _states():
    state = dict(_START)
    for name, change in _STEPS.items():
        state = state | change
        yield name, state


def _account(server):
    account = server.account(_ACCOUNT, _REGION)
    account.client("iam").create_policy(PolicyName="deployers", PolicyDocument=_ANY)
    return account


def _held(step, watch, act):
    missing, gone = watch.step(act)
    if step in _REPLACED:
        assert gone, step
    else:
        assert (missing, gone) == ([], False), step


def test_terraform(server, terraform, tmp_path):
    account = _account(server)
    files = sorted(_built(tmp_path, _START).glob("*.tf.json"))
    module = terraform.module(tmp_path / "module", account, files)
    module.apply()
    watch = Watch(server, account, "piped")
    for step, state in _states():
        if step in _TOGETHER:
            continue
        for path in _built(tmp_path, state).glob("*.tf.json"):
            (module.folder / path.name).write_text(path.read_text())
        _held(step, watch, module.apply)
        status, said = module.plan()
        assert status == 0, (step, said)
    iam = account.client("iam")
    iam.attach_role_policy(RoleName="deployer", PolicyArn=f"arn:aws:iam::{_ACCOUNT}:policy/deployers")
    iam.put_user_policy(UserName="le-ly", PolicyName="more", PolicyDocument=_ANY)
    status, said = module.plan()
    assert status == 2, said
    for drift in ("role_policy_attachments_exclusive.piped_ecs", "user_policies_exclusive.ufo_le_ly"):
        assert f"aws_iam_{drift} will be updated in-place" in said
    assert "Plan: 0 to add, 2 to change, 0 to destroy" in said


@pytest.mark.parametrize("pick", [min, max])
def test_cloudformation(pick, server, tmp_path):
    account = _account(server)
    watch = Watch(server, account, "piped")
    stacks = {name: Stack(account, pick) for name in ("piped-ecs", "ufo")}
    for step, state in (("", _START), *_states()):
        templates = {path.stem: load(path.read_text()) for path in _built(tmp_path, state).glob("*.yaml")}
        assert templates.keys() == stacks.keys()

        def update(templates=templates):
            for name, stack in stacks.items():
                stack.update(templates[name])

        if step == "another path":
            # Under the same name, CloudFormation refuses; with the next step it makes another role.
            with pytest.raises(RefusedError, match="custom-named and requires replacing"):
                update()
        else:
            _held(step, watch, update)
        parts = [name for name in templates["piped-ecs"]["Resources"] if name.startswith("PipedEcsPolicy")]
        assert (len(parts) > 1) == (step == "twenty services more"), step
    policies = account.client("iam").list_policies(Scope="Local")["Policies"]
    assert {p["PolicyName"] for p in policies} == {"deployers", "deployer-ecs", "UFOPolicy", "UFOPolicy-2"}
