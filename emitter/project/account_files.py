"""What a template that is open for many accounts is given in each: parameter files, and those of Git sync.

Sources: "Specifying parameters in a file" of ``aws cloudformation deploy``
(https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html), "Stack deployment file"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync-concepts-terms.html) and "Variable
Definitions Files" (https://developer.hashicorp.com/terraform/language/values/variables).
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..compiler.deployment import TemplateParameter
from ..errors import ConfigurationError, ErrorCollector
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


class Fleet(NamedTuple):
    """What the files of all accounts in the file ``source`` are made of.

    ``templates`` have their files in ``folder``, ``columns`` are those of each target, and ``head`` stands on
    top of every file.
    """

    source: Path
    folder: Path
    templates: tuple[OpenTemplate, ...]
    columns: Mapping[str, tuple[_Column, ...]]
    head: tuple[str, ...]
    git_sync: GitSync | None = None


def fleet(
    accounts: Accounts,
    templates: Sequence[OpenTemplate],
    folder: Path,
    *,
    command: str,
    git_sync: GitSync | None = None,
) -> Fleet:
    """Return what :func:`account_files` takes; ``command`` makes the files again.

    Raises :class:`~emitter.errors.EmitError` with every column that is missing, and every one that no
    template takes.
    """
    errors = ErrorCollector()
    columns = {template.target: tuple(_columns(accounts, template, errors)) for template in templates}
    _check_columns(accounts, columns, errors)
    errors.raise_all()
    return Fleet(accounts.path, folder, tuple(templates), columns, note(command), git_sync)


def account_files(
    fleet: Fleet, account: Account, only: Sequence[str], errors: ErrorCollector
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of each file of ``account``, with ``only`` some targets those of these and of all.

    ``errors`` takes a :class:`~emitter.errors.ConfigurationError` with the line of each value that is missing
    or cannot stand in an ARN.
    """
    # Joined as text: a path for each step would cost more than the file.
    base = os.path.join(fleet.folder, ACCOUNTS, account.number)
    variables: dict[str, str | list[str]] = {}
    for template in fleet.templates:
        values = dict(_given(fleet.source, account, fleet.columns[template.target], errors))
        formats = [name for name in _CLOUDFORMATION if name in template.paths]
        if formats and (not only or template.target in only):
            yield Path(f"{base}.{template.target}.parameters.json"), _overrides(fleet.head, values)
            if fleet.git_sync is not None:
                text = _deployment(fleet.head, template.paths[formats[0]], values, fleet.git_sync)
                yield Path(f"{base}.{template.target}.deployment.yaml"), text
        lists = {parameter.title for parameter in template.parameters if parameter.many}
        variables |= {
            template.labels[title]: [value] if title in lists else value for title, value in values.items()
        }
    if any(name in template.paths for template in fleet.templates for name in _TERRAFORM):
        text = json.dumps({"//": list(fleet.head)} | variables, indent=2, ensure_ascii=False) + "\n"
        yield Path(f"{base}.tfvars.json"), text


def _columns(accounts: Accounts, template: OpenTemplate, errors: ErrorCollector) -> Iterator[_Column]:
    for parameter in template.parameters:
        known = parameter.key.removeprefix(_VALUES)
        own = f"{parameter.target.replace('_', '-')}.{known}" if parameter.target else ""
        names = tuple(name for name in (own, known) if name and name in accounts.columns)
        if not names and parameter.default is None:
            what = f"has no column {known}, which {template.target} requires"
            remedy = f"add it, or give {parameter.key} in emit.toml"
            errors.add(ConfigurationError(f"{accounts.path}:1", what, remedy))
        yield _Column(parameter, template.target, names)


def _check_columns(
    accounts: Accounts, columns: Mapping[str, Sequence[_Column]], errors: ErrorCollector
) -> None:
    """Report each column that no template takes."""
    used = {name for some in columns.values() for one in some for name in one.names}
    for name in accounts.columns:
        if name not in used:
            parameters = [one.parameter for some in columns.values() for one in some]
            known = sorted({one.key.removeprefix(_VALUES) for one in parameters if one.key})
            what = f"column {name} is no value that a template leaves open"
            errors.add(ConfigurationError(f"{accounts.path}:1", what, nearest(name, known)))


def _given(
    source: Path, account: Account, columns: Sequence[_Column], errors: ErrorCollector
) -> Iterator[tuple[str, str]]:
    """Yield the title of each parameter that ``account``, of the file ``source``, gives, with its value."""
    for parameter, target, names in columns:
        name = next((name for name in names if name in account.values), None)
        where = f"{source}:{account.line}: {name or ''.join(names[:1])}"

        def report(what: str, remedy: str, where: str = where) -> None:
            errors.add(ConfigurationError(where, what, remedy))

        if name is None:
            if parameter.default is None:
                report(f"is empty, and {target} requires it", f"give {parameter.summary}")
            continue
        values = account.values[name]
        if len(values) > 1:
            report(f"{len(values)} values given, only one is allowed", "give one")
        for value in values:
            if not re.fullmatch(parameter.pattern, value):
                report(f"{value!r} is not valid", parameter.syntax.rule)
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
