"""W408: ARNs that match every resource."""

from emitter.lint.rules.breadth.w408_effectively_star import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "arn:aws:s3:::* matches every resource of s3:DeleteObject",
            one(Action="s3:DeleteObject", Resource="arn:aws:s3:::*"),
        ),
        (
            "matches every resource of sqs:DeleteQueue",
            one(Action="sqs:DeleteQueue", Resource="arn:aws:sqs:*:*:*"),
        ),
        (
            "matches every resource of ecs:DeleteService",
            one(Action="ecs:DeleteService", Resource="arn:aws:ecs:*:*:service/*"),
        ),
        (
            "matches every resource of autoscaling:SetDesiredCapacity",
            one(
                Action="autoscaling:SetDesiredCapacity",
                Resource="arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/*",
            ),
        ),
        # The type that is required is every one; the other need not be.
        (
            "matches every resource of cloudformation:DeleteStackInstances",
            one(
                Action="cloudformation:DeleteStackInstances",
                Resource="arn:aws:cloudformation:*:*:stackset/*",
            ),
        ),
        # None is required.
        (
            "matches every resource of ec2:DeleteKeyPair",
            one(Action="ec2:DeleteKeyPair", Resource="arn:aws:ec2:*:*:key-pair/*"),
        ),
        (
            "arn:${AWS::Partition}:sqs:*:*:* matches",
            template(
                policy(
                    statement(
                        Action="sqs:DeleteQueue", Resource={"Fn::Sub": "arn:${AWS::Partition}:sqs:*:*:*"}
                    )
                )
            ),
        ),
    ],
    passed=[
        one(Action="s3:DeleteObject", Resource="*"),
        one(Action="s3:DeleteObject", Resource="arn:aws:s3:::releases/*"),
        one(Action="ecs:DeleteService", Resource="arn:aws:ecs:eu-west-1:111122223333:service/*"),
        one(Action="s3:GetObject", Resource="arn:aws:s3:::*"),
        one(Action="s3:DeleteObject", Resource="arn:aws:s3:::*", Effect="Deny"),
        one(Action="sqs:DeleteQueue", Resource="arn:aws:s3:::*"),
        one(Action="ec2:DeleteResourcePolicy", Resource="arn:aws:ec2:*:*:ipam-pool/*"),
        template(
            policy(statement(Action="s3:DeleteObject", Resource={"Fn::Sub": "arn:aws:s3:::${Bucket}/*"}))
        ),
        template(
            policy(statement(Action="sqs:DeleteQueue", Resource={"Fn::Sub": "arn:aws:sqs:*:*:${Queue}"}))
        ),
    ],
)
def test_w408(expected, text):
    finds(RULE, text, *expected)
