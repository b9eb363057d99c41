"""Words that an author leaves in a policy for a reader to replace: ``<my-org-id>``, ``ACCOUNT_ID``."""

import re
from collections.abc import Iterator

from ..aws.wildcards import literal
from ..policy.resource_arns import arn
from ..reading.document import Document, Statement
from ..reading.values import Value

# In brackets that no ARN, ID or name of AWS has in it.
_BRACKETED = re.compile(r"<{1,2}[A-Za-z][^<>{}:/]{0,60}>{1,2}|\{\{ ?[A-Za-z][^{}]{0,60}\}\}|%[A-Z][A-Z_]+%")
# A word in place of an account ID, a Region or another ID.
_WORD = re.compile(
    r"[A-Z]+(?:[_-][A-Z]+)*[0-9]?|_+[A-Z][A-Z0-9_]*_+|[xX]{3,}|\[[A-Za-z][\w -]*\]"
    r"|(?:(?:your|my|the|some|this|other|aws)[-_]?)*(?:account|region|org|organi[sz]ation|vpc|vpce|endpoint)"
    r"(?:[-_]?(?:id|number|no|name|code))?(?:[-_]?here)?",
)
# IDs of which the kind is there, and the rest to be replaced: o-xxxxxxxxxx, vpc-example.
_UNFINISHED = re.compile(r"(?:o|ou|r|vpc|vpce)-(?:[xX]+|example|EXAMPLE|<.*>)")
_IDS = re.compile(r"aws:(?:principal|resource|source|vpce)(?:account|orgid|orgpaths|vpc|vpce)", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Return whether ``text``, which stands for an ID or a Region, is a word to be replaced."""
    return bool(_WORD.fullmatch(text) or _UNFINISHED.fullmatch(text) or _BRACKETED.search(text))


def has_placeholder(value: Value) -> bool:
    """Return whether ``value``, an ARN or another text of a policy, has a placeholder in it."""
    return next(_of_value(value), None) is not None


def placeholders(document: Document) -> Iterator[tuple[str, Value]]:
    """Yield each placeholder of ``document``, and the value that it stands in."""
    for statement in document.statements:
        for value in _arns(statement):
            yield from ((text, value) for text in _of_value(value))
        for condition in statement.conditions:
            is_id = _IDS.fullmatch(condition.key.text or "") is not None
            for value in condition.values:
                text = value.text or ""
                if is_id and is_placeholder(text):
                    yield text, value
                else:
                    yield from ((found, value) for found in _of_value(value))


def _arns(statement: Statement) -> Iterator[Value]:
    yield from statement.resources + statement.not_resources
    yield from (value for _, value in statement.principals + statement.not_principals)


def _of_value(value: Value) -> Iterator[str]:
    for part in value.parts:
        if isinstance(part, str):
            yield from _BRACKETED.findall(part)
    found = arn(value)
    if literal(found.prefix) == "arn":
        for field in (found.partition, found.region, found.account):
            text = literal(field)
            if text and _WORD.fullmatch(text) and not _BRACKETED.search(text):
                yield text
    elif (value.text or "").startswith("_") and _WORD.fullmatch(value.text or ""):
        yield value.text or ""
