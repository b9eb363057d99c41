"""What an environment for many accounts has besides its templates: files of accounts, or stack sets."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..aws.quotas import TEMPLATE_BODY
from ..aws.regions import PARTITION_OF
from ..errors import ConfigurationError, ErrorCollector
from ..messages import nearest
from ..template.assembly import Assembly
from ..template.formats import load_format
from ..template.stack_set import StackSetSettings, stack_set_template
from .account_files import Fleet, GitSync, OpenTemplate, fleet
from .accounts import Account, read_accounts
from .config import Config, EnvironmentTable
from .generate import Generated
from .made_names import made_names
from .toml import decoded

_UNIT = re.compile(r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|r-[0-9a-z]{4,32}")
_STACK_SET = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")
_FOLDER = re.compile(r"\.|[\w.-]+(?:/[\w.-]+)*")
# What the name of a template ends in that makes a stack set.
STACK_SET = ".stack-set.yaml"
# The one format in which a template holds another.
_FORMAT = "cloudformation"


class StackSetTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[environments.X.stack_set]``, as written."""

    organizational_units: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    auto_deployment: bool = True
    retain_stacks: bool = False
    delegated_admin: bool = False
    name: str | None = None


class Made(NamedTuple):
    """The files of one target, by format, and what they were made of."""

    target: str
    paths: Mapping[str, Path]
    generated: Generated


class _Environment(NamedTuple):
    config: Config
    name: str
    table: EnvironmentTable
    errors: ErrorCollector

    def report(self, key: str, what: str, remedy: str) -> None:
        self.errors.add(ConfigurationError(self.config.located(self.name, key), what, remedy))


def accounts_of(
    config: Config, name: str, table: EnvironmentTable, made: Sequence[Made], errors: ErrorCollector
) -> tuple[Fleet, Sequence[Account]] | None:
    """Return what the files of the accounts of the environment ``name`` are made of, and the accounts.

    ``made`` are its templates, and ``errors`` takes what is wrong. Returns ``None`` when it has no accounts.
    Raises :class:`~emitter.errors.ConfigurationError`.
    """
    environment = _Environment(config, name, table, errors)
    if table.accounts is None:
        if table.git_sync is not None:
            environment.report("git_sync", "has no effect without accounts", "leave it out")
        return None
    if not table.accounts:
        environment.report("accounts", "'' is not a file", "name one beside this one, as accounts.csv")
        return None
    for key in ("account", "stack_set"):
        if getattr(table, key) is not None:
            environment.report(key, "cannot be combined with accounts", "leave one of them out")
    git_sync = None
    if table.git_sync is not None:
        if not _FOLDER.fullmatch(table.git_sync) or ".." in table.git_sync.split("/"):
            remedy = "name the folder of emit.toml in its repository; . is the root"
            environment.report("git_sync", f"{table.git_sync!r} is not a folder of a repository", remedy)
        git_sync = GitSync(config.path.parent, table.git_sync, table.tags)
    templates = [
        OpenTemplate(one.target, one.generated.assembly.parameters, one.generated.assembly.labels, one.paths)
        for one in made
    ]
    accounts = read_accounts(config.path.parent / table.accounts, errors)
    command = f"emit build --env {name}"
    made_of = fleet(accounts, templates, config.out / name, command=command, git_sync=git_sync)
    return made_of, accounts.accounts


def account_numbers(config: Config, table: EnvironmentTable) -> Sequence[str]:
    """Return the accounts of the environment that ``table`` is, as far as they are known.

    Raises :class:`~emitter.errors.ConfigurationError` when the file of them cannot be read.
    """
    if table.accounts:
        read = read_accounts(config.path.parent / table.accounts, ErrorCollector())
        return [account.number for account in read.accounts]
    return [table.account] if table.account else []


