"""N610."""

from collections.abc import Iterator

from ....reading.document import Document
from ....reading.functions import is_function
from ....reading.grammar import statement_nodes
from ....reading.yaml_tree import Mapping
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, node in statement_nodes(document):
        condition = node.get("Condition")
        if not isinstance(condition, Mapping) or is_function(condition):
            continue
        if not condition.entries:
            yield Violation("has an empty Condition", condition.place, statement.sid)
        for operator, keys in condition.entries:
            if isinstance(keys, Mapping) and not keys.entries and not keys.tag:
                yield Violation(f"has an empty {operator.text}", operator.place, statement.sid)


RULE = Rule(
    id="N610",
    title="empty condition",
    costs="it requires nothing: the statement applies to every request",
    instead="write the condition that is meant, or remove it",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*", "Condition": {}}
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    check=_check,
)
