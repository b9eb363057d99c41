"""The CSV that Athena gives for a table over CloudTrail, row by row as records of CloudTrail.

Columns are in lower case and may be any of the table's. Athena prints a struct as ``{type=…, arn=…}``.
Source: "Query AWS CloudTrail logs" (https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html).
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .json_stream import Broken, Found

# Columns that are plain text, as CloudTrail spells them.
_TEXTS = {
    "eventsource": "eventSource",
    "eventname": "eventName",
    "eventtime": "eventTime",
    "eventtype": "eventType",
    "awsregion": "awsRegion",
    "sourceipaddress": "sourceIPAddress",
    "useragent": "userAgent",
    "recipientaccountid": "recipientAccountId",
    "vpcendpointid": "vpcEndpointId",
    "errorcode": "errorCode",
}
_OBJECTS = {"requestparameters": "requestParameters", "responseelements": "responseElements"}
_NEEDED = frozenset(("eventsource", "eventname"))

_IDENTITY = {
    "type": "type",
    "principalid": "principalId",
    "arn": "arn",
    "accountid": "accountId",
    "invokedby": "invokedBy",
    "username": "userName",
    "mfaauthenticated": "mfaAuthenticated",
    "sessioncontext": "sessionContext",
    "sessionissuer": "sessionIssuer",
}
_PAIR = re.compile(r"(\w+)=([^{}\[\],]*)")
_ARN = re.compile(r'arn"?\s*[=:]\s*"?(arn:[^,}\]"\s]+)', re.IGNORECASE)
_ISSUER = re.compile(r"sessionissuer=\{([^}]*)\}")


def is_header(line: str) -> bool:
    """Return whether ``line`` names the columns of such a table."""
    try:
        row = next(csv.reader([line]), [])
    except csv.Error:
        return False
    return _NEEDED.issubset(name.strip().lower() for name in row)


def rows(lines: Iterator[str]) -> Iterator[Found | Broken]:
    """Yield a record for every row of ``lines``, the first of which is the header."""
    reader = csv.reader(lines)
    header = [name.strip().lower() for name in next(reader, [])]
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(line, f"is no CSV: {error}")
            continue
        if not row:
            continue
        if len(row) != len(header):
            yield Broken(line, f"has {len(row)} columns where the header has {len(header)}")
            continue
        yield Found(line, _record(dict(zip(header, row, strict=True))))


def _record(row: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {name: row[column] for column, name in _TEXTS.items() if row.get(column)}
    record.setdefault("eventSource", "")
    record.setdefault("eventName", "")
    for column, name in _OBJECTS.items():
        record[name] = _object(row.get(column, ""))
    record["userIdentity"] = identity(row.get("useridentity", "")) | _flat(row)
    record["resources"] = [{"ARN": arn} for arn in _ARN.findall(row.get("resources", ""))]
    return record


def _object(text: str) -> Any:
    """Return the parameters of a row, which are JSON as CloudTrail has them, or nothing."""
    if not text.startswith("{"):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def identity(text: str) -> dict[str, Any]:
    """Return the ``userIdentity`` of a struct as Athena prints it, or as JSON."""
    given = _object(text)
    if isinstance(given, dict) and given:
        return _spelt(given)
    issuer = _ISSUER.search(text)
    outer = _ISSUER.sub("", text).partition("sessioncontext={")
    who = _known(_PAIR.findall(outer[0] + outer[2].partition("}}")[2]))
    session: dict[str, Any] = {}
    if issuer:
        session["sessionIssuer"] = _known(_PAIR.findall(issuer[1]))
    attributes = _known(_PAIR.findall(outer[2]))
    if "mfaAuthenticated" in attributes:
        session["attributes"] = {"mfaAuthenticated": attributes["mfaAuthenticated"]}
    return {**who, "sessionContext": session}


def _spelt(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        _IDENTITY.get(key.lower(), key): _spelt(value) if isinstance(value, dict) else value
        for key, value in given.items()
    }


def _known(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {_IDENTITY[key]: value for key, value in pairs if key in _IDENTITY and value not in ("", "null")}


def _flat(row: Mapping[str, str]) -> dict[str, Any]:
    """Return parts of the identity that a query gave columns of their own, as ``useridentity.arn``."""
    named = {
        column.removeprefix("useridentity."): value
        for column, value in row.items()
        if "useridentity." in column
    }
    return _known(list(named.items()))
