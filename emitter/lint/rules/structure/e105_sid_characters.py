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
        # The value of an expression is unknown; a policy with principals allows other characters.
        if not isinstance(sid, Scalar) or sid.tag or "${" in sid.text or "%{" in sid.text:
            continue
        wrong = dict.fromkeys(re.sub("[A-Za-z0-9]", "", sid.text))
        if wrong:
            listed = ", ".join(map(repr, wrong))
            what = f"Sid {sid.text!r} contains {listed}; only letters and digits are allowed"
            yield Violation(what, sid.place, statement.sid)


RULE = Rule(
    id="E105",
    title="invalid character in a Sid",
    costs="IAM rejects the policy",
    instead="use letters and digits only, for example ListClusters",
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
