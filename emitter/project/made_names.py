"""What an account has one of: two files that make one name, or fight over it, cannot both be deployed."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..catalogue.patterns import Hole, show
from ..errors import ConfigurationError
from ..template.assembly import Assembly, Interpolation
from .config import Config

_HOLDERS = {"Roles": "Role", "Groups": "Group", "Users": "User"}


class MadeName(NamedTuple):
    """A ``kind`` of thing (``Role``) called ``name`` that the file of ``target`` in ``environment`` makes.

    What the template fills in of its name is in braces (``piped-{region}``). ``account`` is where; it is
    empty when the environment does not fix it, or has many. Of a holder of policies it is said too whether
    the file takes away all policies but its own, or ``attaches`` some to what it does not make.
    """

    account: str
    kind: str
    name: str
    environment: str
    target: str
    exclusive: bool = False
    attaches: bool = False


def made_names(assembly: Assembly, environment: str, target: str) -> Iterator[MadeName]:
    """Yield the names that ``assembly``, the file of ``target``, makes in its account."""
    for resource in assembly.template.resources.values():
        kind = str(resource.resource_type).rpartition("::")[2]
        name = resource.properties.get("Url", resource.properties.get(f"{kind}Name"))
        if isinstance(name, Interpolation) and not any(
            isinstance(part, Hole) and part.kind == "parameter" for part in name.parts
        ):
            name = show(name.parts)
        if isinstance(name, str):
            exclusive = assembly.exclusive and kind in _HOLDERS.values()
            yield MadeName(assembly.account or "", kind, name, environment, target, exclusive)
        for attached, holder in _HOLDERS.items():
            for one in resource.properties.get(attached, ()):
                if isinstance(one, str) and kind == "ManagedPolicy":
                    yield MadeName(assembly.account or "", holder, one, environment, target, attaches=True)


class NameRegister:
    """The names of a run. IAM takes case for nothing, and has them once in an account, whatever the path.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._made: dict[tuple[str, str, str], MadeName] = {}
        self._attached: dict[tuple[str, str, str], MadeName] = {}
        # CloudFormation sees no policies but its own.
        self._takes_away = any(format.startswith("terraform") for format in config.formats)

    def add(self, made: MadeName, accounts: Iterable[str] = ()) -> Iterator[ConfigurationError]:
        """Add ``made``, in each of ``accounts`` where it is in many.

        Yields an error for each other file that makes it too, or takes policies away.
        """
        # Where the account is not fixed, it may be any: only files of the same environment surely share it.
        for account in (made.account or f"environment {made.environment}", *accounts):
            error = self._add(made, account)
            if error is not None:
                yield error

    def _add(self, made: MadeName, account: str) -> ConfigurationError | None:
        key = (account, made.kind, made.name.lower())
        if made.attaches:
            self._attached.setdefault(key, made)
            return self._fight(self._made.get(key), made)
        twin = self._made.setdefault(key, made)
        if twin is made:
            return self._fight(made, self._attached.get(key))
        if (twin.environment, twin.target) == (made.environment, made.target):
            return None
        config = self._config
        if twin.environment == made.environment:
            other = twin.target
            remedy = f'rename one, or set identity = "{twin.target}"'
        else:
            other = f"{twin.target} in {config.located(twin.environment, f'targets.{twin.target}')}"
            remedy = "rename one, for example with {env} in the name"
        return ConfigurationError(
            config.located(made.environment, f"targets.{made.target}"),
            f"makes {made.kind} {made.name}, and so does {other}",
            remedy,
        )

    def _fight(self, holder: MadeName | None, guest: MadeName | None) -> ConfigurationError | None:
        """Return the error when the file of ``holder`` takes away what that of ``guest`` attaches to it."""
        if holder is None or guest is None or not holder.exclusive or not self._takes_away:
            return None
        is_near = holder.environment == guest.environment
        shared = f'set identity = "{holder.target}" here, or ' if is_near else "set "
        return ConfigurationError(
            self._config.located(guest.environment, f"targets.{guest.target}"),
            f"attaches policies to {holder.kind} {holder.name}, and {holder.target} detaches all but its own",
            f"{shared}exclusive = false in the identity of {holder.target}",
        )
