"""W410: data exfiltration."""

from emitter.lint.rules.breadth.w410_data_exfiltration import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        (
            "allows secretsmanager:GetSecretValue on *: reads data or secrets of any resource",
            one(Action="secretsmanager:GetSecretValue", Resource="*"),
        ),
        ("on arn:aws:s3:::*/*: reads", one(Action="s3:GetObject", Resource="arn:aws:s3:::*/*")),
        (
            "on arn:aws:ssm:*:*:parameter/*",
            one(Action="ssm:GetParameter", Resource="arn:aws:ssm:*:*:parameter/*"),
        ),
        (
            "on arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/*",
            template(
                policy(
                    statement(
                        Action="kms:Decrypt",
                        Resource={"Fn::Sub": "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/*"},
                    )
                )
            ),
        ),
        ("allows s3:Get* (GetObject and GetObjectVersion)", one(Action="s3:Get*", Resource="*")),
        ("allows dynamodb:Scan on *", terraform(actions=["dynamodb:Scan"], resources=["*"])),
        (
            "on arn:aws:dynamodb:*:${var.account}:table/*",
            terraform(actions=["dynamodb:Scan"], resources=["arn:aws:dynamodb:*:${var.account}:table/*"]),
        ),
    ],
    passed=[
        one(Action="s3:GetObject", Resource="arn:aws:s3:::releases/*"),
        one(Action="s3:ListBucket", Resource="*"),
        one(Action="s3:GetObject", Resource="*", Effect="Deny"),
        one(
            Action="kms:Decrypt",
            Resource="*",
            Condition={"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}},
        ),
        # What is unknown is one value, and not all.
        template(policy(statement(Action="s3:GetObject", Resource={"Fn::Sub": "arn:aws:s3:::${Bucket}/*"}))),
        template(policy(statement(Action="s3:GetObject", Resource={"Fn::Sub": "${Bucket.Arn}/*"}))),
        template(
            policy(
                statement(
                    Action="s3:GetObject",
                    Resource={"Fn::Join": ["", ["arn:aws:s3:::", {"Ref": "Bucket"}, "/*"]]},
                )
            )
        ),
        template(
            policy(
                statement(
                    Action="ssm:GetParameter", Resource={"Fn::Sub": "arn:aws:ssm:*:*:parameter/${Path}*"}
                )
            )
        ),
        template(
            policy(
                statement(Action="dynamodb:GetItem", Resource={"Fn::Sub": "arn:aws:dynamodb:*:*:${Kind}/*"})
            )
        ),
        terraform(actions=["s3:GetObject"], resources=["arn:aws:s3:::${var.bucket}/*"]),
        terraform(actions=["s3:GetObject"], resources=["${aws_s3_bucket.it.arn}/*"]),
    ],
)
def test_w410(expected, text):
    finds(RULE, text, *expected)
