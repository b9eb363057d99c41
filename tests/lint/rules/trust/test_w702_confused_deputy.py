"""W702: services that any account can use as confused deputies."""

from emitter.lint.rules.trust.w702_confused_deputy import RULE
from tests.support.linting import finds, plain, statement, table
from tests.support.trust_policies import ECS, OF_ACCOUNT, ROLE, role, terraform_role


@table(
    found=[
        ("trusts ecs-tasks.amazonaws.com on behalf of any account (confused deputy)", role(ECS)),
        (
            "trusts ecs-tasks.amazonaws.com and scheduler.amazonaws.com on",
            role({"Service": ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com", "scheduler.amazonaws.com"]}),
        ),
        ("confused deputy", role(ECS, condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:*:*:*"}})),
        ("confused deputy", role(ECS, condition={"StringLike": {"aws:SourceAccount": "*"}})),
        ("confused deputy", role(ECS, condition={"StringNotEquals": {"aws:SourceAccount": "999999999999"}})),
        ("confused deputy", role(ECS, condition={"Null": {"aws:SourceAccount": "false"}})),
        ("confused deputy", role(ECS, condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}})),
        ("confused deputy", terraform_role("Service", "scheduler.amazonaws.com")),
    ],
    passed=[
        role(ECS, condition=OF_ACCOUNT),
        role({"Service": "ec2.amazonaws.com"}),
        role({"Service": "lambda.amazonaws.com"}),
        role(ECS, "sts:TagSession"),
        role(ECS, condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:*:111122223333:*"}}),
        role(ECS, condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:*:*"}}),
        role(ECS, condition={"ArnLike": {"aws:SourceArn": {"Ref": "Source"}}}),
        role(ECS, condition={"Fn::FindInMap": ["A", "B", "C"]}),
        role(ECS, Effect="Deny"),
        # A Deny for requests from elsewhere does as well.
        plain(
            statement(Principal=ECS, Action=ROLE, Resource=None),
            statement(
                Principal="*",
                Action=ROLE,
                Resource=None,
                Effect="Deny",
                Condition={"StringNotEquals": {"aws:SourceAccount": "111122223333"}},
            ),
        ),
        terraform_role(
            "Service",
            "scheduler.amazonaws.com",
            condition=("StringEquals", "aws:SourceAccount", "${var.account}"),
        ),
    ],
)
def test_w702(expected, text):
    finds(RULE, text, *expected)
