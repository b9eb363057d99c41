"""W103."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    if document.node is not None and not any(name.lower() == "version" for name in document.elements):
        yield Violation("has no Version", document.place)


RULE = Rule(
    id="W103",
    title="missing Version",
    costs="IAM assumes version 2008-10-17: policy variables are plain text, and a managed policy is rejected",
    instead='begin the policy with "Version": "2012-10-17"',
    bad='{"Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]}',
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    check=_check,
)
