"""Events whose actions, or what those are on, follow from their parameters and not from their names.

Sources: "Using IAM with DynamoDB transactions" and "IAM security policies with PartiQL for DynamoDB"
(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html,
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html); "CopyObject" and
"UploadPartCopy" (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html,
https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html) and, for tags, "Required permissions
for Amazon S3 API operations"
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html); "Inference
profiles" (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote

from . import apigateway
from .parameters import Parameters
from .resource import CallPlace, CallResource


class Part(NamedTuple):
    """An action that an event asks for, and what on."""

    action: str
    resource: CallResource


_Asks: TypeAlias = Callable[[Any, Parameters, CallPlace], Iterator[Part]]

# Events that copy an S3 object, or some of one, and their parameter that says which.
COPIES = frozenset({"CopyObject", "UploadPartCopy"})
COPIED = "x-amz-copy-source"

ITEM_ACTIONS = {
    "put": "dynamodb:PutItem",
    "update": "dynamodb:UpdateItem",
    "delete": "dynamodb:DeleteItem",
    "conditioncheck": "dynamodb:ConditionCheckItem",
    "get": "dynamodb:GetItem",
}
PARTIQL_VERBS = {"select": "Select", "insert": "Insert", "update": "Update", "delete": "Delete"}
# A statement of PartiQL: its verb, the table, and an index of that. Also EXISTS(SELECT …).
_STATEMENT = re.compile(
    r"\s*(?:exists\s*\(\s*)?(?P<verb>select|insert|update|delete)\b"
    r"(?:(?<=update)|.*?\b(?:from|into))\s+(?P<table>\"[^\"]+\"|[\w.-]+?)(?:\s*\.\s*(?P<index>\"[^\"]+\"|[\w-]+))?"
    r"(?=[\s);]|$)",
    re.IGNORECASE | re.DOTALL,
)
# A statement is at most 8,192 characters.
_LONGEST = 8192

# An inference profile of AWS's own is called as its model, after where it goes.
_PROFILE = re.compile(r"(?:us|us-gov|eu|apac|au|ca|jp|global)\.[a-z0-9-]+\..+")
_COPIED = re.compile(r"/?(?P<bucket>[^/]+)/(?P<key>.+?)(?:\?versionId=(?P<version>.*))?", re.DOTALL)


def parts(
    source: str, event: str, given: Any, asked: Parameters, place: CallPlace
) -> tuple[Part, ...] | None:
    """Return all that ``event`` of ``source`` asks for, if it is one of these; nothing when its record does
    not say.

    ``given`` are the request's parameters as they are, ``asked`` the same by name.
    """
    service = _service(source)
    if service == apigateway.SERVICE:
        found = apigateway.asks(event, asked, place)
        return (Part(*found),) if found else None
    asks = _EVENTS.get((service, event))
    return tuple(dict.fromkeys(asks(given, asked, place))) if asks else None


@lru_cache(maxsize=1024)
def _service(source: str) -> str:
    return source.partition(".")[0].lower().removesuffix("-runtime")


def beside(event: str, asked: Parameters, place: CallPlace) -> Iterator[Part]:
    """Yield what ``event``, one of :data:`COPIES`, asks for beside what it writes."""
    for text in asked.get(COPIED, ())[:1]:
        copied = _COPIED.fullmatch(unquote(text))
        if copied is None:
            return
        arn = f"{copied['bucket']}/{copied['key']}"
        arn = arn if arn.startswith("arn:") else f"arn:{place.partition}:s3:::{arn}"
        version = "Version" if copied["version"] else ""
        yield Part(f"s3:GetObject{version}", CallResource(arn))
        if event == "CopyObject" and "COPY" in asked.get("x-amz-tagging-directive", ()):
            yield Part(f"s3:GetObject{version}Tagging", CallResource(arn))


def _items(given: Any, asked: Parameters, place: CallPlace) -> Iterator[Part]:
    for item in _list(given, "transactItems"):
        for name, inner in item.items():
            table = inner.get("tableName") if isinstance(inner, dict) else None
            action = ITEM_ACTIONS.get(str(name).lower())
            if action and isinstance(table, str):
                yield Part(action, _table(table, "", place))


def _statements(given: Any, asked: Parameters, place: CallPlace) -> Iterator[Part]:
    for text in asked.get("statement", ()):
        match = _STATEMENT.match(text[:_LONGEST])
        if match:
            table, index = ((match[name] or "").strip('"') for name in ("table", "index"))
            yield Part(f"dynamodb:PartiQL{PARTIQL_VERBS[match['verb'].lower()]}", _table(table, index, place))


def _table(name: str, index: str, place: CallPlace) -> CallResource:
    whole = name if name.startswith("arn:") else f"{_arn('dynamodb', place)}:table/{name}"
    return CallResource(f"{whole}/index/{index}" if index else whole)


def _model(action: str) -> _Asks:
    def asks(given: Any, asked: Parameters, place: CallPlace) -> Iterator[Part]:
        for model in asked.get("modelid", ())[:1]:
            arn = f"arn:{place.partition}:bedrock:{place.region or '*'}::foundation-model/{model}"
            if _PROFILE.fullmatch(model):
                arn = f"{_arn('bedrock', place)}:inference-profile/{model}"
            yield Part(action, CallResource(model if model.startswith("arn:") else arn))

    return asks


def _arn(service: str, place: CallPlace) -> str:
    return f"arn:{place.partition}:{service}:{place.region or '*'}:{place.account or '*'}"


def _list(given: Any, name: str) -> Iterator[Mapping[str, Any]]:
    several = given.get(name) if isinstance(given, dict) else None
    for one in several if isinstance(several, list) else ():
        if isinstance(one, dict):
            yield one


_EVENTS: Mapping[tuple[str, str], _Asks] = {
    ("dynamodb", "TransactGetItems"): _items,
    ("dynamodb", "TransactWriteItems"): _items,
    ("dynamodb", "BatchExecuteStatement"): _statements,
    ("dynamodb", "ExecuteStatement"): _statements,
    ("dynamodb", "ExecuteTransaction"): _statements,
    ("bedrock", "Converse"): _model("bedrock:InvokeModel"),
    ("bedrock", "ConverseStream"): _model("bedrock:InvokeModelWithResponseStream"),
    ("bedrock", "InvokeModel"): _model("bedrock:InvokeModel"),
    ("bedrock", "InvokeModelWithResponseStream"): _model("bedrock:InvokeModelWithResponseStream"),
    ("bedrock", "StartAsyncInvoke"): _model("bedrock:InvokeModel"),
}
