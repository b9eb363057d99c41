"""E210."""

from emitter.lint.rules.actions_and_arns.e210_unknown_service_in_arn import RULE
from tests.support.linting import finds, one, table


@table(
    found=[
        (
            "unknown service 'elbv2'; did you mean 'elasticloadbalancing'?",
            one(Resource="arn:aws:elbv2:eu-west-1:111122223333:loadbalancer/a"),
        ),
        (
            "unknown service 'SQS'; did you mean 'sqs'?",
            one(Resource="arn:aws:SQS:eu-west-1:111122223333:orders"),
        ),
        (
            "AWS has retired the service 'deepracer'",
            one(Resource="arn:aws:deepracer:us-east-1:111122223333:model/a"),
        ),
    ],
    passed=[
        one(Resource="arn:aws:sqs:eu-west-1:111122223333:orders"),
        one(Resource="arn:aws:s*:eu-west-1:111122223333:orders"),
        one(Resource="arn:aws:catalog:eu-west-1:111122223333:portfolio/a"),
        one(Resource="urn:aws:elbv2:eu-west-1:111122223333:loadbalancer/a"),
        one(Resource="arn:aws::eu-west-1:111122223333:orders"),
        *(
            one(Resource=f"arn:aws:{service}:eu-west-1:111122223333:it")
            for service in ("elastic-inference", "route53-recovery-control")
        ),
    ],
)
def test_a_service_of_an_arn_exists(expected, text):
    finds(RULE, text, *expected)
