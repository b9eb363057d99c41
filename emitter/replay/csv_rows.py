"""CSV with a record of CloudTrail a row: of Athena, CloudTrail Lake, Logs Insights and Splunk.

The console's CSV of the event history has no request parameters, so that nothing in it can be replayed.
Sources: "Query AWS CloudTrail logs" (https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html),
"Downloading events"
(https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html).
"""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from . import columns
from .json_stream import Broken, Found

# Columns that hold a whole record as JSON.
_WHOLE = ("@message", "message", "_raw", "cloudtrailevent", "eventjson", "detail")
_CONSOLE = frozenset(("event name", "event source"))
_NO_PARAMETERS = (
    "is the CSV of the console's event history, which has no request parameters; download the history as"
    " JSON (Event history, Download events, JSON), or run aws cloudtrail lookup-events"
)


def is_header(line: str) -> bool:
    """Return whether ``line`` names the columns of such a table."""
    names = frozenset(_names(line))
    return names >= columns.NEEDED or names >= _CONSOLE or (len(names) > 0 and not names.isdisjoint(_WHOLE))


def _names(line: str) -> list[str]:
    if line.lstrip()[:1] in ("{", "["):
        return []
    try:
        row = next(csv.reader([line]), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in row]


def rows(lines: Iterator[str]) -> Iterator[Found | Broken]:
    """Yield a record for every row of ``lines``, the first of which is the header."""
    reader = csv.reader(lines)
    header = [name.strip().lower() for name in next(reader, [])]
    if frozenset(header) >= _CONSOLE:
        yield Broken(1, _NO_PARAMETERS)
        return
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(line, f"is not valid CSV: {error}")
            continue
        if not row:
            continue
        if len(row) != len(header):
            yield Broken(line, f"has {len(row)} columns where the header has {len(header)}")
            continue
        yield _row(line, dict(zip(header, row, strict=True)))


def _row(line: int, row: Mapping[str, str]) -> Found | Broken:
    if not row.keys() >= columns.NEEDED:
        text: Any = next((row[name] for name in _WHOLE if row.get(name)), "")
        return Found(line, text)
    record = columns.record(row)
    if columns.FAULT in record:
        return Broken(line, record[columns.FAULT])
    return Found(line, record)
