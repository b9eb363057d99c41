"""The GitHub Action aws-actions/aws-cloudformation-github-deploy.

Read at v2.2.0; versions were compared tag by tag from v1.3.0. CloudFormation makes the resources of the stack with the
rights of the role that role-arn names, or of the caller: what those are is a matter of the template, and is not here.
What a drift-aware change set (deployment-mode) asks for beyond that is not known.
"""

from awacs import cloudformation, iam, s3, sns

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    inferred,
    vendor,
)
from ..syntax import Syntax
from ._github_action import IDENTITIES

_CODE = Repository("aws-actions/aws-cloudformation-github-deploy", "81e3b03d2266bcb76c4bcc37a7d71d9cb67838bb")
_V1 = Repository("aws-actions/aws-cloudformation-github-deploy", "33527b83bddcf6b3f0b135d9550bde8475325c73")
_V2_0 = Repository("aws-actions/aws-cloudformation-github-deploy", "c6cd26bb03f19ebe84c84e9cdbedfb307bf44fb4")
_GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide"


def _deploy(*lines: int) -> Evidence:
    return _CODE.at("src/deploy.ts", *lines)


def _readme(*lines: int) -> Evidence:
    return _CODE.at("README.md", *lines, confidence="documented")


_CFN_ARN = "arn:{partition}:cloudformation:{region}:{account}"
_STACK = f"{_CFN_ARN}:stack/{{stack}}/*"
_STACKS = Scope("Stacks", (_STACK,))
_EVENTS = Scope("StackEvents", (_STACK, f"{_CFN_ARN}:changeSet/*/*"))
_OPERATIONS = Scope("OperationEvents", ("*",))
_TRANSFORMS = Scope("Transforms", ("arn:{partition}:cloudformation:{region}:aws:transform/{transform}",))
_PASS_ROLE = Scope(
    "PassStackRole",
    ("{stack_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
    beside=(cloudformation.CreateChangeSet,),
)
_TEMPLATES = Scope("Templates", ("arn:{partition}:s3:::{template_bucket}/{template}",))
_TOPICS = Scope("Notifications", ("{topic}",))

_GRANTS = (
    Grant(
        cloudformation.DescribeStacks,
        _STACKS,
        ("create", "execute"),
        "finds out whether the stack exists, waits until it is deployed, and reads its outputs",
        (_deploy(38, 102, 416, 455), _readme(242)),
    ),
    Grant(
        cloudformation.CreateChangeSet,
        _STACKS,
        ("create",),
        "makes a change set, from 2.0 also to create the stack",
        (_deploy(328), _readme(243)),
    ),
    Grant(
        cloudformation.DescribeChangeSet,
        _STACKS,
        ("create",),
        "waits until the change set is made, and shows its changes",
        (_deploy(188, 243, 333), _readme(244)),
    ),
    Grant(
        cloudformation.ExecuteChangeSet,
        _STACKS,
        ("execute",),
        "deploys the change set",
        (_deploy(145, 382), _readme(247)),
    ),
    Grant(
        cloudformation.CreateStack,
        _STACKS,
        ("create",),
        "creates the stack when there is none of that name",
        (_V1.at("src/deploy.ts", 153), _V1.at("README.md", 71, confidence="documented")),
        until="1.3",
    ),
    Grant(
        cloudformation.DeleteChangeSet,
        _STACKS,
        ("delete-failed",),
        "deletes a change set that failed, also one without changes; its name is in the way of the next",
        (_deploy(297), _readme(245)),
    ),
    Grant(
        cloudformation.DeleteStack,
        _STACKS,
        ("recreate",),
        "deletes a stack whose creation was rolled back, to create it again",
        (_deploy(539), _readme(246)),
        since="2.1",
    ),
    Grant(
        cloudformation.DescribeEvents,
        _EVENTS,
        ("create", "execute"),
        "shows what happens to the stack, and why a change set failed; a denial is passed over",
        (_CODE.at("src/event-streaming.ts", 517), _deploy(268), _readme(248)),
        since="2.0",
        unless="operation-events",
    ),
    Grant(
        cloudformation.DescribeEvents,
        _OPERATIONS,
        ("operation-events",),
        "asks by an operation's id why a deployment failed, a call that has no stack to narrow it to",
        (inferred(f"{_GUIDE}/view-stack-events-by-operation.html"), _deploy(426)),
        since="2.0",
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("role",),
        "hands CloudFormation the role with which it makes the resources of the stack",
        (vendor(f"{_GUIDE}/using-iam-servicerole.html"), _deploy(491, 512)),
    ),
    Grant(
        cloudformation.TagResource,
        _STACKS,
        ("tags",),
        "the stack is created and updated with tags",
        (inferred(f"{_GUIDE}/cfn-console-add-tags.html"), _deploy(494, 515)),
    ),
    Grant(
        cloudformation.UpdateTerminationProtection,
        _STACKS,
        ("termination-protection",),
        "the stack is created with termination protection; from 2.0 the input does nothing",
        (inferred(f"{_GUIDE}/using-cfn-protect-stacks.html"), _V1.at("src/deploy.ts", 153)),
        until="1.3",
    ),
    Grant(
        cloudformation.CreateChangeSet,
        _TRANSFORMS,
        ("transforms",),
        "the template has transforms, which CloudFormation authorises apart, in the account aws",
        (vendor(f"{_GUIDE}/template-macros-overview.html"), _deploy(328)),
    ),
    Grant(
        s3.PutObject,
        _TEMPLATES,
        ("s3-template",),
        "uploads the template to the bucket that s3-bucket names",
        (_CODE.at("src/main.ts", 203),),
        since="2.2",
    ),
    Grant(
        s3.GetObject,
        _TEMPLATES,
        ("s3-template", "template-url"),
        "lets CloudFormation fetch the template, which it does with the caller's permission",
        (vendor(f"{_GUIDE}/cloudformation-overview.html"), _deploy(487, 508)),
    ),
    Grant(
        sns.Publish,
        _TOPICS,
        ("notifications",),
        "CloudFormation reports the events of the stack with the rights of its caller",
        (inferred(f"{_GUIDE}/cfn-console-create-stack.html"), _deploy(493, 514)),
    ),
)

_FIRST = (
    cloudformation.DescribeStacks,
    cloudformation.CreateChangeSet,
    cloudformation.DescribeChangeSet,
    cloudformation.DeleteChangeSet,
)
_ANY_STACK = "allows to deploy and change every stack of the account, with the roles that those have"
_NO_ROLE = "has no iam:PassRole: role-arn is denied"
_NO_TAGS = (
    "has no cloudformation:TagResource, s3:GetObject, s3:PutObject and sns:Publish: tags, templates in Amazon S3 and"
    " notification-arns may be denied"
)

TARGET = Target(
    name="aws-cloudformation-github-deploy",
    title="stacks of CloudFormation",
    deployer="GitHub Action aws-cloudformation-github-deploy",
    versions=("1.3", "2.0", "2.1", "2.2"),
    read=Release("2.2.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="cloudformation-deploy",
    policy_name="cloudformation-deploy",
    parameters=(
        Parameter(
            "stack",
            "names of the stacks; a pattern such as web* covers nested ones",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter(
            "stack_role",
            "roles that role-arn names",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
        Parameter("transform", "names of the transforms of AWS", syntax.SEGMENT, "Serverless-2016-10-31"),
        Parameter(
            "template_bucket",
            "S3 buckets of the templates",
            Syntax(
                r"[a-z0-9][a-z0-9.*?-]{1,62}",
                "a bucket name is 3 to 63 lower-case letters, digits, - and ., or a pattern that begins with one of"
                " them",
                63,
            ),
            allows_wildcard=False,
        ),
        Parameter("template", "keys of the templates in those buckets", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "topic",
            "names of the SNS topics that notification-arns names, or their ARNs",
            syntax.SEGMENT,
            arn="arn:{partition}:sns:{region}:{account}:{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("create", "makes change sets (mode create-and-execute or create-only)", default=True),
        Feature("execute", "executes change sets (mode create-and-execute or execute-only)", default=True),
        Feature(
            "delete-failed",
            "deletes change sets that failed (not with no-delete-failed-changeset)",
            default=True,
        ),
        Feature(
            "recreate",
            "deletes and creates again a stack whose creation was rolled back; every run does, if it finds one",
            default=True,
            since="2.1",
        ),
        Feature(
            "operation-events",
            "says why a deployment failed, at the price of events of every stack",
            since="2.0",
        ),
        Feature("role", "CloudFormation acts with a role of its own (role-arn)"),
        Feature("tags", "stacks with tags (tags)"),
        Feature("termination-protection", "stacks with termination protection", until="1.3"),
        Feature("transforms", "templates with transforms of AWS, such as SAM's"),
        Feature("s3-template", "uploads the template to Amazon S3 (s3-bucket)", since="2.2"),
        Feature("template-url", "takes the template from Amazon S3 (a URL in template)"),
        Feature("notifications", "CloudFormation reports to SNS topics (notification-arns)"),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _V1.at("README.md", 66, confidence="documented"),
            (
                PageStatement(
                    "Deploy",
                    (cloudformation.CreateStack, *_FIRST, cloudformation.ExecuteChangeSet),
                    ("*",),
                ),
            ),
            until="1.3",
            warnings=(_NO_ROLE, _NO_TAGS, _ANY_STACK),
        ),
        Page(
            _V2_0.at("README.md", 237, confidence="documented"),
            (
                PageStatement(
                    "Deploy",
                    (*_FIRST, cloudformation.ExecuteChangeSet, cloudformation.DescribeEvents),
                    ("*",),
                ),
            ),
            since="2.0",
            until="2.0",
            warnings=(_NO_ROLE, _NO_TAGS, _ANY_STACK),
        ),
        Page(
            _readme(237),
            (
                PageStatement(
                    "Deploy",
                    (
                        *_FIRST,
                        cloudformation.DeleteStack,
                        cloudformation.ExecuteChangeSet,
                        cloudformation.DescribeEvents,
                    ),
                    ("*",),
                ),
            ),
            since="2.1",
            warnings=(_NO_ROLE, _NO_TAGS, _ANY_STACK),
        ),
    ),
    repositories=(_CODE,),
)
