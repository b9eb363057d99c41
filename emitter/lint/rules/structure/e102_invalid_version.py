"""E102."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_VERSIONS = ("2012-10-17", "2008-10-17")


def _check(document: Document) -> Iterator[Violation]:
    version = document.version
    if version is not None and version.text not in (None, *_VERSIONS):
        yield Violation(f'unknown policy version {version.text!r}; use "2012-10-17"', version.place)


RULE = Rule(
    id="E102",
    title="unknown policy version",
    costs="IAM rejects the policy",
    instead='write "2012-10-17": the version of the policy language, not a date of your own',
    bad="""{
        "Version": "2024-01-31",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    check=_check,
)
