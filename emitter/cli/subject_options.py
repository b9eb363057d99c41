"""The options that say whose access is judged."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .offers import offer_values
from .options import (
    config_option,
    offer_environments,
    offer_features,
    offer_identities,
    offer_permissions,
    offer_targets,
)

if TYPE_CHECKING:
    pass


_F = TypeVar("_F", bound=Callable[..., Any])


_OPTIONS = (
    click.option(
        "--target",
        "targets",
        metavar="NAME[@VERSION]",
        multiple=True,
        shell_complete=offer_targets,
        help="The deployer; several share one identity.",
    ),
    click.option(
        "--policy",
        "policies",
        metavar="FILE",
        multiple=True,
        type=click.Path(),
        help="A file or folder with policies, instead of a target; several add up.",
    ),
    click.option("--of", metavar="NAME", help="Of the files, only the policies of this role, user or group."),
    click.option(
        "--boundary",
        "boundaries",
        metavar="FILE",
        multiple=True,
        type=click.Path(),
        help="The permissions boundary.",
    ),
    click.option(
        "--session", "sessions", metavar="FILE", multiple=True, type=click.Path(), help="A session policy."
    ),
    click.option(
        "--env",
        "environment",
        metavar="NAME",
        shell_complete=offer_environments,
        help="An environment of emit.toml.",
    ),
    click.option(
        "--permissions",
        metavar="KIND",
        shell_complete=offer_permissions,
        help="least-privilege (the default) or documented.",
    ),
    click.option(
        "--feature",
        "features",
        metavar="NAME",
        multiple=True,
        shell_complete=offer_features,
        help="Turn a feature on.",
    ),
    click.option(
        "--without", metavar="NAME", multiple=True, shell_complete=offer_features, help="Turn a feature off."
    ),
    click.option(
        "--identity", metavar="KIND", shell_complete=offer_identities, help="How the deployer authenticates."
    ),
    click.option(
        "--set",
        "values",
        metavar="KEY=VALUE",
        multiple=True,
        shell_complete=offer_values,
        help="A value of the target, or what a file leaves open: a parameter, a variable, account, region.",
    ),
    click.option("--newest", is_flag=True, help="Take the newest version known for one that is newer."),
    click.option(
        "--any-name", is_flag=True, help="Allow * where a name is required, for example roles to pass."
    ),
    config_option,
)


# What only a target takes.
_OF_TARGETS = {
    "environment": "--env",
    "permissions": "--permissions",
    "features": "--feature",
    "without": "--without",
    "identity": "--identity",
    "newest": "--newest",
    "any_name": "--any-name",
    "config": "--config",
}


def subject_options(command: _F) -> _F:
    """Return the options that say whose access is judged; their values are what :func:`subject` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
