"""The AWS CDK CLI, deploying stacks: cdk deploy, diff, destroy, rollback and drift.

Read at 2.1138.0, with the libraries of the same release (toolkit-lib, cdk-assets-lib); older releases were not
compared. By default the CLI assumes the roles of the bootstrap stack and needs nothing else of its own. The features
that begin with own are for stacks that it deploys with its own rights (CliCredentialsStackSynthesizer), and for a
deploy role in place of the one that cdk bootstrap makes.

Not covered: what the resources of a stack take, which CloudFormation does with the execution role or, without one,
for the caller; --hotswap, watch, gc, import, migrate, orphan and refactor; what the CLI looks up to explain a
failure, where a denial is passed over. What CloudFormation reads to detect drift is a matter of the template.
"""

from awacs import sts

from ... import syntax
from ...model import Feature, GrantCondition, Page, PageStatement, Parameter, Release, Target
from .._cdk import CODE, GUIDE, QUALIFIER
from .assumed import _ASSUME_GRANTS
from .own import _OWN_GRANTS

TARGET = Target(
    name="cdk-deploy",
    title="stacks of CloudFormation, through the roles of cdk bootstrap",
    deployer="AWS CDK CLI",
    versions=("2",),
    read=Release("2.1138.0", "2026-11-28"),
    identities=("user", "github-oidc", "codebuild", "account", "ec2-instance-profile", "group", "existing"),
    identity_name="cdk-deploy",
    policy_name="cdk-deploy",
    parameters=(
        QUALIFIER,
        Parameter("other_account", "other accounts that it deploys to", syntax.ACCOUNT),
        Parameter("other_region", "Regions of those, or other Regions of this account", syntax.REGION),
        Parameter(
            "stack",
            "names of the stacks that it deploys with its own rights",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter("bootstrap_stack", "name of the bootstrap stack", syntax.SEGMENT, "CDKToolkit"),
        Parameter(
            "assets_key",
            "id of the customer managed KMS key of the bucket of assets, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("deploy", "assumes the deploy role: deploy, destroy, rollback, drift", default=True),
        Feature("files", "assumes the role that publishes files, which every template is", default=True),
        Feature("images", "assumes the role that publishes container images", default=True),
        Feature("lookups", "assumes the lookup role: context lookups and diff", default=True),
        Feature("session-tags", "the synthesizer sets tags of the sessions of those roles"),
        Feature("other-environments", "the same roles in other accounts and Regions"),
        Feature("own-stacks", "deploys stacks with its own rights, in place of the deploy role"),
        Feature("own-direct", "--method=direct, for such stacks; takes own-stacks"),
        Feature("own-tags", "such stacks have tags; takes own-stacks"),
        Feature("own-termination-protection", "such stacks change termination protection; takes own-stacks"),
        Feature("own-execution-role", "such stacks have the execution role of the bootstrap stack"),
        Feature("own-destroy", "cdk destroy, for such stacks"),
        Feature("own-rollback", "cdk rollback, for such stacks"),
        Feature("own-drift", "cdk drift, for such stacks"),
        Feature("own-files", "uploads files with its own rights"),
        Feature("own-files-key", "those are encrypted with a customer managed key; takes own-files"),
        Feature("own-images", "pushes images with its own rights"),
    ),
    grants=(*_ASSUME_GRANTS, *_OWN_GRANTS),
    pages=(
        Page(
            GUIDE.at("v2/guide/best-practices-security.adoc", 55, confidence="documented"),
            (
                PageStatement(
                    "AssumeCDKRoles",
                    (sts.AssumeRole,),
                    ("*",),
                    (
                        GrantCondition(
                            "StringEquals",
                            "iam:ResourceTag/aws-cdk:bootstrap-role",
                            ("image-publishing", "file-publishing", "deploy", "lookup"),
                        ),
                    ),
                ),
            ),
            warnings=(
                "assumes any role with that tag that trusts its caller, in any account and environment, and the deploy"
                " role gives CloudFormation AdministratorAccess unless cdk bootstrap was given other policies",
                "has no sts:TagSession: session tags are denied",
            ),
        ),
    ),
    repositories=(CODE, GUIDE),
)
