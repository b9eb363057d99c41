"""N605."""

from collections.abc import Iterator

from ....policy.containment import Overlap, overlaps
from ....reading.document import Document
from ...rule import Rule, Violation

_NAMED = 3
_THIRD = {"allow": "allows", "deny": "denies"}


def _check(document: Document) -> Iterator[Violation]:
    for overlap in overlaps(document):
        # To go without a condition of the other is worse than superfluous: that is for W606.
        if not overlap.waived:
            yield Violation(_message(overlap, "allow"), overlap.actions[0].place, overlap.narrow.sid)
    # What is denied is compared as if it were allowed: it is denied once, with a condition or without.
    denied = tuple(s._replace(effect="Allow") for s in document.statements if s.effect == "Deny")
    for overlap in overlaps(document._replace(statements=denied)) if len(denied) > 1 else ():
        yield Violation(_message(overlap, "deny"), overlap.actions[0].place, overlap.narrow.sid)


def _message(overlap: Overlap, verb: str) -> str:
    wide = overlap.wide
    other = f"the statement {wide.sid}" if wide.sid else f"the statement at line {wide.place.line}"
    if len(overlap.actions) == len(overlap.narrow.actions):
        return f"{_THIRD[verb]} nothing that {other} does not {verb}"
    names = [value.shown for value in overlap.actions]
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return f"{_THIRD[verb]} {listed} again: {other} does so on these resources"


RULE = Rule(
    id="N605",
    title="redundant statement: another statement already allows or denies the same",
    costs="it has no effect: narrowing or removing one of the two changes nothing",
    instead="keep the one that states the intent: the narrower, if that is enough",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Lists", "Effect": "Allow", "Action": "ecs:List*", "Resource": "*"},
            {"Sid": "Clusters", "Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}
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
