"""Files that are not read: why, and whether they may hold policies for all that they show."""

import codecs
import os
import re

from ..errors import EmitError, FormatError
from .json_tree import JsonError, OnePlace, read_json
from .tree import Mapping, Node, Scalar, Sequence

# What a file has in it that could hold a policy, were it whole.
_MARKS = re.compile(
    rb"AWSTemplateFormatVersion|AWS::IAM::|aws_iam_|aws_organizations_policy|iamRoleStatements|"
    rb"[\"']Statement\\?[\"']|^[\t -]*Statement[\t ]*[:=]",
    re.MULTILINE,
)
_STATEMENT = (re.compile(rb"\bStatement[\\\"']*+\s*+:"), re.compile(rb"\bEffect[\\\"']*+\s*+:"))
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What programs fill in: Jinja, Go, ERB, cookiecutter, Terraform's templatefile where JSON wants a value.
_FILLED = re.compile(r"\{\{-?|\{%|<%|[:\[,]\s*\$\{|%\{")

# What ends the names of files in which people write no policies, but what makes some.
_LANGUAGES = {
    ".csv": "CSV",
    ".go": "Go",
    ".html": "HTML",
    ".js": "JavaScript",
    ".md": "Markdown",
    ".py": "Python",
    ".sh": "a shell script",
    ".toml": "TOML",
    ".ts": "TypeScript",
    ".xml": "XML",
}


class FormError(FormatError):
    """A file is well-formed, and of no form that is read; ``holds`` is whether a policy stands in it."""

    holds = False


class StatementsError(FormError):
    """A file holds policy statements in a form that is not read."""

    holds = True


def form_error(node: Node, name: str) -> FormError:
    """Return the error for the file ``name``, which is none of the forms for all that ``node`` shows."""
    if _is_recorded(node):
        return FormError(name, "holds recorded calls, and no policy", "emit replay reads them")
    if _has_statement(node):
        what, remedy = "has policy statements in a form that is not read", "put them into a file of their own"
        return StatementsError(name, what, f"{remedy}, or leave it out (--exclude)")
    if not isinstance(node, Mapping) and (language := language_of(name)):
        return FormError(name, *_of_language(name, language))
    remedy = "name a file that holds one" if isinstance(node, Mapping) else "it has to be an object"
    return FormError(name, "is no CloudFormation, Terraform or policy document", remedy)


def language_of(name: str) -> str | None:
    """Return the language of the file ``name`` when it is none in which policies are written."""
    return _LANGUAGES.get(os.path.splitext(name)[1].lower())


def language_error(name: str, language: str) -> FormatError:
    """Return the error for the file ``name``, which is in ``language`` and is neither JSON nor YAML."""
    return FormatError(name, *_of_language(name, language))


def _of_language(name: str, language: str) -> tuple[str, str]:
    is_configuration = os.path.basename(name) == "emit.toml"
    remedy = (
        "name the folder out, or an environment with --env"
        if is_configuration
        else "name a file that holds one"
    )
    return f"is {language}, not a template or policy", remedy


def is_template(text: str) -> bool:
    """Return whether ``text``, which is neither JSON nor YAML, looks as if a program made that of it."""
    return _FILLED.search(text) is not None


def template_error(where: str) -> FormatError:
    """Return the error for a template of another program."""
    what = "is a template of another program"
    return FormatError(where, what, "render it and lint the result, or leave it out (--exclude)")


def could_hold_policies(data: bytes) -> bool:
    """Return whether ``data``, which is of no form that can be read, looks as if it was meant to be."""
    return _MARKS.search(_plain(data)) is not None


def is_unread(error: EmitError, data: bytes) -> bool:
    """Return whether ``data``, which could not be read for ``error``, may hold policies for all it shows.

    What is well-formed has to have a statement in it: only to speak of policies is none.
    """
    return error.holds if isinstance(error, FormError) else could_hold_policies(data)


def holds_statement(data: bytes) -> bool:
    """Return whether ``data`` shows a policy statement, in whatever language."""
    plain = _plain(data)
    return all(mark.search(plain) for mark in _STATEMENT)


def _plain(data: bytes) -> bytes:
    return data.decode("utf-16", "replace").encode("utf-8", "replace") if data.startswith(_UTF16) else data


def _is_recorded(node: Node) -> bool:
    """Return whether ``node`` is a record of CloudTrail, or a list of them, alone or under a key."""
    if isinstance(node, Mapping):
        lists = (_first(inner) for _, inner in node.entries if isinstance(inner, Sequence))
        return _wraps_record(node) or any(map(_is_record, lists))
    return isinstance(node, Sequence) and _wraps_record(_first(node))


def _first(node: Sequence) -> Node | None:
    return node.items[0] if node.items else None


def _wraps_record(node: Node | None) -> bool:
    """Return whether ``node`` is a record, or holds one as events of Amazon EventBridge do."""
    inner = node.entries if isinstance(node, Mapping) else ()
    return _is_record(node) or any(_is_record(one) for _, one in inner)


def _is_record(node: Node | None) -> bool:
    return (
        isinstance(node, Mapping)
        and node.get("eventSource") is not None
        and node.get("eventName") is not None
    )


def _has_statement(node: Node) -> bool:
    """Return whether a policy document stands anywhere in ``node``, also as JSON in a text."""
    left = [node]
    while left:
        one = left.pop()
        if isinstance(one, Scalar):
            left += _in_text(one)
        elif isinstance(one, Sequence):
            left += one.items
        else:
            statements = one.get("Statement")
            if statements is not None and any(map(_has_effect, _listed(statements))):
                return True
            left += (inner for _, inner in one.entries)
    return False


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def _has_effect(node: Node) -> bool:
    return isinstance(node, Mapping) and node.get("Effect") is not None


def _in_text(one: Scalar) -> tuple[Node, ...]:
    """Return the object that a text is as JSON, if it speaks of statements."""
    text = one.text.strip()
    if not (text.startswith("{") and '"Statement"' in text):
        return ()
    try:
        return (read_json(text, OnePlace(one.place)),)
    except JsonError:
        return ()
