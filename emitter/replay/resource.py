"""Where a call was made, and what its action is authorised on."""

from typing import NamedTuple

from ..aws.regions import likely_partition


class CallPlace(NamedTuple):
    """Where a call was made."""

    region: str
    account: str

    @property
    def partition(self) -> str:
        """The partition that the Region lies in."""
        return likely_partition(self.region)


class CallResource(NamedTuple):
    """The ARN of a resource; ``partial`` when parts of it are ``*`` because nothing names them."""

    arn: str | None
    partial: bool = False
