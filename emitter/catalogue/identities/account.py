"""A deployer in another account, which assumes a role in this one."""

from awacs import sts

from ..model import GrantCondition, Kind, Parameter, Trust, vendor
from ..syntax import ACCOUNT, Syntax

KIND = Kind(
    name="account",
    summary="a role that another account assumes",
    makes="role",
    settings=(
        Parameter("trusted_account", "accounts that may assume it", ACCOUNT),
        Parameter(
            "trusted_role",
            "ARNs of the roles that may assume it",
            Syntax(
                r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
                "a role's ARN is like arn:aws:iam::123456789012:role/piped",
                640,
            ),
        ),
        Parameter(
            "external_id",
            "external id that AssumeRole has to name",
            Syntax(
                # Go counts to 1,000, and Terraform is Go.
                r"[A-Za-z0-9_+=,.@:/-]{2,1000}[A-Za-z0-9_+=,.@:/-]{0,224}",
                "an external id is 2 to 1,224 letters, digits and _+=,.@:/-",
                1224,
            ),
            many=False,
        ),
        Parameter(
            "organization",
            "organisation that the caller of AssumeRole has to belong to",
            Syntax(r"o-[a-z0-9]{10,32}", "an organisation is like o-a1b2c3d4e5", 34),
            many=False,
        ),
    ),
    one_of=("trusted_account", "trusted_role"),
    left_open=("trusted_account", "external_id"),
    trust=(
        Trust(
            "AWS",
            ("arn:{partition}:iam::{trusted_account}:root", "{trusted_role}"),
            (sts.AssumeRole,),
            (
                GrantCondition("StringEquals", "sts:ExternalId", ("{external_id}",)),
                GrantCondition(
                    "StringEquals", "aws:PrincipalOrgID", ("{organization}",), when="organization"
                ),
            ),
        ),
    ),
    why="Another account assumes it, and has to name the external id",
    sources=(
        vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html"),
    ),
)
