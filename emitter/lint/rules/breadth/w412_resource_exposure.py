"""W412."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import reached
from ....policy.phrases import spelt, whole
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...action_risks import rule_of
from ...rule import Hit, Rule


def _wanted(action: Action) -> bool:
    return rule_of(action) == "W412"


def _check(document: Document) -> Iterator[Hit]:
    for found in reached(document, _wanted, by=reaches_every):
        what = f"allows {spelt(found.actions)}{whole(found)}: it can let others in"
        yield Hit(what, found.resource.place, found.statement.sid)


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
