"""What ufo does with its CloudFormation stacks."""

from awacs import cloudformation, ec2, sns

from ...model import Accept, Scope
from .sources import _CFN_STATUS, _SERVICE_READERS, _STACK_ARN, _allow, _at, _calls, _five, _inferred, _six

_STACKS = Scope(
    "Stacks",
    (f"{_STACK_ARN}/{{stack}}/*",),
    accepts=(
        Accept(
            "W506",
            "ufo deploys any stack while none is named; the value stack narrows it",
            unnamed="stack",
            when="stack",
        ),
    ),
)


_STATE_STACK = Scope("StateStack", (f"{_STACK_ARN}/{{state_stack}}/*",))


_OTHER_STACKS = Scope("OtherStacks", (f"{_STACK_ARN}/{{other_stack}}/*",))


_EVERY_STACK = Scope("EveryStack", (f"{_STACK_ARN}/*/*",))


_STACK_LIST = Scope("StackList", ("*",))


_NETWORK = Scope("Network", ("*",))


_TOPIC = Scope("Notifications", ("{topic}",))


_STACK_GRANTS = (
    *_allow(
        _STACKS,
        ("stack", "status", "cancel", *_SERVICE_READERS),
        (
            cloudformation.DescribeStacks,
            "finds out whether the stack of the app exists and what state it is in",
            _six("aws_services/concerns.rb:8")
            + _at(_CFN_STATUS, "lib/", "cfn_status.rb:15,217")
            + _five("stack/helper.rb:9 status.rb:10,38"),
        ),
    ),
    *_allow(
        _STACKS,
        ("stack", "status", "cancel"),
        (
            cloudformation.DescribeStackEvents,
            "follows the deployment until it ends",
            _at(_CFN_STATUS, "lib/", "cfn_status.rb:154,189") + _five("stack/status.rb:125"),
        ),
    ),
    *_calls(
        _STACKS,
        ("stack", *_SERVICE_READERS),
        (
            cloudformation.DescribeStackResources,
            "finds the names of what is in the stack, such as the ECS service",
            "info.rb:86 aws_services/concerns.rb:20",
            "info.rb:57 stack/context.rb:234",
        ),
        unless="apps",
    ),
    *_calls(
        _STACKS,
        ("stack",),
        (
            cloudformation.CreateStack,
            "the first deployment of an app creates its stack",
            "cfn/stack.rb:56",
            "stack.rb:66",
        ),
        (
            cloudformation.UpdateStack,
            "every later deployment and every rollback updates the stack",
            "cfn/stack.rb:56",
            "stack.rb:66",
        ),
        (
            cloudformation.ContinueUpdateRollback,
            "a deployment frees a stack that is stuck in a failed rollback, once",
            "cfn/stack.rb:76",
            "",
        ),
    ),
    *_calls(
        _STACKS,
        ("stack", "cancel"),
        (
            cloudformation.DeleteStack,
            "destroys the app, clears a stack whose creation failed, cancels a creation",
            "cli/destroy.rb:23 cfn/stack.rb:35,182",
            "destroy.rb:23 stack.rb:43 cancel.rb:13",
        ),
    ),
    *_calls(
        _STACKS,
        ("cancel",),
        (cloudformation.CancelUpdateStack, "cancels a running update", "cfn/stack.rb:185", "cancel.rb:16"),
    ),
    *_allow(
        _STACKS,
        ("stack-tags",),
        (
            cloudformation.TagResource,
            "the stack is created and updated with the tags of the configuration",
            _inferred("cfn/stack.rb:94"),
        ),
    ),
    *_allow(
        _TOPIC,
        ("notifications",),
        (
            sns.Publish,
            "CloudFormation reports the events of the stack with the rights of its caller",
            _inferred("cfn/stack.rb:92", "stack.rb:79"),
        ),
    ),
    *_calls(
        _NETWORK,
        ("stack",),
        (
            ec2.DescribeVpcs,
            "finds the default VPC; CloudFormation checks the VPC that the template is given",
            "task_definition/helpers/vpc.rb:7 cfn/stack/builder/parameters.rb:7",
            "network/fetch.rb:15 stack/builder/parameters.rb:7",
        ),
        (
            ec2.DescribeSubnets,
            "finds the subnets of the VPC; CloudFormation checks those that the template is given",
            "task_definition/helpers/vpc.rb:25,35 cfn/stack/builder/parameters.rb:10,13",
            "network/fetch.rb:31 stack/builder/parameters.rb:11,15",
        ),
    ),
    *_calls(
        _STACK_LIST,
        ("apps",),
        (
            cloudformation.ListStacks,
            "finds the stacks of ufo; AWS lets no resource narrow it",
            "",
            "apps/cfn_map.rb:38",
        ),
    ),
    *_calls(
        _EVERY_STACK,
        ("apps",),
        (
            cloudformation.DescribeStackResources,
            "finds the service in every stack of ufo; a deployment needs it for its own",
            "",
            "apps/cfn_map.rb:54 info.rb:57 stack/context.rb:234",
        ),
    ),
)
