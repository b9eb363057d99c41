"""W113.

Source: "IAM policy elements: Variables and tags"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

from collections.abc import Iterator
from functools import cache

from ....aws import service_reference
from ....aws.condition_keys import GLOBAL_KEYS
from ....aws.wildcards import SPECIAL
from ....messages import nearest
from ....reading.document import Document, Statement
from ....reading.values import Value
from ....reading.variables import malformed, variables
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in _values(statement):
            for variable in variables(value):
                what = "" if malformed(variable) or variable.text in SPECIAL else _fault(variable.name)
                if what:
                    yield Violation(f"policy variable {variable.shown}: {what}", value.place, statement.sid)


def _values(statement: Statement) -> Iterator[Value]:
    yield from statement.resources + statement.not_resources
    for condition in statement.conditions:
        yield from condition.values


@cache
def _fault(name: str) -> str:
    key = service_reference.key(name)
    if key is not None:
        return "the key is multivalued, so IAM cannot replace it" if key.many else ""
    # Services support more keys than they list; the list of global keys is complete.
    if not name.lower().startswith("aws:"):
        return ""
    near = nearest(name, GLOBAL_KEYS)
    return f"unknown condition key{'; ' + near if near else ''}"


RULE = Rule(
    id="W113",
    title="policy variable of an unusable condition key",
    costs="the statement matches nothing: requests that it should allow are denied",
    instead="use a single-valued condition key, for example ${aws:username} or ${aws:PrincipalTag/team}",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:GetUser",
            "Resource": "arn:aws:iam::111122223333:user/${aws:user-name}"
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
