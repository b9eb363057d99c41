"""The policies that the pages of ufo document."""

from awacs import application_autoscaling as scaling
from awacs import cloudformation, ec2, ecr, ecs, iam, logs, route53
from awacs import elasticloadbalancing as elb
from awacs.aws import Action

from ...model import GrantCondition, Page, PageStatement
from .sources import _V5, _V6_DOCS

# The pages name whole services, which no awacs attribute stands for.
_V5_SERVICES = (
    Action(cloudformation.prefix, "*"),
    Action(ec2.prefix, "*"),
    Action(ecr.prefix, "*"),
    Action(ecs.prefix, "*"),
    Action(elb.prefix, "*"),
    Action("elasticloadbalancingv2", "*"),
    Action(logs.prefix, "*"),
    Action(route53.prefix, "*"),
)


_V6_SERVICES = (Action(scaling.prefix, "*"), *_V5_SERVICES[:6], Action(iam.prefix, "*"), *_V5_SERVICES[6:])


_PASS_ROLE = PageStatement(
    "PassRole",
    (iam.PassRole,),
    ("*",),
    (GrantCondition("StringLike", "iam:PassedToService", ("ecs-tasks.amazonaws.com",)),),
)


_NO_PREFIX = "elasticloadbalancingv2 is no IAM service prefix (elasticloadbalancing is), so it grants nothing"


_PAGES = (
    Page(
        _V5.at("docs/_docs/extras/minimal-deploy-iam.md", 29, confidence="documented"),
        (PageStatement("Deploy", _V5_SERVICES, ("*",)), _PASS_ROLE),
        until="5",
        warnings=(
            "no action on IAM roles, so the roles that ufo init of 5.0.5 declares cannot be made",
            "no iam:CreateServiceLinkedRole, so the first cluster or balancer of an account fails",
            "any role that trusts ecs-tasks.amazonaws.com can be passed to a task",
            "every statement is on every resource: ec2:*, ecs:* and route53:* reach far beyond ufo's own",
            _NO_PREFIX,
        ),
    ),
    Page(
        _V6_DOCS.at("_docs/intro/iam/deploy.md", 39, confidence="documented"),
        (PageStatement("Deploy", _V6_SERVICES, ("*",)), _PASS_ROLE),
        since="6",
        warnings=(
            "iam:* on * makes the holder an administrator and undoes the PassRole condition",
            "no cloudwatch action, so the scalable target of a default ship fails",
            "no wafv2, s3, acm, ssm, kms or sns action, so what uses them fails",
            "every statement is on every resource: ec2:*, ecs:* and route53:* reach far beyond ufo's own",
            "the PassRole condition lacks application-autoscaling.amazonaws.com, which iam:* hides",
            _NO_PREFIX,
            "the page's JSON has a trailing comma, which IAM refuses; it is left out here",
        ),
    ),
)
