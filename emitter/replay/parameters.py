"""The parameters of a CloudTrail record by name, wherever in it they stand."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

# Names in lower case, each with its texts in order.
Parameters: TypeAlias = Mapping[str, tuple[str, ...]]

# Deeper and longer than any request of AWS; a file made to hurt stops here.
_DEEPEST = 8
_MOST = 2000
# Objects whose keys are the names of what is asked for: the tables of BatchGetItem and BatchWriteItem.
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
_NAMING = frozenset({"requestitems"})
# Objects that name one thing, by ARN or name: the instance profile of RunInstances.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IamInstanceProfileSpecification.html
_NAMED = frozenset({"iaminstanceprofile"})


def texts(value: Any) -> dict[str, tuple[str, ...]]:
    """Return every text and number in ``value``, by the key that it or the list around it stands under."""
    found: dict[str, list[str]] = {}
    for number, (key, text) in enumerate(_walk(value, "", 0)):
        if number >= _MOST:
            break
        found.setdefault(key, []).append(text)
    return {key: tuple(several) for key, several in found.items()}


def _walk(value: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        if depth < _DEEPEST:
            if key in _NAMING:
                yield from ((key, name) for name in value)
            if key in _NAMED:
                yield from ((key, text) for text in value.values() if isinstance(text, str))
            for name, inner in value.items():
                yield from _walk(inner, name.lower(), depth + 1)
    elif isinstance(value, list):
        if depth < _DEEPEST:
            for inner in value:
                yield from _walk(inner, key, depth + 1)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key, str(value)


def arns(parameters: Parameters) -> Iterator[str]:
    """Yield every ARN among ``parameters``."""
    for several in parameters.values():
        for text in several:
            if text.startswith("arn:"):
                yield text


def tags(parameters: Any) -> dict[str, str] | None:
    """Return the tags that a request sends: ``{}`` when it sends none, ``None`` when that is not recorded.

    Services write them as a list of ``key`` and ``value``, in either case, or as an object; AWS KMS has
    ``tagKey``.
    """
    if not isinstance(parameters, dict):
        return None
    for name in ("tags", "tagSet", "tagsList", "tagSpecificationSet"):
        given = parameters.get(name)
        if isinstance(given, dict) and "items" not in given:
            return {str(key): str(value) for key, value in given.items()}
        if given is not None:
            return dict(_pairs(given, 0))
    return {}


def _pairs(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _pairs(inner, depth + 1)
    elif isinstance(value, dict):
        lower = {str(key).lower(): inner for key, inner in value.items()}
        for key, text in (("key", "value"), ("tagkey", "tagvalue")):
            if isinstance(lower.get(key), str):
                yield lower[key], str(lower.get(text) or "")
                return
        for inner in value.values():
            yield from _pairs(inner, depth + 1)
