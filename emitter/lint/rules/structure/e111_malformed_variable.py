"""E111."""

from collections.abc import Iterator

from ....reading.document import Document, Statement
from ....reading.values import Value
from ....reading.variables import malformed, taken, variables
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in _values(statement):
            for what in filter(None, map(malformed, variables(value))):
                yield Violation(what, value.place, statement.sid)
            for expression in taken(value):
                what = f"policy variable {expression} is not escaped: the template reads it as an expression"
                yield Violation(what, value.place, statement.sid)


def _values(statement: Statement) -> Iterator[Value]:
    yield from statement.actions + statement.not_actions + statement.resources + statement.not_resources
    yield from (value for _, value in statement.principals + statement.not_principals)
    for condition in statement.conditions:
        yield condition.key
        yield from condition.values


RULE = Rule(
    id="E111",
    title="invalid policy variable",
    costs="IAM rejects the policy, or compares the text literally, which matches nothing",
    instead="write ${aws:username}, or ${aws:PrincipalTag/team, 'none'} with a default; in a template "
    "escape it: ${!aws:username} in Fn::Sub, &{aws:username} in aws_iam_policy_document",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:GetUser",
            "Resource": "arn:aws:iam::111122223333:user/${aws:username"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:GetUser",
            "Resource": "arn:aws:iam::111122223333:user/${aws:username}"
        }]
    }""",
    check=_check,
)
