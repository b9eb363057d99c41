"""ufo, deploying services to Amazon ECS through CloudFormation.

Read at 6.3.13 and 5.0.5, with the gems that call AWS for it. ufo hands CloudFormation a template and
no role, so CloudFormation acts with the permissions of the caller of ufo: what its resource handlers call is
listed here too, from the schemas that AWS publishes. Names in a stack are STACK-LOGICALID-RANDOM.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .._resource_schemas import REPOSITORY as _SCHEMAS
from .dns_and_waf import _DNS_AND_WAF_GRANTS
from .documented import _PAGES
from .images_and_logs import _IMAGE_AND_LOG_GRANTS
from .load_balancers import _BALANCER_GRANTS
from .roles import _ROLE_GRANTS
from .scaling import _SCALING_GRANTS
from .service import _SERVICE_GRANTS
from .sources import _AWS_LOGS, _CFN_STATUS, _ROLE, _V5, _V6
from .stack import _STACK_GRANTS
from .state_bucket import _STATE_BUCKET_GRANTS
from .template_helpers import _HELPER_GRANTS

_GRANTS = (
    *_STACK_GRANTS,
    *_SERVICE_GRANTS,
    *_ROLE_GRANTS,
    *_SCALING_GRANTS,
    *_BALANCER_GRANTS,
    *_IMAGE_AND_LOG_GRANTS,
    *_DNS_AND_WAF_GRANTS,
    *_STATE_BUCKET_GRANTS,
    *_HELPER_GRANTS,
)


# CloudFormation shortens the names of a stack's roles when they would exceed 64 characters.
_STACK_NAME = Syntax(
    r"[A-Za-z0-9*?-]{1,36}",
    "a stack is named by up to 36 letters, digits and -, or a pattern with * and ?; with a longer one CloudFormation would shorten the names of its roles",
    36,
)
_POLICY = Syntax(
    r"[A-Za-z0-9_+=.@/-]{1,512}",
    "a permissions boundary is a policy's name, with its path before it if it has one",
    512,
)

TARGET = Target(
    name="ufo",
    title="services on Amazon ECS through CloudFormation",
    deployer="ufo",
    versions=("5", "6"),
    read=Release("6.3.13", "2026-11-28"),
    identities=("group", "codebuild", "user", "github-oidc", "account", "ec2-instance-profile", "existing"),
    identity_name="Ufo",
    policy_name="UFOPolicy",
    parameters=(
        Parameter("stack", "names of the CloudFormation stacks, like demo-web-dev", _STACK_NAME, "*"),
        Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
        Parameter(
            "family",
            "families of the task definitions: by default the name of the stack in version 6; the service's in version 5",
            syntax.ECS_NAME,
            "*",
            follows=("6", "stack"),
        ),
        Parameter("vpc", "ids of the VPCs in which the stacks make security groups", syntax.SEGMENT, "*"),
        Parameter("log_group", "log groups of the apps, like ecs/demo-dev", syntax.PATH_SEGMENTS, "ecs/*"),
        Parameter("ecr_repository", "ECR repositories of the images", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "cleaned_repository",
            "ECR repositories that old images are deleted from: ufo takes the last part of the image's name, so team/web is cleaned as web",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter(
            "task_role",
            "task roles that task definitions name, made beforehand",
            syntax.ROLE,
            arn=f"{_ROLE}/{{value}}",
            allows_wildcard=False,
        ),
        Parameter(
            "execution_role",
            "execution roles that task definitions name, made beforehand",
            syntax.ROLE,
            arn=f"{_ROLE}/{{value}}",
            allows_wildcard=False,
        ),
        Parameter(
            "boundary",
            "name or ARN of the managed policy that every role of a stack must have as its permissions boundary",
            _POLICY,
            arn="arn:{partition}:iam::{account}:policy/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "hosted_zone",
            "ids of the hosted zones that records are written in",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter(
            "web_acl",
            "web ACL for the balancers, as NAME/ID, or its ARN",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:wafv2:{region}:{account}:regional/webacl/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "bucket",
            "bucket with ufo's state; without one of yours, ufo's own",
            syntax.SEGMENT,
            "ufo-bucket-*",
        ),
        Parameter("app", "names of the apps in that state", syntax.SEGMENT, "*"),
        Parameter("env", "environments (UFO_ENV) in that state", syntax.SEGMENT, "*"),
        Parameter("state_stack", "stack of ufo's own bucket (UFO_STACK_NAME)", _STACK_NAME, "ufo"),
        Parameter("other_stack", "stacks that stack_output reads", syntax.SEGMENT, allows_wildcard=False),
        Parameter(
            "topic",
            "SNS topic that hears of the stacks, by name or ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:sns:{region}:{account}:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "ssm_parameter",
            "names of the SSM parameters that ssm reads, without their leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "ssm_key",
            "id of the customer managed KMS key of those parameters, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("stack", "makes, updates and deletes the stack: ship, rollback, destroy", default=True),
        Feature("service", "the ECS service and the task definition in the stack", default=True),
        Feature(
            "roles",
            "the task role and execution role in the stack, which can be given any permission unless boundary is on",
            default=True,
        ),
        Feature(
            "autoscaling",
            "scales the service; its role is in the stack too, and as powerful as roles",
            default=True,
            since="6",
        ),
        Feature("load-balancer", "an application load balancer in the stack, for role web", default=True),
        Feature(
            "task-security-group",
            "a security group for the tasks, unless managed_security_groups is false",
            default=True,
            until="5",
        ),
        Feature("log-group", "makes the log group of the app when it is not there", default=True),
        Feature("ecr", "builds on and pushes to Amazon ECR; not needed for another registry", default=True),
        Feature(
            "missing-cluster",
            "makes the cluster when it is not there, as every ship tries",
            default=True,
            until="5",
        ),
        Feature(
            "service-linked-roles",
            "first use of Amazon ECS, load balancers and their scaling in the account",
            default=True,
        ),
        Feature(
            "ps",
            "shows the service and its tasks; from version 6 on every ship ends with it",
            default=True,
            fixed_since="6",
        ),
        Feature("status", "follows the state of the stack without deploying", default=True),
        Feature("logs", "shows the log of the app", default=True),
        Feature(
            "exec", "opens shells in containers, which takes any task of the cluster", default=True, since="6"
        ),
        Feature("scale", "sets the count of the service, and from version 6 on its bounds", default=True),
        Feature("stop", "stops tasks, which takes any task of the cluster", default=True),
        Feature("releases", "lists revisions, and rolls back to one by its git sha", default=True),
        Feature("cancel", "cancels a running update or creation", default=True),
        Feature("task", "runs a task once", default=True, until="5"),
        Feature("apps", "shows every service of the cluster and every stack", default=True, until="5"),
        Feature("create-cluster", "makes the cluster when config.ecs.create_cluster is set", since="6"),
        Feature("awsvpc", "a security group for tasks of network mode awsvpc", since="6"),
        Feature("network-load-balancer", "load balancers of type network too; takes load-balancer"),
        Feature("certificates", "two or more certificates on the listener", since="6"),
        Feature("dns", "a Route 53 record for the app"),
        Feature("waf", "a web ACL on the balancer", since="6"),
        Feature("ecr-clean", "deletes old images when ecr_keep is set"),
        Feature("s3-state", "remembers the base image in S3, for a Dockerfile.erb", since="6"),
        Feature("managed-bucket", "makes the bucket for that, when none is configured", since="6"),
        Feature("stack-tags", "tags on the stack and what is in it (config.cfn.tags)", since="6"),
        Feature("notifications", "SNS topics that hear of the stack (notification_arns)"),
        Feature(
            "custom-properties",
            "changes of what only .ufo/config/cfn or .ufo/settings/cfn can set: role descriptions and trust, address type, rule descriptions",
        ),
        Feature("existing-task-role", "task definitions that name a task role made beforehand"),
        Feature("existing-execution-role", "task definitions that name an execution role made beforehand"),
        Feature("helper-stack-output", "a configuration that calls stack_output", since="6"),
        Feature("helper-ecr-repo", "a configuration that calls ecr_repo", since="6"),
        Feature("helper-acm-cert", "a configuration that calls acm_cert", since="6"),
        Feature("helper-waf", "a configuration that calls waf", since="6"),
        Feature("helper-key-pairs", "a configuration that calls key_pairs", since="6"),
        Feature("helper-ssm", "a configuration that calls ssm", since="6"),
        Feature("helper-ssm-key", "those parameters are encrypted with a customer managed key", since="6"),
        Feature(
            "boundary",
            "restricts roles to those with a given permissions boundary; every deployment breaks until .ufo/config/cfn or .ufo/settings/cfn sets PermissionsBoundary on TaskRole, ExecutionRole and ScalingRole",
        ),
        Feature(
            "called-via",
            "restricts what only CloudFormation has to call to calls that come through it; breaks calling it by hand or with another tool, and does not bound what a template says",
        ),
        Feature(
            "tag-conditions",
            "restricts deleting balancers, target groups and security groups to those tagged with the stack's name; breaks deleting those that lost the tag",
        ),
    ),
    grants=_GRANTS,
    pages=_PAGES,
    repositories=(_V6, _V5, _CFN_STATUS, _AWS_LOGS, _SCHEMAS),
    notes=(
        "ufo gives CloudFormation no role of its own, so the caller of ufo needs what CloudFormation calls.",
        "Without boundary, roles and autoscaling make their holder as good as an administrator.",
        "AWS publishes no list of calls for Route 53 records and listener certificates: theirs are inferred.",
        "Hooks and boot files of a project run with the same rights; what they call cannot be known here.",
        "Services and tasks whose ARNs are from before the long format are not matched.",
    ),
)