def stack_sets(
    config: Config, name: str, table: EnvironmentTable, made: Sequence[Made], errors: ErrorCollector
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of the stack set of each of ``made``, templates of the environment ``name``.

    ``errors`` takes what is wrong.
    """
    if table.stack_set is not None:
        yield from _stack_sets(_Environment(config, name, table, errors), table.stack_set, made)


def _stack_sets(
    environment: _Environment, written: dict[str, object], made: Sequence[Made]
) -> Iterator[tuple[Path, str]]:
    config, name, table, errors = environment
    before = len(errors)

    def at(key: str) -> str:
        return config.located(name, f"stack_set.{key}" if key else "stack_set")

    settings = decoded(at, written, StackSetTable, errors)
    _check(environment, settings, written)
    if len(errors) > before:
        return
    for one in made:
        body = one.generated.texts[_FORMAT]
        stack_set = StackSetSettings(
            f"{settings.name or name.replace('_', '-').replace('.', '-')}-{one.target}",
            settings.organizational_units,
            settings.regions,
            settings.auto_deployment,
            settings.retain_stacks,
            settings.delegated_admin,
        )
        for what, remedy in _unfit(one, stack_set, len(body.encode())):
            environment.report(f"targets.{one.target}", what, remedy)
            break
        else:
            description = str(one.generated.assembly.template.description)
            template = stack_set_template(body, stack_set, description, table.tags)
            assembly = Assembly(template, one.generated.assembly.label, one.generated.assembly.command)
            path = one.paths[_FORMAT]
            yield path.with_name(one.target + STACK_SET), load_format(_FORMAT).render(assembly)


def _check(environment: _Environment, settings: StackSetTable, written: Container[str]) -> None:
    """Report what is wrong with ``settings``, of which the keys ``written`` are given."""

    def report(key: str, what: str, remedy: str) -> None:
        environment.report(f"stack_set.{key}" if key else "stack_set", what, remedy)

    if environment.table.account is not None:
        environment.report("account", "cannot be combined with stack_set", "leave one of them out")
    if _FORMAT not in environment.config.formats:
        report("", f"needs the format {_FORMAT}", f'add "{_FORMAT}" to formats')
    # What is given and is empty was of a wrong type.
    if "organizational_units" not in written:
        report("organizational_units", "required", "give the id of one, as ou-ab12-11111111")
    for unit in settings.organizational_units:
        if not _UNIT.fullmatch(unit):
            report("organizational_units", f"{unit!r} is not the id of one", "it is like ou-ab12-11111111")
    if "regions" not in written:
        report("regions", "required", "give one: IAM is the same in all of them")
    for region in settings.regions:
        if region not in PARTITION_OF:
            report("regions", f"unknown Region {region!r}", nearest(region, PARTITION_OF))
    if settings.retain_stacks and not settings.auto_deployment:
        report("retain_stacks", "has no effect without auto_deployment", "leave it out")


def _unfit(made: Made, settings: StackSetSettings, size: int) -> Iterator[tuple[str, str]]:
    """Yield why a template cannot be that of a stack set, and what to do."""
    if not _STACK_SET.fullmatch(settings.name):
        what = f"{settings.name!r} is not a name of a stack set"
        yield what, "give stack_set.name, which has letters, digits and -, and begins with a letter"
    if size > TEMPLATE_BODY:
        what = f"{size:,} bytes; a template in a stack set has at most {TEMPLATE_BODY:,}"
        yield what, "turn features off, or give the target an environment without stack_set"
    if len(settings.regions) > 1:
        for one in made_names(made.generated.assembly, "", made.target):
            if "{region}" not in one.name and not one.attaches:
                what = f"makes {one.kind} {one.name} in each of {len(settings.regions)} Regions"
                yield what, "IAM is the same in all of them: give one, or names with {region}"
    for parameter in made.generated.assembly.parameters:
        if parameter.group == "Names" and len(settings.regions) > 1:
            yield f"leaves {parameter.title} open, which is one for all Regions", "give it, with {region}"
        if parameter.default is None:
            yield f"leaves {parameter.title} open, without a default", f"give {parameter.key}"
