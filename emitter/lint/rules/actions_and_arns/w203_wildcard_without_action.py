"""W203."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws.service_reference import expand, names_of, services
from ....aws.wildcards import is_pattern
from ....messages import closest
from ....reading.document import Document
from ...rule import Rule, Violation


def _near(service: str, name: str) -> str:
    """Return the nearest beginning of an action of ``service`` to that of the pattern ``name``."""
    begins = name.partition("*")[0].partition("?")[0][:64]
    close = closest(begins, _beginnings(service.lower(), len(begins))) if begins else ""
    return f"; did you mean {service}:{close}{name[len(begins) :]}?" if close else ""


@lru_cache(maxsize=256)
def _beginnings(service: str, length: int) -> frozenset[str]:
    return frozenset(name[:length] for name in names_of(service))


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            text = value.text or ""
            service, colon, name = text.partition(":")
            if colon and is_pattern(name) and service.lower() in services() and not expand(text):
                yield Violation(f"{text} matches no action{_near(service, name)}", value.place, statement.sid)


RULE = Rule(
    id="W203",
    title="wildcard that matches no action",
    costs="the statement does not allow or deny the intended actions",
    instead="correct the text before the wildcard, or list the actions",
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
