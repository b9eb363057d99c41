"""W725: a service that acts for whoever asks it, in the policy of a resource."""

import json

from emitter.lint.rules.trust.w725_deputy_on_resource import RULE
from tests.support.linting import finds, one, plain, statement, table, trusting

QUEUE = {
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:123456789012:uploads",
    "Principal": {"Service": "s3.amazonaws.com"},
}


def queue(**elements):
    return one(**{**QUEUE, **elements})


def narrowed(operator, key, value):
    return queue(Condition={operator: {key: value}})


def template(**properties):
    """A Lambda permission in CloudFormation."""
    given = {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "F"}, **properties}
    return json.dumps({"Resources": {"P": {"Type": "AWS::Lambda::Permission", "Properties": given}}})


@table(
    found=[
        ("allows s3.amazonaws.com on behalf of any account (confused deputy)", queue()),
        ("allows s3.amazonaws.com", narrowed("Bool", "aws:SecureTransport", "true")),
        ("allows s3.amazonaws.com", narrowed("ArnLike", "aws:SourceArn", "*")),
        ("allows s3.amazonaws.com", template(Principal="s3.amazonaws.com")),
        ("allows events.amazonaws.com", queue(Principal={"Service": ["events.amazonaws.com"]})),
    ],
    passed=[
        queue(Effect="Deny"),
        queue(Principal={"Service": "ec2.amazonaws.com"}),
        queue(Principal={"AWS": "111122223333"}),
        narrowed("StringEquals", "aws:SourceAccount", "123456789012"),
        narrowed("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads"),
        narrowed("StringEquals", "aws:SourceOrgID", "o-a1b2c3d4e5"),
        narrowed("ArnLike", "kms:EncryptionContext:aws:logs:arn", "arn:aws:logs:*:123456789012:*"),
        # EventBridge does not support conditions there.
        queue(Principal={"Service": "events.amazonaws.com"}, Action="SNS:Publish"),
        plain(
            statement(**QUEUE),
            statement(
                **{**QUEUE, "Effect": "Deny"},
                Condition={"StringNotEquals": {"aws:SourceAccount": "123456789012"}},
            ),
        ),
        json.dumps(trusting({"Service": "events.amazonaws.com"})),
        template(Principal="s3.amazonaws.com", SourceAccount={"Ref": "AWS::AccountId"}),
        template(Principal="events.amazonaws.com", SourceArn={"Fn::GetAtt": ["Rule", "Arn"]}),
        template(Principal="alexa-appkit.amazon.com", EventSourceToken="amzn1.ask.skill.a"),
        template(Principal={"Ref": "Principal"}),
    ],
)
def test_a_service_acts_for_anybody(expected, text):
    finds(RULE, text, *expected)
