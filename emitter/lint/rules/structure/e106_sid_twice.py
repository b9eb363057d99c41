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
        # Two branches of a template may well have the same; only one of them becomes a statement.
        if not isinstance(sid, Scalar) or not sid.text or CONDITIONAL in statement.present:
            continue
        if (sid.tag, sid.text) in seen:
            yield Violation(f"has the Sid {sid.text!r}, as a statement before it", sid.place, statement.sid)
        seen.add((sid.tag, sid.text))


RULE = Rule(
    id="E106",
    title="a Sid stands twice in a policy",
    costs="IAM refuses the policy: Sids in one policy have to differ",
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
