"""W721.

Source: "Creating a role using custom trust policies", which names the actions that there are
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html).
"""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.principals import is_of_role, is_role_trust
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    if not is_role_trust(document):
        return
    for statement in document.statements:
        for value in statement.actions if statement.allows else ():
            text = (value.text or "").lower()
            # By itself a document with * can be the policy of something else, as of a repository of ECR.
            if (text == "*" and is_of_role(document)) or (text.startswith("sts:") and is_pattern(text)):
                message = f"names {value.shown}, which matches more than one way to assume the role"
                yield Violation(message, value.place, statement.sid)
        for value in statement.not_actions[:1] if statement.allows else ():
            yield Violation(
                "uses NotAction, which allows every other way to assume the role", value.place, statement.sid
            )


RULE = Rule(
    id="W721",
    title="wildcard or NotAction in the actions of a trust policy",
    costs="IAM may reject it; if not, the role can be assumed in unintended ways, with session tags",
    instead="name sts:AssumeRole, or what the principal calls, and sts:TagSession only where tags are wanted",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:*"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    check=_check,
)
