"""E707: service principals that are misspelled."""

from emitter.lint.linter import lint
from emitter.lint.rules.trust.e707_misspelled_service import RULE
from emitter.reading.files import read_text
from tests.support.linting import finds, one, table
from tests.support.trust_policies import role, terraform_role
from tests.support.work import calls


@table(
    found=[
        (
            "unknown service principal 'ecs-task.amazonaws.com'; did you mean 'ecs-tasks.amazonaws.com'?",
            role({"Service": "ecs-task.amazonaws.com"}),
        ),
        ("did you mean 'lambda.amazonaws.com'?", role({"Service": "lambda"})),
        ("did you mean 'events.amazonaws.com'?", role({"Service": "eventbridge.amazonaws.com"})),
        (
            "unknown service principal 'anything.example.com'; use SERVICE.amazonaws.com",
            role({"Service": "anything.example.com"}),
        ),
        ("did you mean 'ec2.amazonaws.com'", role({"Service": "ec2.amazon.com"})),
        (
            "did you mean 's3.amazonaws.com'",
            one(
                Principal={"Service": "s3"},
                Action="sqs:SendMessage",
                Resource="arn:aws:sqs:eu-west-1:111122223333:it",
            ),
        ),
        ("did you mean 'lambda.amazonaws.com'", terraform_role("Service", "lamda.amazonaws.com")),
    ],
    passed=[
        role({"Service": "ec2.amazonaws.com"}),
        role({"Service": "ec2.amazonaws.com.cn"}),
        role({"Service": {"Fn::Sub": "ec2.${AWS::URLSuffix}"}}),
        role({"Service": {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}}),
        role({"Service": {"Ref": "Service"}}),
        role({"Service": "widgets.amazonaws.com"}),
        role({"Service": "ecs*.amazonaws.com"}),
        role({"AWS": "111122223333"}),
        terraform_role("Service", "${var.service}"),
    ],
)
def test_e707(expected, text):
    finds(RULE, text, *expected)


def test_suggestions_come_to_an_end():
    names = [f"ecs-task{n}s.amazonaws.com" for n in range(5_000)]
    found = []
    text = role({"Service": ["lamda.amazonaws.com", *names]})
    assert calls(lambda: found.extend(lint([read_text(text, "it.json")]))) < 10_000_000
    assert "did you mean 'lambda.amazonaws.com'?" in next(f.message for f in found if f.rule == "E707")
    assert sum(finding.rule == "E707" for finding in found) <= 100
    assert sum(finding.rule in ("E707", "N718") for finding in found) == len(names) + 1
