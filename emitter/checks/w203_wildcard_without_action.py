"""W203."""

from collections.abc import Iterator
from difflib import get_close_matches

from ..facts import expand, services
from ..granted import is_pattern
from ..reading.document import Document
from ..rule import Hit, Rule


def _near(service: str, name: str) -> str:
    """The nearest beginning of an action of ``service`` to that of the pattern ``name``."""
    begins = name.partition("*")[0].partition("?")[0][:64]
    known = {action.name.partition(":")[2][: len(begins)] for action in expand(f"{service}:*")}
    close = get_close_matches(begins, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {service}:{close[0]}{name[len(begins) :]}?" if begins and close else ""


def _check(document: Document) -> Iterator[Hit]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            text = value.text or ""
            service, colon, name = text.partition(":")
            if colon and is_pattern(name) and service.lower() in services() and not expand(text):
                yield Hit(f"{text} matches no action{_near(service, name)}", value.place, statement.sid)


RULE = Rule(
    id="W203",
    title="wildcard that matches no action",
    costs="the statement does not allow or deny what it looks like",
    instead="mend the name before the wildcard, or name the actions",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:Decsribe*", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:Describe*",
            "Resource": "arn:aws:ecs:eu-west-1:111122223333:service/prod/*"
        }]
    }""",
    check=_check,
)
