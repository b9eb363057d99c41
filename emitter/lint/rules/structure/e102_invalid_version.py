"""E102."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_VERSIONS = ("2012-10-17", "2008-10-17")


def _check(document: Document) -> Iterator[Violation]:
    version = document.version
    if version is not None and version.text not in (None, *_VERSIONS):
        yield Violation(f"has the Version {version.text!r}, which there is not", version.place)


RULE = Rule(
    id="E102",
    title="the Version does not exist",
    costs="IAM refuses the policy",
    instead='write "2012-10-17": it names the policy language, not the policy, and is no date of your own',
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
