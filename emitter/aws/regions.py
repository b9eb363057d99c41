"""Which regions there are, and in which partition each lies.

Source: ``partitions.json`` of botocore 1.44.5
(https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json); a test holds this
table to the botocore that is installed.
"""

import re

from ..errors import RequestError
from ..messages import nearest

_REGIONS = {
    "aws": """
        af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1
        ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
        ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1
        eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1
        me-west-1 mx-central-1 sa-east-1 sa-west-1 us-east-1 us-east-2 us-west-1 us-west-2
    """,
    "aws-cn": "cn-north-1 cn-northwest-1",
    "aws-eusc": "eusc-de-east-1",
    "aws-iso": "us-iso-east-1 us-iso-west-1",
    "aws-iso-b": "us-isob-east-1 us-isob-west-1",
    "aws-iso-e": "eu-isoe-west-1",
    "aws-iso-f": "us-isof-east-1 us-isof-south-1",
    "aws-us-gov": "us-gov-east-1 us-gov-west-1",
}

# What follows the service's name in a host name, and in the principal of some services.
DNS_SUFFIX = {
    "aws": "amazonaws.com",
    "aws-cn": "amazonaws.com.cn",
    "aws-eusc": "amazonaws.eu",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
    "aws-us-gov": "amazonaws.com",
}
PARTITIONS = tuple(_REGIONS)
PARTITION_OF = {region: partition for partition, regions in _REGIONS.items() for region in regions.split()}


def _head(region: str) -> str:
    """Return the beginning that the Regions of a partition share: ``us-gov-`` of ``us-gov-east-1``."""
    return f"{region.rsplit('-', 2)[0]}-"


_SPECIAL = tuple(region for region, partition in PARTITION_OF.items() if partition != "aws")


# The form that every Region has: an area, a direction, a number.
# https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
REGION_FORM = r"[a-z]{2,4}(-[a-z]{2,5})?-(central|(north|south)?(east|west)|north|south)-[0-9]"


def may_be_region(name: str) -> bool:
    """Return whether ``name`` is a Region of the table, or has the form of one."""
    return name in PARTITION_OF or re.fullmatch(REGION_FORM, name) is not None


def likely_partition(region: str) -> str:
    """Return the partition of ``region``, by its beginning where the table does not have it yet."""
    if region in PARTITION_OF:
        return PARTITION_OF[region]
    return next((PARTITION_OF[known] for known in _SPECIAL if region.startswith(_head(known))), "aws")


def partition_of(region: str, key: str = "region") -> str:
    """Return the partition (``aws-cn``) of ``region`` (``cn-north-1``).

    Raises :class:`~emitter.errors.RequestError` at ``key`` when there is no such region.
    """
    if region not in PARTITION_OF:
        guess = nearest(region, PARTITION_OF) or "a region is like eu-west-1."
        remedy = f"{guess} For one that AWS has opened since, give the partition"
        raise RequestError(key, f"unknown region {region!r}", remedy)
    return PARTITION_OF[region]


def check_partition(partition: str) -> str:
    """Return ``partition`` itself, if it is one of :data:`PARTITIONS`.

    Raises :class:`~emitter.errors.RequestError` when it is not.
    """
    if partition not in PARTITIONS:
        raise RequestError("partition", f"unknown partition {partition!r}", nearest(partition, PARTITIONS))
    return partition
