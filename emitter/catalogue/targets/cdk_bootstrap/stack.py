"""What cdk bootstrap calls itself."""

from awacs import cloudformation, iam
from awacs.aws import Action

from ...model import Evidence, Grant, GrantCondition, Scope, inferred, vendor
from .._cdk import CFN_GUIDE, api

_STACK = Scope("Stack", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))


_BOUNDARY = Scope(
    "ExampleBoundary", ("arn:{partition}:iam::{account}:policy/cdk-{qualifier}-permissions-boundary",)
)


_PASS_ROLE = Scope(
    "PassStackRole",
    ("{stack_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
    beside=(cloudformation.CreateChangeSet,),
)


_DEPLOY = "deployments/deploy-stack.ts"


def _call(action: Action, feature: str, reason: str, *sources: Evidence) -> Grant:
    return Grant(action, _STACK, (feature,), reason, sources)


_STACK_GRANTS = (
    _call(
        cloudformation.DescribeStacks,
        "stack",
        "finds out which version of the bootstrap stack there is, and waits for it",
        api("cloudformation/stack-helpers.ts", 34),
    ),
    _call(
        cloudformation.GetTemplate,
        "stack",
        "compares the template with the deployed one",
        api("cloudformation/stack-helpers.ts", 82),
    ),
    _call(cloudformation.CreateChangeSet, "stack", "creates a change set", api(_DEPLOY, 595)),
    _call(
        cloudformation.DescribeChangeSet,
        "stack",
        "waits until the change set is there, or is gone",
        api("change-sets/change-set-describer.ts", 149, 197),
    ),
    _call(cloudformation.ExecuteChangeSet, "stack", "executes the change set", api(_DEPLOY, 570)),
    _call(
        cloudformation.DeleteChangeSet,
        "stack",
        "deletes the change set before, whose name is in the way, and an empty one",
        api(_DEPLOY, 473, 626),
    ),
    _call(
        cloudformation.DescribeStackEvents,
        "stack",
        "shows what happens to the stack",
        api("stack-events/stack-event-poller.ts", 295),
    ),
    _call(
        cloudformation.DeleteStack,
        "rollback",
        "deletes a bootstrap stack whose creation failed, to create it again",
        api(_DEPLOY, 258),
    ),
    _call(
        cloudformation.UpdateTerminationProtection,
        "termination-protection",
        "turns termination protection on or off",
        api(_DEPLOY, 653),
    ),
    _call(
        cloudformation.TagResource,
        "tags",
        "the stack is created and updated with tags",
        inferred(f"{CFN_GUIDE}/cfn-console-add-tags.html"),
        api(_DEPLOY, 790),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("stack-role",),
        "hands CloudFormation the role with which it makes what the template lists",
        (vendor(f"{CFN_GUIDE}/using-iam-servicerole.html"), api(_DEPLOY, 787)),
    ),
    Grant(
        iam.GetPolicy,
        _BOUNDARY,
        ("example-boundary",),
        "finds out whether the example of a boundary is there",
        (api("bootstrap/bootstrap-environment.ts", 288),),
    ),
    Grant(
        iam.CreatePolicy,
        _BOUNDARY,
        ("example-boundary",),
        "creates it",
        (api("bootstrap/bootstrap-environment.ts", 349),),
    ),
)
