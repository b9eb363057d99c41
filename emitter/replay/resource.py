"""What an action is authorised on."""

from typing import NamedTuple


class Resource(NamedTuple):
    """The ARN of a resource; ``partial`` when parts of it are ``*`` because nothing names them."""

    arn: str | None
    partial: bool = False
