"""What resources a statement would need for the calls that used it, in a few patterns."""

import re
from collections.abc import Iterator

# More values than this at one place of an ARN are given as *.
_LISTED = 10
# More forms of ARN than this and nothing narrower is said.
_FORMS = 100

# What AWS makes up for one run and not for the next: a revision, an id of a task, of a deployment.
_PASSING = re.compile(
    r"[0-9]+|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|ecs-svc"
)
_LASTING = ("kms",)
_SPLIT = re.compile(r"([/:])")


class Narrower:
    """Collects resources that were used, in memory that does not grow with them."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, ...], list[dict[str, None]]] = {}
        self._whole: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        self._too_many = False

    def add(self, resource: str) -> None:
        """Add ``resource``, an ARN."""
        if resource == "*" or self._too_many:
            return
        places = _places(resource)
        # Kinds of resource stay apart: what is up to the first separator after the account.
        form = (*places[:11], *(piece for piece in places[11:] if piece in "/:"))
        known = self._whole.get(form)
        if known is None:
            if len(self._whole) >= _FORMS:
                self._too_many = True
                return
            known = self._whole[form] = set()
            self._forms[form] = [{} for _ in places]
        if len(known) <= _LISTED:
            known.add(places)
        for seen, place in zip(self._forms[form], places, strict=True):
            if len(seen) <= _LISTED:
                seen[place] = None

    def patterns(self) -> Iterator[str]:
        """Yield the narrowest patterns that cover all of it; none when it is too varied to say."""
        if self._too_many:
            return
        for form, known in self._whole.items():
            if len(known) <= _LISTED:
                yield from ("".join(places) for places in sorted(known))
            else:
                yield "".join(next(iter(seen)) if len(seen) == 1 else "*" for seen in self._forms[form])


def _places(resource: str) -> tuple[str, ...]:
    """Return ``resource`` in pieces and separators, with ``*`` for what AWS makes up anew."""
    head, service, tail = "", "", resource
    fields = resource.split(":", 5)
    if len(fields) == 6:
        service, tail = fields[2], fields[5]
        head = resource[: len(resource) - len(tail)]
    pieces = _SPLIT.split(tail)
    if service not in _LASTING:
        pieces = [
            "*" if number > 1 and _PASSING.fullmatch(piece) else piece for number, piece in enumerate(pieces)
        ]
    return (*_SPLIT.split(head)[:-1], *_joined(pieces)) if head else tuple(_joined(pieces))


def _joined(pieces: list[str]) -> list[str]:
    """Return ``*/*`` as one ``*``."""
    joined: list[str] = []
    for piece in pieces:
        if piece == "*" and joined[-2:-1] == ["*"]:
            joined.pop()
            continue
        joined.append(piece)
    return joined
