"""The AWS CDK CLI, preparing an account and Region with cdk bootstrap.

Read at 2.1138.0: the calls of toolkit-lib, and its template, version 32 of the bootstrap stack. CloudFormation makes
the resources of that template with the rights of its caller (or of the role that --role-arn names); what its handlers
call is in the schemas that AWS publishes, and is held to what the template sets. What CloudFormation asks for to take
in resources that exist already, which cdk bootstrap always allows, is not known, nor what --template adds.

Its holder can become the administrator of the account: it makes roles with AdministratorAccess.
"""

from awacs.aws import Action

from ... import syntax
from ...model import Feature, Page, PageStatement, Parameter, Release, Target
from .._cdk import CODE, GUIDE, QUALIFIER
from .._resource_schemas import REPOSITORY as _SCHEMAS
from .resources import _RESOURCE_GRANTS
from .stack import _STACK_GRANTS

TARGET = Target(
    name="cdk-bootstrap",
    title="the bootstrap stack of an account and Region",
    deployer="AWS CDK CLI",
    versions=("2",),
    read=Release("2.1138.0", "2026-11-28"),
    identities=("user", "github-oidc", "codebuild", "account", "ec2-instance-profile", "group", "existing"),
    identity_name="cdk-bootstrap",
    policy_name="cdk-bootstrap",
    parameters=(
        QUALIFIER,
        Parameter(
            "stack", "name of the bootstrap stack (--toolkit-stack-name)", syntax.SEGMENT, "CDKToolkit"
        ),
        Parameter(
            "execution_policy",
            "managed policies of the execution role (--cloudformation-execution-policies), as AWS's name or an ARN",
            syntax.SEGMENT,
            "AdministratorAccess",
            arn="arn:{partition}:iam::aws:policy/{value}",
        ),
        Parameter(
            "stack_role",
            "role that --role-arn names",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("stack", "creates and updates the bootstrap stack", default=True),
        Feature(
            "resources", "its roles, bucket, repository and version, made with its own rights", default=True
        ),
        Feature("rollback", "deletes what it made when the creation of the stack fails", default=True),
        Feature("tags", "the stack has tags (--tags)"),
        Feature("termination-protection", "changes termination protection (--termination-protection)"),
        Feature(
            "boundary", "a permissions boundary for the execution role, by either option; takes resources"
        ),
        Feature("example-boundary", "makes the example of a boundary (--example-permissions-boundary)"),
        Feature("customer-key", "a KMS key for the bucket (--bootstrap-customer-key)"),
        Feature("customer-key-tags", "that key, and the stack has tags; takes customer-key"),
        Feature(
            "stack-role",
            "CloudFormation makes all that with a role of its own (--role-arn); turn resources and rollback off",
        ),
    ),
    grants=(*_STACK_GRANTS, *_RESOURCE_GRANTS),
    pages=(
        Page(
            GUIDE.at("v2/guide/bootstrapping-env.adoc", 257, confidence="documented"),
            (
                PageStatement(
                    "Bootstrap",
                    (
                        Action("cloudformation", "*"),
                        Action("ecr", "*"),
                        Action("ssm", "*"),
                        Action("s3", "*"),
                        Action("iam", "*"),
                    ),
                    ("*",),
                ),
            ),
            warnings=(
                "has no action of kms: --bootstrap-customer-key is denied",
                "makes the holder an administrator (iam:* on every resource)",
                "deletes any stack, bucket, repository and parameter of the account",
            ),
        ),
    ),
    repositories=(CODE, GUIDE, _SCHEMAS),
)
