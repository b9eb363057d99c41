"""E107."""

from collections.abc import Iterator

from ....reading.document import Document
from ....reading.functions import is_function
from ....reading.grammar import statement_nodes
from ....reading.yaml_tree import Mapping, Node
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    yield from (Violation(fault.what, fault.place) for fault in document.twice)
    if document.node is not None:
        yield from _twice(document.node, "")
    for statement, node in statement_nodes(document):
        yield from _twice(node, statement.sid)
        for name in ("Principal", "NotPrincipal"):
            yield from _twice(node.get(name), statement.sid)
        condition = node.get("Condition")
        yield from _twice(condition, statement.sid)
        if isinstance(condition, Mapping) and not is_function(condition):
            for _, keys in condition.entries:
                yield from _twice(keys, statement.sid)


def _twice(node: Node | None, sid: str) -> Iterator[Violation]:
    if not isinstance(node, Mapping) or is_function(node):
        return
    seen: dict[str, str] = {}
    for key, _ in node.entries:
        before = seen.get(key.text.lower())
        if before is not None:
            what = (
                f"has {key.text} twice"
                if before == key.text
                else f"has {key.text} and {before}, which differ in case only"
            )
            yield Violation(what, key.place, sid)
        seen[key.text.lower()] = key.text


RULE = Rule(
    id="E107",
    title="duplicate element or condition key",
    costs="only one of the two applies, or IAM rejects the policy: a condition can be lost unnoticed",
    instead="put the values into one list; to test the same key twice use another operator",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:ListTasks",
            "Resource": "*",
            "Condition": {"ArnLike": {
                "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/web",
                "ecs:Cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/api"
            }}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:ListTasks",
            "Resource": "*",
            "Condition": {"ArnLike": {"ecs:cluster": [
                "arn:aws:ecs:eu-west-1:111122223333:cluster/web",
                "arn:aws:ecs:eu-west-1:111122223333:cluster/api"
            ]}}
        }]
    }""",
    check=_check,
)
