"""From a file to its calls, in whatever form: recognised by how it begins, read entry by entry."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from . import cloudtrail, columns, csv_rows, jsonlines, wrappings
from .call import Entry, Skipped, Where
from .inputs import Opened
from .json_stream import LARGEST, Broken, Found, Splitter

_NEITHER = "is neither a call nor a record of CloudTrail"
_DIGEST = "is a digest of CloudTrail, which lists log files and holds no calls"
_PARQUET = "is Parquet, which is not supported; query it, for example with Athena, and give JSON or CSV"
# What an export of CloudWatch Logs, and aws logs tail, write before each record: its time, and its stream.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ][0-9:.,]+(?:Z|[+-]\d\d:?\d\d)?\s+(?:[^\s{]+\s+)?(?=\{)")


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
        for value in wrappings.records(item.value):
            yield _entry(value, Where(source.name, item.line, index))
            index += 1
    fault = source.fault()
    if fault:
        yield Skipped(Where(source.name, line, index), f"is followed by nothing that can be read: {fault}")


def _items(chunks: Iterator[str]) -> Iterator[Found | Broken]:
    first = next(chunks, "")
    whole = chain([first], chunks)
    if first.startswith("PAR1"):
        return iter([Broken(1, _PARQUET)])
    head = first.lstrip().partition("\n")[0].rstrip("\r")
    if csv_rows.is_header(head):
        return csv_rows.rows(_lines(whole))
    if _STAMP.match(head):
        return iter(Splitter(_STAMP.sub("", line, count=1) for line in _lines(whole)))
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


def _entry(value: Any, where: Where) -> Entry:
    if not isinstance(value, Mapping):
        return Skipped(where, _NEITHER)
    if cloudtrail.is_record(value):
        if columns.FAULT in value:
            return Skipped(where, str(value[columns.FAULT]))
        return cloudtrail.call(value, where)
    if "action" in value:
        return jsonlines.call(value, where)
    if "digestS3Bucket" in value:
        return Skipped(where, _DIGEST, broken=False)
    return Skipped(where, _NEITHER)
