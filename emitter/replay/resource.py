"""Where a call was made, and what its action is authorised on."""

from typing import NamedTuple

_PARTITIONS = (
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-isob-", "aws-iso-b"),
    ("us-iso-", "aws-iso"),
)


class CallPlace(NamedTuple):
    """Where a call was made."""

    region: str
    account: str

    @property
    def partition(self) -> str:
        """The partition that the Region lies in."""
        return next((name for head, name in _PARTITIONS if self.region.startswith(head)), "aws")


class CallResource(NamedTuple):
    """The ARN of a resource; ``partial`` when parts of it are ``*`` because nothing names them."""

    arn: str | None
    partial: bool = False
