"""W412: resource exposure."""

from emitter.lint.rules.breadth.w412_resource_exposure import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        (
            "allows s3:PutBucketPolicy on every resource: can share resources with other accounts",
            one(Action="s3:PutBucketPolicy", Resource="*"),
        ),
        ("on every resource", one(Action="s3:PutBucketPolicy", Resource="arn:aws:s3:::*")),
        ("allows ecr:PutRegistryPolicy: can share", one(Action="ecr:PutRegistryPolicy", Resource="*")),
        (
            "allows s3:PutObjectAcl on every resource",
            one(Action="s3:PutObjectAcl", Resource="arn:aws:s3:::*/*"),
        ),
        ("allows lambda:AddPermission", terraform(actions=["lambda:AddPermission"], resources=["*"])),
    ],
    passed=[
        one(Action="s3:PutBucketPolicy", Resource="arn:aws:s3:::releases"),
        one(Action="s3:GetBucketPolicy", Resource="*"),
        one(Action="s3:PutBucketPolicy", Resource="*", Effect="Deny"),
        template(
            policy(statement(Action="s3:PutObjectAcl", Resource={"Fn::Sub": "arn:aws:s3:::${Bucket}/*"}))
        ),
        template(policy(statement(Action="s3:PutBucketPolicy", Resource={"Fn::GetAtt": ["Bucket", "Arn"]}))),
        terraform(actions=["s3:PutObjectAcl"], resources=["arn:aws:s3:::${var.bucket}/*"]),
    ],
)
def test_w412(expected, text):
    finds(RULE, text, *expected)
