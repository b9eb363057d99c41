"""What ``aws iam get-account-authorization-details`` prints of a made-up account."""

import json

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
    ],
}
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def role(name="piped", **more):
    """A role with nothing attached."""
    return {"RoleName": name, "Path": "/", "AssumeRolePolicyDocument": TRUST, **more}


def managed(arn, name, **more):
    """A managed policy with one version that counts."""
    versions = [
        {
            "Document": {"Version": "2012-10-17", "Statement": []},
            "VersionId": "v1",
            "IsDefaultVersion": False,
        },
        {"Document": POLICY, "VersionId": "v2", "IsDefaultVersion": True},
    ]
    return {"PolicyName": name, "Arn": arn, "Path": "/", "PolicyVersionList": versions, **more}


def attached(*arns):
    """Managed policies as a holder lists them."""
    return [{"PolicyName": arn.rpartition("/")[2], "PolicyArn": arn} for arn in arns]


def details(roles=(), users=(), groups=(), policies=(), **more):
    """The whole output, as text."""
    return json.dumps(
        {
            "RoleDetailList": list(roles),
            "UserDetailList": list(users),
            "GroupDetailList": list(groups),
            "Policies": list(policies),
            **more,
        }
    )
