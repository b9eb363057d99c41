"""What an account has one of: two files that make the same name cannot both be deployed."""

from collections.abc import Iterator
from typing import NamedTuple

from ..errors import ConfigurationError
from ..template.assembly import Assembly
from .config import Config


class MadeName(NamedTuple):
    """A ``kind`` of thing (``Role``) called ``name`` that the file of ``target`` in ``environment`` makes.

    ``account`` is where; it is empty when the environment does not fix it.
    """

    account: str
    kind: str
    name: str
    environment: str
    target: str


def made_names(assembly: Assembly, environment: str, target: str) -> Iterator[MadeName]:
    """Yield the names that ``assembly``, the file of ``target``, makes in its account."""
    for resource in assembly.template.resources.values():
        kind = str(resource.resource_type).rpartition("::")[2]
        name = resource.properties.get("Url", resource.properties.get(f"{kind}Name"))
        if isinstance(name, str):
            yield MadeName(assembly.account or "", kind, name, environment, target)


class NameRegister:
    """The names of a run. IAM takes case for nothing, and has them once in an account, whatever the path.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._made: dict[tuple[str, str, str], MadeName] = {}

    def add(self, made: MadeName) -> ConfigurationError | None:
        """Add ``made``; return the error when another file makes the same name."""
        # Where the account is not fixed, it may be any: only files of the same environment surely share it.
        account = made.account or f"environment {made.environment}"
        twin = self._made.setdefault((account, made.kind, made.name.lower()), made)
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
