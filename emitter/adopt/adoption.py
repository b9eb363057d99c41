"""One environment of ``emit.toml`` → what takes over the IAM that is there already."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..catalogue.patterns import Text
from ..catalogue.targets import load_target
from ..compiler.bind import bind, locate
from ..errors import ConfigurationError, FormatError, RequestError
from ..project.config import Config
from ..project.environments import from_environment
from ..project.error_places import on_config
from ..template.assemble import assemble
from ..template.assembly import Assembly
from .resources import Made, made


class Adoption(NamedTuple):
    """One file that emit writes: its ``target``, what it makes, and where."""

    target: str
    assembly: Assembly
    resources: tuple[Made, ...]
    partition: str
    account: str


def adoptions(config: Config, environment: str, targets: Sequence[str]) -> Iterator[Adoption]:
    """Yield every file of ``environment``; with ``targets``, of those.

    Raises :class:`~emitter.errors.EmitError`, also when the environment fixes no account or leaves a name
    open.
    """
    for request in from_environment(config, environment, targets):
        target = request.choices[0].target
        try:
            deployment = bind(request, load_target)
            where = locate(request.environment)
        except RequestError as error:
            raise on_config(error, config, environment, target) from None
        place = f"{config.path}: environments.{environment}"
        account, partition = _fixed(where["account"]), _fixed(where["partition"])
        if not account or not partition:
            raise ConfigurationError(place, "fixes no account or Region", "give both: ARNs need them")
        assembly = assemble(deployment)
        try:
            resources = tuple(made(assembly, partition, account))
        except FormatError as error:
            raise ConfigurationError(f"{place}.targets.{target}", error.what, error.remedy) from None
        yield Adoption(target, assembly, resources, partition, account)


def _fixed(text: Text) -> str:
    (part,) = text
    return part if isinstance(part, str) else ""
