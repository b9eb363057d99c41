"""From a file to its calls, whatever it holds: told by what it begins with, entry by entry."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from . import athena, cloudtrail, jsonlines
from .call import Entry, Skipped, Where
from .inputs import Opened
from .json_stream import LARGEST, Broken, Found, Splitter

_NEITHER = "is neither a call nor a record of CloudTrail"
_DIGEST = "is a digest of CloudTrail, which lists log files and holds no calls; name those files"


def entries(source: Opened) -> Iterator[Entry]:
    """Yield every call of ``source``, and everything in it that is none, in order.

    Raises :class:`~emitter.errors.OutputError` when it cannot be read.
    """
    line, index = 1, 0
    for item in _items(source.chunks):
        line = item.line
        if isinstance(item, Broken):
            yield Skipped(Where(source.name, item.line, index), item.why)
            index += 1
            continue
        for value in _unpacked(item.value):
            yield _entry(value, Where(source.name, item.line, index))
            index += 1
    fault = source.fault()
    if fault:
        yield Skipped(Where(source.name, line, index), f"is followed by nothing that can be read: {fault}")


def _items(chunks: Iterator[str]) -> Iterator[Found | Broken]:
    first = next(chunks, "")
    whole = chain([first], chunks)
    if athena.is_header(first.partition("\n")[0].rstrip("\r")):
        return athena.rows(_lines(whole))
    return iter(Splitter(whole))


def _lines(chunks: Iterator[str]) -> Iterator[str]:
    rest = ""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split("\n")
        yield from (f"{line}\n" for line in lines)
        if len(rest) > LARGEST:
            yield rest
            rest = ""
    if rest:
        yield rest


def _unpacked(value: Any) -> Iterator[Any]:
    """Yield the records in a file on one line, in what lookup-events gives, in an event of EventBridge."""
    if isinstance(value, dict):
        for key in ("Records", "Events"):
            if isinstance(value.get(key), list):
                for inner in value[key]:
                    yield from _unpacked(inner)
                return
        detail = value.get("detail")
        if isinstance(detail, dict) and cloudtrail.is_record(detail):
            value = detail
        elif isinstance(value.get("CloudTrailEvent"), str):
            value = _inner(value["CloudTrailEvent"])
    yield value


def _inner(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _entry(value: Any, where: Where) -> Entry:
    if not isinstance(value, Mapping):
        return Skipped(where, _NEITHER)
    if cloudtrail.is_record(value):
        return cloudtrail.call(value, where)
    if "action" in value:
        return jsonlines.call(value, where)
    if "digestS3Bucket" in value:
        return Skipped(where, _DIGEST)
    return Skipped(where, _NEITHER)
