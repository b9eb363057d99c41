"""W116: a placeholder is reported once, and by no other rule."""

import pytest

from emitter.lint.rules.structure.w116_placeholder import RULE
from tests.support.linting import condition, drawn, finds, one, policy, statement, table, template, trusting

LISTING = {"Action": "sqs:SendMessage"}


def queue(region="eu-west-1", account="111122223333", name="orders"):
    return one(**LISTING, Resource=f"arn:aws:sqs:{region}:{account}:{name}")


TRUSTED = template(trusting({"AWS": "arn:aws:iam::ACCOUNT_ID:root"}), "AWS::IAM::Role")
REPLACED = [
    ("has ACCOUNT_ID, to be replaced by a value", queue(account="ACCOUNT_ID")),
    ("has <account-id> and REGION, to be replaced", queue("REGION", "<account-id>")),
    ("has <<XXXXXXXX>>", queue(account="<<XXXXXXXX>>")),
    ("has account-id", queue(account="account-id")),
    ("has your-account-id", queue(account="your-account-id")),
    ("has <name of the queue>", queue(name="<name of the queue>")),
    ("has {{ account }}", queue(account="{{ account }}")),
    ("has _S3_BUCKET_ARN_", one(Action="s3:ListBucket", Resource="_S3_BUCKET_ARN_")),
    ("has <my-org-id>", condition("StringEquals", "aws:PrincipalOrgID", "<my-org-id>")),
    ("has my-org-id", condition("StringEquals", "aws:PrincipalOrgID", "my-org-id")),
    ("has o-xxxxxxxxxx", condition("StringEquals", "aws:PrincipalOrgID", "o-xxxxxxxxxx")),
    ("has _AWS_ACCOUNT_ID_", condition("StringEquals", "aws:SourceAccount", "_AWS_ACCOUNT_ID_")),
    ("has <bucket-arn>", condition("ArnLike", "aws:SourceArn", "<bucket-arn>")),
    ("has ACCOUNT_ID", TRUSTED),
]


@table(
    found=REPLACED,
    passed=[
        queue(),
        queue("*", "*", "*"),
        queue(account="1111-2222-3333"),
        queue("eu-wset-1"),
        one(Action="s3:ListBucket", Resource="arn:aws:s3:::ACCOUNT-LOGS"),
        condition("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        condition("StringEquals", "aws:PrincipalTag/team", "ACCOUNT"),
        condition("StringLike", "aws:UserAgent", "a < b > c"),
        one(Action="ec2:DescribeImages", Resource="*", Condition={"NumericLessThan": {"s3:max-keys": "10"}}),
        template(policy(statement(Resource={"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:q"}))),
    ],
)
def test_a_placeholder_is_said_once(expected, text):
    finds(RULE, text, *expected)


@pytest.mark.parametrize("text", [text for _, text in REPLACED])
def test_no_other_rule_reports_a_placeholder(text):
    assert [rule for rule in drawn(text) if rule.startswith("E") or rule == "W116"] == ["W116"]
