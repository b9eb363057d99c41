"""E106."""

from collections.abc import Iterator

from ....reading.document import Document
from ....reading.grammar import CONDITIONAL, statement_nodes
from ....reading.yaml_tree import Scalar
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    seen: set[tuple[str, str]] = set()
    for statement, node in statement_nodes(document):
        sid = node.get("Sid")
        # Two branches of a template can have the same: only one of them is deployed.
        if not isinstance(sid, Scalar) or not sid.text or CONDITIONAL in statement.present:
            continue
        if (sid.tag, sid.text) in seen:
            yield Violation(f"duplicate Sid {sid.text!r}", sid.place, statement.sid)
        seen.add((sid.tag, sid.text))


RULE = Rule(
    id="E106",
    title="duplicate Sid",
    costs="IAM rejects the policy: each Sid must be unique in it",
    instead="give each statement a Sid of its own, or none",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Lists", "Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"},
            {"Sid": "Lists", "Effect": "Allow", "Action": "ecs:ListTaskDefinitions", "Resource": "*"}
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Clusters", "Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"},
            {"Sid": "Families", "Effect": "Allow", "Action": "ecs:ListTaskDefinitions", "Resource": "*"}
        ]
    }""",
    check=_check,
)
