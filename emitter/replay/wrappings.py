"""Records of CloudTrail, taken out of what services and log tools wrap around them.

* ``Records`` of a log file, of an SNS or SQS event of Lambda, of Kinesis: "CloudTrail log file examples"
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html);
* ``Events`` of lookup-events (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html),
  ``detail`` of EventBridge, ``QueryResultRows`` of CloudTrail Lake
  (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html);
* ``logEvents`` of a subscription, and its ``awslogs``
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html), ``events`` of
  filter-log-events, ``results`` of Logs Insights
  (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html);
* ``Message`` of SNS, ``Messages`` and ``Body`` of SQS;
* ``_1`` and the like of S3 Select; ``result``, ``_raw`` and ``event`` of Splunk; ``hits`` and ``_source`` of
  Elastic, whose ``event.original`` is the record, or whose fields are (:mod:`~.elastic`); the OCSF of
  Security Lake (:mod:`~.ocsf`).
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from . import columns, elastic, ocsf

# Deeper than any wrapping in a wrapping; and the largest text that compressed data may become.
_DEEPEST = 12
_LARGEST = 32 << 20

# Keys that hold records or wrapped records, the outermost first.
_HOLDING = (
    "Records",
    "Events",
    "events",
    "logEvents",
    "Messages",
    "hits",
    "_source",
    "detail",
    "CloudTrailEvent",
    "Sns",
    "Message",
    "Body",
    "body",
    "awslogs",
    "kinesis",
    "message",
    "@message",
    "_raw",
    "result",
    "event",
    "original",
    "records",
)
_PACKED = "data"
_RECORD = re.compile(r"\s*\{(?=.*\"eventName\")", re.DOTALL)
_GZIP = b"\x1f\x8b"


def records(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield what ``value`` wraps: records of CloudTrail, calls, and what is neither, as it is."""
    found = _inside(value) if depth < _DEEPEST else None
    if found is None:
        yield value
    else:
        for inner in found:
            yield from records(inner, depth + 1)


def _inside(value: Any) -> Iterator[Any] | list[Any] | None:
    """Return the values that ``value`` wraps; ``None`` when it wraps none."""
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        text = value.lstrip()[:1]
        return _parsed(value) if text and text in '{["' else None
    if not isinstance(value, dict) or ("eventSource" in value and "eventName" in value) or _is_call(value):
        return None
    if ocsf.is_event(value):
        return [ocsf.record(value)]
    if elastic.is_event(value):
        return [elastic.record(value)]
    return _rows(value) or _held(value)


def _is_call(value: Mapping[str, Any]) -> bool:
    """Return whether ``value`` is a call as a line of JSON; an event of Elastic has an action too."""
    return "action" in value and not isinstance(value.get("original"), str)


def _rows(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the rows of what CloudTrail Lake or Logs Insights found."""
    rows = value.get("QueryResultRows")
    if isinstance(rows, list):
        return [_row(columns.merged(row)) for row in rows]
    rows = value.get("results")
    return [_fields(row) for row in rows] if isinstance(rows, list) else None


def _held(value: Mapping[str, Any]) -> list[Any] | None:
    for key in _HOLDING:
        inner = value.get(key)
        if isinstance(inner, (dict, list)) or (isinstance(inner, str) and inner.lstrip()[:1] in ("{", "[")):
            return [inner] if not isinstance(inner, list) else inner
    packed = value.get(_PACKED)
    if isinstance(packed, str):
        return _unpacked(packed)
    if len(value) == 1:
        # S3 Select names a column that a query gives no name: _1.
        (only,) = value.values()
        if isinstance(only, (dict, list)):
            return [only] if isinstance(only, dict) else only
    lower = {key.lower() for key in value}
    if lower >= columns.NEEDED:
        return [columns.record(value)]
    # A query gives a column whatever name it likes.
    texts = [text for text in value.values() if isinstance(text, str) and _RECORD.match(text)]
    return texts or None


def _row(row: dict[str, Any]) -> Any:
    """Return a row of CloudTrail Lake: columns of a record, or a record in one, as eventJson."""
    return columns.record(row) if _lower(row) >= columns.NEEDED else row


def _fields(row: Any) -> Any:
    """Return a result of Logs Insights, whose fields are objects with ``field`` and ``value``."""
    if not isinstance(row, list):
        return row
    named = {one.get("field"): one.get("value") for one in row if isinstance(one, dict)}
    return named.get("@message", columns.record(named) if _lower(named) >= columns.NEEDED else named)


def _lower(named: Mapping[Any, Any]) -> set[str]:
    return {key.lower() for key in named if isinstance(key, str)}


def _parsed(text: str) -> list[Any] | None:
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        return None


def _unpacked(text: str) -> list[Any] | None:
    """Return the JSON in ``text``, base64 of it or of its gzip, as subscriptions and Kinesis give it."""
    try:
        data = base64.b64decode(text, validate=True)
        if data.startswith(_GZIP):
            data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _LARGEST)
        return _parsed(data.decode())
    except (binascii.Error, zlib.error, ValueError):
        return None
