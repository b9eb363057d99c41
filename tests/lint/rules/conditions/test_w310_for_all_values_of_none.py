"""W310."""

from emitter.lint.rules.conditions.w310_for_all_values_of_none import RULE
from tests.support.linting import condition, finds, one, table

CALLED = {"ForAllValues:StringEquals": {"aws:CalledVia": "athena.amazonaws.com"}}


@table(
    found=[
        (
            "ForAllValues:StringEquals on aws:CalledVia also allows requests without the key",
            condition("ForAllValues:StringEquals", "aws:CalledVia", "athena.amazonaws.com"),
        ),
        ("on aws:TagKeys also allows", condition("ForAllValues:StringEquals", "aws:TagKeys", "a")),
        ("on aws:CalledVia also", one(Condition={**CALLED, "Null": {"aws:CalledVia": "true"}})),
        ("on aws:CalledVia also", one(Condition={**CALLED, "Null": {"aws:TagKeys": "false"}})),
        # Only one of the actions takes the key.
        (
            "on aws:TagKeys also allows",
            condition(
                "ForAllValues:StringEquals",
                "aws:TagKeys",
                "a",
                Action=["ecs:CreateService", "ecs:DescribeServices"],
            ),
        ),
    ],
    passed=[
        condition("ForAllValues:StringEquals", "aws:TagKeys", "a", Action="ecs:CreateService"),
        condition("ForAllValues:StringEquals", "aws:CalledVia", "athena.amazonaws.com", Effect="Deny"),
        condition("ForAnyValue:StringEquals", "aws:CalledVia", "athena.amazonaws.com"),
        condition("ForAllValues:StringEquals", "aws:username", "a"),
        condition("ForAllValues:Null", "aws:CalledVia", "true"),
        one(Condition={**CALLED, "Null": {"aws:CalledVia": "false"}}),
        one(Condition={**CALLED, "ForAnyValue:StringLike": {"aws:CalledVia": "athena*"}}),
        *(
            condition("ForAllValues:StringEquals", key, "a", Action=action, Resource="*")
            for key, action in (
                ("s3:RequestObjectTagKeys", "s3:PutObjectTagging"),
                ("sts:TransitiveTagKeys", "sts:TagSession"),
                ("dynamodb:LeadingKeys", "dynamodb:GetItem"),
                ("lambda:Layer", "lambda:CreateFunction"),
                ("kms:GrantOperations", "kms:CreateGrant"),
                ("route53:ChangeResourceRecordSetsActions", "route53:ChangeResourceRecordSets"),
                ("route53:ChangeResourceRecordSetsNormalizedRecordNames", "route53:ChangeResourceRecordSets"),
                ("route53:ChangeResourceRecordSetsRecordTypes", "route53:ChangeResourceRecordSets"),
            )
        ),
        # W309 reports a plain operator.
        condition("StringEquals", "aws:CalledVia", "athena.amazonaws.com"),
    ],
)
def test_for_all_values_in_an_allow_requires_the_key(expected, text):
    finds(RULE, text, *expected)
