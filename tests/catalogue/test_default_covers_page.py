"""The default of a target grants what its deployer's own page lists; ``--without`` narrows it."""

import pytest

from emitter.catalogue.targets import load_target, names
from emitter.compiler.plan import plan

TARGETS = {name: load_target(name) for name in names()}
PAGES = [
    (name, version)
    for name, target in TARGETS.items()
    for version in target.versions
    if any(target.exists_in(version, page.since, page.until) for page in target.pages)
]

# Pages that give a policy for each option and none for all: together the options cover them.
PER_OPTION = {
    "amazon-ecr-login": "a policy for private, and one for public registries",
    "amazon-ecs-deploy-task-definition": "a policy for each way to deploy",
    "aws-lambda-deploy": "a policy for zip files, for images and for Amazon S3",
    "external-secrets": "a policy for each store, and for reading and writing",
    "opentofu-state": "a policy for each way to lock, and for each key",
    "terraform-state": "a policy for each way to lock, and for each key",
}

# What a page names and costs extra rights: it has to be asked for, and what it reaches to be named.
LEFT_OFF = {
    "ecspresso": {
        "secretsmanager:GetSecretValue": "verify-secrets reads the secrets of containers",
        "ssm:GetParameter": "verify-parameters and ssm read parameters",
        "ssm:GetParameters": "verify-parameters reads parameters",
        "sts:AssumeRole": "verify-as-execution-role and assume-role become another role",
    },
}

# A page that lists wildcards of a service covers every command of its deployer.
_ECSPRESSO = (
    *("deploy", "create", "register", "scale", "refresh", "rollback", "delete", "status", "wait", "diff"),
    *("appspec", "init", "run", "tasks", "exec", "revisions", "deregister", "verify"),
)
COMMANDS = {
    "ecspresso": {
        version: (*_ECSPRESSO, *(("continue",) if version == "3.0" else ()))
        for version in TARGETS["ecspresso"].versions
    },
    "cdk-bootstrap": {"2": ("stack", "resources", "rollback")},
    "sam-cli": {"1": ("deploy", "package", "images", "stack-role", "delete")},
    "ufo": {
        "5": ("stack", "ps", "status", "logs", "scale", "stop", "releases", "cancel", "task", "apps"),
        "6": ("stack", "ps", "status", "logs", "exec", "scale", "stop", "releases", "cancel"),
    },
}


_EXCUSES = ("never called", "nothing calls", "only tests send", "in place of", "is no IAM action")


def documented(target, version):
    """The page of ``version`` and the actions that it lists."""
    (page,) = (page for page in target.pages if target.exists_in(version, page.since, page.until))
    return page, {action.JSONrepr() for statement in page.statements for action in statement.actions}


def granted(target, version, features=(), without=()):
    statements = plan(target, version, "least-privilege", features, without).statements
    return {action.JSONrepr() for statement in statements for action in statement.actions}


def options(target, version):
    """Every feature of ``version`` where the page is one for each of them, none otherwise."""
    if target.name not in PER_OPTION:
        return ()
    return tuple(f.name for f in target.features if target.exists_in(version, f.since, f.until))


@pytest.mark.parametrize(("name", "version"), PAGES)
def test_the_default_grants_every_action_that_the_page_names(name, version):
    target = TARGETS[name]
    page, actions = documented(target, version)
    # A page may name what does not exist or is not called; then a warning says so.
    excused = {
        action
        for action in actions
        for warning in page.warnings
        if action.partition(":")[2] in warning and any(said in warning for said in _EXCUSES)
    }
    named = {action for action in actions if "*" not in action}
    missing = named - excused - granted(target, version, options(target, version))
    assert missing == missing & set(LEFT_OFF.get(name, ()))


def test_what_is_left_off_is_granted_when_it_is_asked_for():
    for name, actions in LEFT_OFF.items():
        target = TARGETS[name]
        found = set()
        for version in target.versions:
            there = tuple(f.name for f in target.features if target.exists_in(version, f.since, f.until))
            found |= granted(target, version, there) - granted(target, version)
        assert set(actions) <= found


@pytest.mark.parametrize(("name", "version"), PAGES)
def test_a_wildcard_covers_every_command(name, version):
    target = TARGETS[name]
    wildcards = [action for action in documented(target, version)[1] if "*" in action]
    if name in COMMANDS:
        on = {f.name for f in target.features if f.default and target.exists_in(version, f.since, f.until)}
        assert set(COMMANDS[name][version]) <= on
    elif wildcards:
        assert name in PER_OPTION


@pytest.mark.parametrize("name", ["piped-ecs", "pipedv1-ecs"])
def test_what_is_not_used_is_turned_off(name):
    target = TARGETS[name]
    without = ("traffic-routing", "standalone-task")
    gone = granted(target, None) - granted(target, None, without=without)
    assert {action.partition(":")[0] for action in gone} == {"ecs", "elasticloadbalancing"}
    assert "ecs:RunTask" in gone


def test_an_option_that_costs_rights_stays_off():
    assert "cognito-idp:DescribeUserPoolClient" not in granted(TARGETS["piped-ecs"], None)


@pytest.mark.parametrize(
    ("name", "version", "fault"),
    [
        ("piped-lambda", "0.48", "lambda:ListTags is missing"),
        ("piped-lambda", "0.57", "live state finds no function and reports nothing"),
        ("ecspresso", "2.3.2", "a deployment through CodeDeploy fails"),
        ("ecspresso", "3.0", "a deployment through CodeDeploy fails"),
        ("pipedv1-ecs", "0.1", "deleting a task set fails"),
        ("ufo", "6", "makes the holder an administrator"),
    ],
)
def test_the_worst_fault_of_a_page_is_said_first(name, version, fault):
    assert fault in documented(TARGETS[name], version)[0].warnings[0]
