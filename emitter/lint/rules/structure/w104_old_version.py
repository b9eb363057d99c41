"""W104."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    version = document.version
    if version is not None and version.text == "2008-10-17":
        yield Violation("has the old version 2008-10-17", version.place)


RULE = Rule(
    id="W104",
    title="old policy version",
    costs="policy variables are plain text, and a managed policy is rejected",
    instead='write "2012-10-17"; a policy without ${...} keeps its meaning',
    bad="""{
        "Version": "2008-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    check=_check,
)
