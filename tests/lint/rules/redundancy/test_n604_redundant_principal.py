"""N604: redundant principals."""

from emitter.lint.rules.redundancy.n604_redundant_principal import RULE
from tests.support.linting import finds, one, table
from tests.support.trust_policies import role


@table(
    found=[
        (
            "lists ecs-tasks.amazonaws.com twice",
            role({"Service": ["ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com"]}),
        ),
        (
            "lists arn:aws:iam::111122223333:root next to 111122223333, which contains it",
            role({"AWS": ["111122223333", "arn:aws:iam::111122223333:root"]}),
        ),
        (
            "assumed-role/web/one next to arn:aws:iam::111122223333:role/a/web",
            role(
                {
                    "AWS": [
                        "arn:aws:sts::111122223333:assumed-role/web/one",
                        "arn:aws:iam::111122223333:role/a/web",
                    ]
                }
            ),
        ),
        (
            "lists 111122223333 twice",
            one(
                NotPrincipal={"AWS": ["111122223333", "111122223333"]},
                Effect="Deny",
                Action="s3:*",
                Resource="arn:aws:s3:::it/*",
            ),
        ),
    ],
    passed=[
        role({"Service": ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"]}),
        role({"AWS": ["111122223333", "arn:aws:iam::999999999999:root"]}),
        role(
            {"AWS": ["arn:aws:sts::111122223333:assumed-role/web/one", "arn:aws:iam::111122223333:role/api"]}
        ),
        role(
            {"AWS": ["arn:aws:sts::111122223333:assumed-role/web/one", "arn:aws:iam::999999999999:role/web"]}
        ),
        role({"AWS": [{"Ref": "A"}, {"Ref": "B"}]}),
        # Branches of conditions stand for each other, however deep.
        role({"Fn::If": ["A", {"Fn::If": ["B", {"AWS": "1" * 12}, {"AWS": "2" * 12}]}, {"AWS": "2" * 12}]}),
        role({"AWS": ["111122223333", "arn:aws:iam::111122223333:role/web"]}),
    ],
)
def test_n604(expected, text):
    finds(RULE, text, *expected)
