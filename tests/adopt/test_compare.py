"""What of a file is there already, and what a person has to know of the rest."""

import pytest

from emitter.adopt.compare import can_import, is_there, notes
from emitter.adopt.live import read_live
from emitter.adopt.resources import Made
from emitter.template.formats.terraform.import_blocks import Import
from tests.support.account_details import ADMINISTRATOR, POLICY, attached, details, managed, role
from tests.support.adopting import adopt

OWN = "arn:aws:iam::111122223333:policy/ci/own"
INLINE = [{"PolicyName": "by-hand", "PolicyDocument": POLICY}]


def live(*roles, users=(), groups=(), policies=()):
    return read_live(details(roles, users, groups, policies), "d.json")


ACCOUNT = live(
    role("piped", AttachedManagedPolicies=attached(OWN), InstanceProfileList=[{"InstanceProfileName": "p"}]),
    role("other", InstanceProfileList=[{"InstanceProfileName": "q"}]),
    users=[{"UserName": "ann", "Path": "/", "AttachedManagedPolicies": attached(ADMINISTRATOR)}],
    groups=[{"GroupName": "Ufo", "Path": "/"}],
    policies=[managed(OWN, "own")],
)


@pytest.mark.parametrize(
    ("kind", "name", "arn", "there"),
    [
        ("role", "piped", "", True),
        ("role", "ann", "", False),
        ("user", "ann", "", True),
        ("group", "Ufo", "", True),
        ("group", "ann", "", False),
        ("policy", "own", OWN, True),
        ("policy", "own", f"{OWN}2", False),
        ("instance-profile", "q", "", True),
        ("instance-profile", "piped", "", False),
        # The details do not list it.
        ("oidc-provider", "https://token.example.com", "", False),
    ],
)
def test_what_is_there(kind, name, arn, there):
    assert is_there(Made("It", kind, name, "/", arn), ACCOUNT) is there


@pytest.mark.parametrize(
    ("kind", "names", "can"),
    [
        ("role", ("piped",), True),
        ("user", ("piped",), False),
        ("group", ("Ufo",), True),
        ("attached-role", ("piped", OWN), True),
        ("attached-role", ("piped", ADMINISTRATOR), False),
        ("attached-role", ("gone", OWN), False),
        ("attached-user", ("ann", ADMINISTRATOR), True),
        ("attached-group", ("Ufo", OWN), False),
        ("instance-profile", ("piped", "p"), True),
        # Another role's.
        ("instance-profile", ("piped", "q"), False),
        ("instance-profile", ("gone", "p"), False),
        ("policy", (OWN,), True),
        ("policy", (ADMINISTRATOR,), False),
    ],
)
def test_what_can_be_imported(kind, names, can):
    assert can_import(Import("aws_it.it", "id", kind, names), ACCOUNT) is can


def said(tmp_path, target, account):
    found = adopt(tmp_path, target)
    return list(notes(found.assembly, found.resources, account))


PROFILE = [{"InstanceProfileName": "piped", "Path": "/ci/"}]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (
            live(),
            [
                "role piped: does not exist, so it is made",
                "instance-profile piped: does not exist, so it is made",
                f"policy {OWN}: does not exist, so it is made",
            ],
        ),
        (
            live(
                role(Path="/ci/", AttachedManagedPolicies=attached(OWN), InstanceProfileList=PROFILE),
                policies=[managed(OWN, "own")],
            ),
            [],
        ),
        (
            live(
                role(
                    AttachedManagedPolicies=attached(OWN, ADMINISTRATOR),
                    InstanceProfileList=PROFILE,
                    RolePolicyList=INLINE,
                ),
                policies=[managed(OWN, "own")],
            ),
            [
                "role piped: has the path /, and not /ci/; IAM cannot change it,"
                " so Terraform deletes it and makes it anew, and CloudFormation refuses,"
                ' unless its identity in emit.toml has path = "/"',
                f"role piped: nobody asks for the attached {ADMINISTRATOR}; it is detached",
                "role piped: nobody asks for the inline policy by-hand; it is deleted",
            ],
        ),
    ],
)
def test_what_becomes_of_a_role(tmp_path, account, expected):
    assert said(tmp_path, "piped-lambda", account) == expected


def test_what_becomes_of_a_group_and_its_users(tmp_path):
    policies = [f"arn:aws:iam::111122223333:policy/{name}" for name in ("UFOPolicy", "UFOPolicy-2")]
    group = {"GroupName": "Ufo", "Path": "/old/", "AttachedManagedPolicies": attached(*policies)}
    user = {"UserName": "ann", "Path": "/old/", "AttachedManagedPolicies": attached(policies[0])}
    account = live(users=[user], groups=[group], policies=[managed(arn, "x") for arn in policies])
    # IAM changes the path of a group and of a user; what the group has, its users need not have.
    assert said(tmp_path, "ufo", account) == [
        f"user ann: nobody asks for the attached {policies[0]}; it is detached"
    ]


def test_a_provider_of_identities_may_be_there(tmp_path):
    assert said(tmp_path, "lambroll", live())[1] == (
        "oidc-provider https://token.actions.githubusercontent.com: these details do not show whether it"
        " exists; import it by its ARN if it does"
    )
