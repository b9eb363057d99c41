"""What a template that is open for many accounts is given in each: parameter files, and those of Git sync.

Sources: "Specifying parameters in a file" of ``aws cloudformation deploy``
(https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html), "Stack deployment file"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync-concepts-terms.html) and "Variable
Definitions Files" (https://developer.hashicorp.com/terraform/language/values/variables).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..compiler.deployment import TemplateParameter
from ..errors import ConfigurationError
from ..messages import nearest
from ..template.marker import note
from .accounts import Account, Accounts
from .files import ACCOUNTS

_CLOUDFORMATION = ("cloudformation", "cloudformation-json")
_TERRAFORM = ("terraform", "terraform-hcl")
# Below a target in emit.toml, and a column without it.
_VALUES = "values."


class OpenTemplate(NamedTuple):
    """The template of ``target`` with what it leaves open: ``labels`` are the names of Terraform's variables.

    ``paths`` are its files by format.
    """

    target: str
    parameters: tuple[TemplateParameter, ...]
    labels: Mapping[str, str]
    paths: Mapping[str, Path]


class GitSync(NamedTuple):
    """How a deployment file of Git sync names templates: by their paths in the repository.

    ``root`` is the folder of ``emit.toml`` on this machine, ``folder`` the same in the repository.
    """

    root: Path
    folder: str
    tags: Mapping[str, str]


class _Column(NamedTuple):
    """A parameter of the template of ``target``, and the columns that may give it, in their order."""

    parameter: TemplateParameter
    target: str
    names: tuple[str, ...]


def account_files(
    folder: Path,
    accounts: Accounts,
    templates: Sequence[OpenTemplate],
    command: str,
    git_sync: GitSync | None = None,
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of each file of ``accounts``, for ``templates`` whose files are in ``folder``.

    ``command`` makes them again. Raises :class:`~emitter.errors.ConfigurationError` with the line of a value
    that is missing, that no template takes, or that cannot stand in an ARN.
    """
    columns = {template.target: tuple(_columns(accounts, template)) for template in templates}
    _check_columns(accounts, columns)
    head = note(command)
    for account in accounts.accounts:
        given = {target: dict(_given(accounts, account, some)) for target, some in columns.items()}
        base = folder / ACCOUNTS / account.number
        variables: dict[str, str | list[str]] = {}
        for template in templates:
            values = given[template.target]
            formats = [name for name in _CLOUDFORMATION if name in template.paths]
            if formats:
                yield (
                    base.with_name(f"{base.name}.{template.target}.parameters.json"),
                    _overrides(head, values),
                )
            if formats and git_sync is not None:
                text = _deployment(head, template.paths[formats[0]], values, git_sync)
                yield base.with_name(f"{base.name}.{template.target}.deployment.yaml"), text
            lists = {parameter.title for parameter in template.parameters if parameter.many}
            variables |= {
                template.labels[title]: [value] if title in lists else value
                for title, value in values.items()
            }
        if any(name in template.paths for template in templates for name in _TERRAFORM):
            text = json.dumps({"//": list(head)} | variables, indent=2, ensure_ascii=False) + "\n"
            yield base.with_name(f"{base.name}.tfvars.json"), text


def _columns(accounts: Accounts, template: OpenTemplate) -> Iterator[_Column]:
    for parameter in template.parameters:
        known = parameter.key.removeprefix(_VALUES)
        own = f"{parameter.target.replace('_', '-')}.{known}" if parameter.target else ""
        names = tuple(name for name in (own, known) if name and name in accounts.columns)
        if not names and parameter.default is None:
            raise ConfigurationError(
                f"{accounts.path}:1",
                f"has no column {known}, which {template.target} requires",
                f"add it, or give {parameter.key} in emit.toml",
            )
        yield _Column(parameter, template.target, names)


def _check_columns(accounts: Accounts, columns: Mapping[str, Sequence[_Column]]) -> None:
    """Raise an error for the first column that no template takes."""
    used = {name for some in columns.values() for one in some for name in one.names}
    for name in accounts.columns:
        if name not in used:
            parameters = [one.parameter for some in columns.values() for one in some]
            known = sorted({one.key.removeprefix(_VALUES) for one in parameters if one.key})
            what = f"column {name} is no value that a template leaves open"
            raise ConfigurationError(f"{accounts.path}:1", what, nearest(name, known))


def _given(accounts: Accounts, account: Account, columns: Sequence[_Column]) -> Iterator[tuple[str, str]]:
    """Yield the title of each parameter that ``account`` gives, with its value."""
    for parameter, target, names in columns:
        name = next((name for name in names if name in account.values), None)
        if name is None:
            if parameter.default is None:
                where = f"{accounts.path}:{account.line}: {names[0]}"
                what = f"is empty, and {target} requires it"
                raise ConfigurationError(where, what, f"give {parameter.summary}")
            continue
        where = f"{accounts.path}:{account.line}: {name}"
        values = account.values[name]
        if len(values) > 1:
            raise ConfigurationError(where, f"{len(values)} values given, only one is allowed", "give one")
        for value in values:
            if not re.fullmatch(parameter.pattern, value):
                raise ConfigurationError(where, f"{value!r} is not valid", parameter.syntax.rule)
        yield parameter.title, values[0]


def _overrides(head: Sequence[str], values: Mapping[str, str]) -> str:
    """Return ``values`` as ``--parameter-overrides`` takes them from a file, which passes over what is no
    parameter of the template.
    """
    lines = [*(f"//={line}" for line in head), *(f"{title}={value}" for title, value in values.items())]
    return json.dumps(lines, indent=2, ensure_ascii=False) + "\n"


def _deployment(head: Sequence[str], template: Path, values: Mapping[str, str], git_sync: GitSync) -> str:
    below = template.relative_to(git_sync.root).as_posix()
    path = below if git_sync.folder == "." else f"{git_sync.folder}/{below}"
    lines = [*(f"# {line}" for line in head), f"template-file-path: {_quoted(path)}"]
    for key, table in (("parameters", values), ("tags", git_sync.tags)):
        pairs = [f"  {_quoted(name)}: {_quoted(value)}" for name, value in table.items()]
        lines += [f"{key}:", *pairs] if pairs else [f"{key}: {{}}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return ``text``, all of whose signs can be seen, in quotes: JSON, and YAML."""
    return json.dumps(text, ensure_ascii=False)
