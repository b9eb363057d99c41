"""Service principals that are not known: what two rules have in common."""

from collections.abc import Callable, Iterator

from ....aws.service_principals import is_service, service_suggester
from ....aws.wildcards import is_pattern
from ....policy.principals import Service, names_principals, service
from ....reading.document import Document
from ....reading.values import Value
from ...rule import Check, Violation


def check_services(message: Callable[[Value, Service, str], str]) -> Check:
    """Return a check of service principals that are not known.

    ``message`` gets each with its parts and the name that it most likely stands for, empty where there is
    none; it returns what to report, empty for nothing.
    """

    def check(document: Document) -> Iterator[Violation]:
        suggest = service_suggester()
        for statement in document.statements if names_principals(document) else ():
            for kind, value in (*statement.principals, *statement.not_principals):
                found = service(value) if kind == "Service" else None
                # E712 reports wildcards.
                if found is None or is_pattern(value.shown) or (found.suffix and is_service(found.name)):
                    continue
                text = message(value, found, suggest(found.name))
                if text:
                    yield Violation(text, value.place, statement.sid)

    return check
