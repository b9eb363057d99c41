import json

from emitter.reading.files import read_text

POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
ARN = "arn:aws:iam::111122223333:policy/own"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def read(data):
    source = read_text(json.dumps(data), "out.json")
    assert source.format == "aws cli"
    return source


def shown(source):
    return [(d.name, d.kind, d.holder, d.attachment, len(d.statements)) for d in source.documents]


def test_a_version_of_a_policy():
    assert shown(read({"PolicyVersion": {"Document": POLICY, "VersionId": "v1"}})) == [
        ("", "identity", "", "none", 1)
    ]


def test_a_role_has_its_trust_and_its_boundary():
    source = read(
        {
            "Role": {
                "RoleName": "web",
                "AssumeRolePolicyDocument": TRUST,
                "PermissionsBoundary": {"PermissionsBoundaryArn": ADMINISTRATOR},
            }
        }
    )
    assert shown(source) == [("web", "trust", "", "none", 1)]
    assert [(one.holder, one.policy.text) for one in source.bounds] == [("web", ADMINISTRATOR)]


def test_an_inline_policy_of_a_role():
    data = {"RoleName": "web", "PolicyName": "own", "PolicyDocument": POLICY}
    assert shown(read(data)) == [("own", "identity", "web", "inline", 1)]


def test_a_document_may_be_encoded():
    encoded = json.dumps(POLICY).replace("{", "%7B").replace('"', "%22")
    data = {"RoleName": "web", "PolicyName": "own", "PolicyDocument": encoded}
    assert shown(read(data)) == [("own", "identity", "web", "inline", 1)]


def test_all_of_an_account():
    managed = [{"PolicyName": "own", "PolicyArn": ARN}, {"PolicyName": "a", "PolicyArn": ADMINISTRATOR}]
    source = read(
        {
            "UserDetailList": [{"UserName": "ann", "GroupList": ["ops"], "AttachedManagedPolicies": managed}],
            "GroupDetailList": [
                {"GroupName": "ops", "GroupPolicyList": [{"PolicyName": "g", "PolicyDocument": POLICY}]}
            ],
            "RoleDetailList": [{"RoleName": "web", "AssumeRolePolicyDocument": TRUST}],
            "Policies": [
                {
                    "PolicyName": "own",
                    "Arn": ARN,
                    "PolicyVersionList": [
                        {"Document": POLICY, "IsDefaultVersion": True},
                        {"Document": TRUST, "IsDefaultVersion": False},
                    ],
                }
            ],
        }
    )
    assert sorted(shown(source)) == [
        ("g", "identity", "ops", "inline", 1),
        ("own", "identity", "ann", "managed", 1),
        ("web", "trust", "", "none", 1),
    ]
    assert [(one.holder, one.policy.text) for one in source.attached] == [("ann", ADMINISTRATOR)]
    assert [(one.user, one.group) for one in source.members] == [("ann", "ops")]


def test_the_policy_of_a_resource_is_text():
    bucket = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}
    for data in (
        {"Policy": json.dumps(bucket)},
        {"policyText": json.dumps(bucket)},
        {"Attributes": {"Policy": json.dumps(bucket)}},
    ):
        assert shown(read(data)) == [("", "resource", "", "none", 1)]


def test_a_policy_of_an_organization():
    data = {
        "Policy": {
            "PolicySummary": {"Name": "Full", "Type": "SERVICE_CONTROL_POLICY"},
            "Content": json.dumps(POLICY),
        }
    }
    assert shown(read(data)) == [("Full", "scp", "", "none", 1)]


def test_roles_of_instance_profiles():
    roles = [{"RoleName": "web", "AssumeRolePolicyDocument": TRUST}]
    profile = {"InstanceProfileName": "web", "Roles": roles}
    for data in ({"InstanceProfile": profile}, {"InstanceProfiles": [profile]}):
        assert shown(read(data)) == [("web", "trust", "", "none", 1)]
