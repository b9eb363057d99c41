"""N403."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ....aws.service_reference import expand
from ....aws.wildcards import is_pattern
from ....policy.grants import allowing
from ....policy.phrases import listed
from ....reading.document import Document
from ...action_risks import is_read
from ...rule import Rule, Violation

_ORDER = ("Permissions management", "Tagging", "Write", "Read")


@lru_cache(maxsize=4096)
def _reach(text: str) -> str:
    """Return what the pattern ``text`` matches, if it is more than reads and more than one access level."""
    service, colon, name = text.partition(":")
    if not colon or is_pattern(service) or not is_pattern(name) or not name.strip("*"):
        return ""
    # List and Read are one level for a reviewer, and tagging is a write.
    levels = Counter("Read" if is_read(action) else action.level for action in expand(text))
    if len(levels.keys() - {"Tagging"}) < 2:
        return ""
    return listed((f"{levels[level]} of {level}" for level in _ORDER if level in levels), most=5)


def _check(document: Document) -> Iterator[Violation]:
    for statement in allowing(document):
        for value in statement.actions:
            reach = _reach(value.text or "")
            if reach:
                yield Violation(
                    f"{value.shown} matches actions of several access levels: {reach}",
                    value.place,
                    statement.sid,
                )


RULE = Rule(
    id="N403",
    title="wildcard over actions of several access levels",
    costs="a reviewer underestimates what the policy allows",
    instead="list the actions, or use one wildcard for each access level",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:*Message*",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
