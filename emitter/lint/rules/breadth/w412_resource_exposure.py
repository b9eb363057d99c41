"""W412."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written, on_every_resource
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return rule_for_broad_action(action) == "W412"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, by=reaches_every):
        what = f"allows {as_written(found.actions)}{on_every_resource(found)}: it can let others in"
        yield Violation(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="W412",
    title="any resource can be opened to others",
    costs="whoever holds the policy shares buckets, keys, queues, images or snapshots with any account",
    instead="name the resources whose policies are written; leave what names none to administrators",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutBucketPolicy", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "s3:PutBucketPolicy",
            "Resource": "arn:aws:s3:::releases"
        }]
    }""",
    check=_check,
)
