"""E105."""

import re
from collections.abc import Iterator

from ....reading.document import Document
from ....reading.grammar import statement_nodes
from ....reading.yaml_tree import Scalar
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    if document.kind in ("trust", "resource", "endpoint", "stack"):
        return
    for statement, node in statement_nodes(document):
        sid = node.get("Sid")
        # What holds an expression is not known; a policy with principals takes other characters too.
        if not isinstance(sid, Scalar) or sid.tag or "${" in sid.text or "%{" in sid.text:
            continue
        wrong = dict.fromkeys(re.sub("[A-Za-z0-9]", "", sid.text))
        if wrong:
            listed = ", ".join(map(repr, wrong))
            yield Violation(f"has a Sid {sid.text!r} with {listed} in it", sid.place, statement.sid)


RULE = Rule(
    id="E105",
    title="a Sid has characters that IAM does not take",
    costs="IAM refuses the policy",
    instead="write it with the letters A-Z and a-z and digits only: ListClusters",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "list-clusters", "Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "ListClusters", "Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}
        ]
    }""",
    check=_check,
)
