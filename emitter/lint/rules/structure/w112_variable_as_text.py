"""W112.

Source: "IAM policy elements: Variables and tags"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

from collections.abc import Iterator

from ....aws import service_reference
from ....aws.wildcards import SPECIAL
from ....policy.operators import operator
from ....reading.document import Condition, Document, Statement
from ....reading.values import Value
from ....reading.variables import VariableReference, malformed, variables
from ...rule import Rule, Violation

# An ARN has its resource after the fifth colon.
_FIELDS = 5


def _check(document: Document) -> Iterator[Violation]:
    old = document.version is None or document.version.text == "2008-10-17"
    for statement in document.statements:
        for value, shown, what in _found(statement, old):
            yield Violation(f"policy variable {shown} {what} is plain text", value.place, statement.sid)


def _found(statement: Statement, old: bool) -> Iterator[tuple[Value, str, str]]:
    since = "in a policy without version 2012-10-17"
    for value in statement.actions + statement.not_actions:
        yield from ((value, shown, "in an action") for shown, _ in _read(value))
    for _, value in statement.principals + statement.not_principals:
        yield from ((value, shown, "in a principal") for shown, _ in _read(value))
    for value in statement.resources + statement.not_resources:
        for shown, colons in _read(value):
            if old:
                yield value, shown, since
            elif 0 <= colons < _FIELDS:
                yield value, shown, "before the resource part of an ARN"
    for condition in statement.conditions:
        yield from ((condition.key, shown, "in a condition key") for shown, _ in _read(condition.key))
        for value in condition.values:
            for shown, _ in _read(value):
                if old:
                    yield value, shown, since
                elif _takes_none(condition):
                    yield value, shown, f"under {condition.operator}"


def _read(value: Value) -> Iterator[tuple[str, int]]:
    return ((v.shown, v.colons) for v in variables(value) if not malformed(v) and _is_key(v))


def _is_key(variable: VariableReference) -> bool:
    """Return whether it names a key of AWS; ``${self:stage}`` is for whatever fills in the file."""
    prefix = variable.name.partition(":")[0].lower()
    return variable.text in SPECIAL or prefix == "aws" or prefix in service_reference.services()


def _takes_none(condition: Condition) -> bool:
    found = operator(condition.operator)
    return found is not None and found.family not in ("String", "ARN")


RULE = Rule(
    id="W112",
    title="policy variable where IAM does not replace it",
    costs="it is plain text there, so the statement does not match the intended values",
    instead="use it in the resource part of an ARN, or as a value of a String or Arn operator, in a "
    "policy of version 2012-10-17",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:GetUser",
            "Resource": "arn:aws:iam::${aws:PrincipalAccount}:user/deployer"
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
