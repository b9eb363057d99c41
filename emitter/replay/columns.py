"""Rows of a table over CloudTrail, of Athena or of CloudTrail Lake, as records of CloudTrail.

Columns are in any case and may be any of the table's. Both print a struct or map as ``{type=…, arn=…}``.
Sources: "Query AWS CloudTrail logs" (https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html) and
"CloudTrail Lake supported event schemas"
(https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html).
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Columns that are plain text, as CloudTrail spells them.
_TEXTS = {
    "eventsource": "eventSource",
    "eventname": "eventName",
    "eventtime": "eventTime",
    "eventtype": "eventType",
    "eventcategory": "eventCategory",
    "awsregion": "awsRegion",
    "sourceipaddress": "sourceIPAddress",
    "useragent": "userAgent",
    "recipientaccountid": "recipientAccountId",
    "vpcendpointid": "vpcEndpointId",
    "errorcode": "errorCode",
    "errormessage": "errorMessage",
}
_OBJECTS = {"requestparameters": "requestParameters", "responseelements": "responseElements"}
NEEDED = frozenset(("eventsource", "eventname"))
# The key of a record whose parameters are there and cannot be read; it says why, as a phrase.
FAULT = "unreadable"

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
_ISSUER = re.compile(r"sessionissuer=\{([^}]*)\}", re.IGNORECASE)
# Between two entries of a struct: a comma, and the name of the next.
_NAME = re.compile(r"\s*([\w.:@/-]+)=")
_NEXT = re.compile(r",\s*(?=[\w.:@/-]+=)")
_BRACKETS = re.compile(r'[][{}",]')
_CLOSING = {"{": "}", "[": "]"}
_DEEPEST = 8
# A value of CloudTrail that is absent, as both print it.
_ABSENT = ("", "null", "-")


def merged(row: Any) -> dict[str, Any]:
    """Return a row of CloudTrail Lake, which is a list of objects with one column each, as one object."""
    found: dict[str, Any] = {}
    for cell in row if isinstance(row, list) else ():
        if isinstance(cell, dict):
            found |= cell
    return found


def record(given: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the record that the row ``given`` is of."""
    row = {str(key).lower(): value for key, value in given.items() if value not in (None, "")}
    found: dict[str, Any] = {
        name: row[column] for column, name in _TEXTS.items() if row.get(column, "null") != "null"
    }
    found.setdefault("eventSource", "")
    found.setdefault("eventName", "")
    for column, name in _OBJECTS.items():
        text = row.get(column, "")
        found[name] = text if isinstance(text, dict) else _object(text)
        if found[name] is None and text not in _ABSENT and column == "requestparameters":
            found[FAULT] = "has requestParameters that are neither JSON nor a struct"
    who = row.get("useridentity", "")
    found["userIdentity"] = (_named(who) if isinstance(who, dict) else identity(who)) | _flat(row)
    listed = row.get("resources", "")
    text = listed if isinstance(listed, str) else json.dumps(listed)
    found["resources"] = [{"ARN": arn} for arn in _ARN.findall(text)]
    return found


def _object(text: str) -> Any:
    """Return the parameters in ``text``: JSON as CloudTrail has them, or a struct; else nothing."""
    if not text.startswith("{"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = struct(text)
    return found if isinstance(found, dict) else None


def struct(text: str, depth: int = 0) -> Any:
    """Return the value of a struct, list or map as Athena and CloudTrail Lake print it.

    ``{cluster=prod, tags=[{key=a, value=b}]}`` is ``{"cluster": "prod", "tags": [{"key": "a", …}]}``. A
    value that is JSON is read as that. ``None`` when brackets do not match or it has no names.
    """
    text = text.strip()
    closing = _CLOSING.get(text[:1])
    if closing is None:
        return None if text in _ABSENT else text
    if depth > _DEEPEST or not text.endswith(closing) or len(text) < 2:
        return None
    if depth:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
    pieces = _split(text[1:-1], named=text[0] == "{")
    if pieces is not None and text[0] == "[":
        return [struct(piece, depth + 1) for piece in pieces]
    return None if pieces is None else _entries(pieces, depth)


def _entries(pieces: Iterable[str], depth: int) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for piece in pieces:
        name = _NAME.match(piece)
        if name is None:
            return None
        found[name[1]] = struct(piece[name.end() :], depth + 1)
    return found


def _split(text: str, named: bool) -> list[str] | None:
    """Return the entries of ``text``, which commas part that stand in no bracket or quote."""
    open_, quoted, start, pieces = [], False, 0, []
    for match in _BRACKETS.finditer(text):
        sign, at = match[0], match.start()
        if sign == '"':
            quoted = quoted != (at == 0 or text[at - 1] != "\\")
        elif quoted:
            continue
        elif sign in _CLOSING:
            open_.append(_CLOSING[sign])
        elif sign != ",":
            if not open_ or open_.pop() != sign:
                return None
        elif not open_ and (not named or _NEXT.match(text, at)):
            pieces.append(text[start:at])
            start = at + 1
    if open_ or quoted:
        return None
    last = text[start:]
    return [*pieces, last] if last.strip() or pieces else []


def identity(text: str) -> dict[str, Any]:
    """Return the ``userIdentity`` of a struct as Athena prints it, or as JSON."""
    try:
        given = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict) and given:
        return _named(given)
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


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        _IDENTITY.get(key.lower(), key): _named(value) if isinstance(value, dict) else value
        for key, value in given.items()
    }


def _known(pairs: Iterable[Sequence[str]]) -> dict[str, Any]:
    return {
        _IDENTITY[key.lower()]: value
        for key, value in pairs
        if key.lower() in _IDENTITY and value not in ("", "null")
    }


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return parts of the identity that a query gave columns of their own, as ``useridentity.arn``."""
    return _known(
        [
            (column.removeprefix("useridentity."), value)
            for column, value in row.items()
            if "useridentity." in column and isinstance(value, str)
        ]
    )
