import json
import re
from pathlib import Path

import botocore
import pytest

from emitter.aws.regions import (
    DNS_SUFFIX,
    PARTITION_OF,
    PARTITIONS,
    check_partition,
    likely_partition,
    may_be_region,
    partition_of,
)
from emitter.errors import RequestError


def _botocore():
    file = Path(botocore.__file__).parent / "data" / "partitions.json"
    return json.loads(file.read_text(encoding="utf-8"))["partitions"]


def test_the_table_is_that_of_botocore():
    regions = {
        region: partition["id"]
        for partition in _botocore()
        for region in partition["regions"]
        if not region.endswith("-global")
    }
    assert regions == PARTITION_OF


def test_partitions_and_their_domains_are_those_of_botocore():
    assert {p["id"]: p["outputs"]["dnsSuffix"] for p in _botocore()} == DNS_SUFFIX
    assert set(PARTITIONS) == set(DNS_SUFFIX)


def test_every_region_looks_like_one_of_its_partition():
    for partition in _botocore():
        for region, its in PARTITION_OF.items():
            assert (its == partition["id"]) == bool(re.match(partition["regionRegex"], region))


def test_what_is_no_region_or_partition_is_refused_with_the_nearest():
    with pytest.raises(RequestError, match="did you mean 'eu-west-1'"):
        partition_of("eu-wst-1")
    with pytest.raises(RequestError, match="did you mean 'aws-cn'"):
        check_partition("aws-nc")
    with pytest.raises(RequestError, match="unknown region ''"):
        partition_of("")


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-west-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("eusc-de-east-1", "aws-eusc"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        # Regions that may open.
        ("us-iso-north-1", "aws-iso"),
        ("us-isob-west-9", "aws-iso-b"),
        ("cn-south-1", "aws-cn"),
        ("eusc-de-west-2", "aws-eusc"),
        ("eu-north-9", "aws"),
        ("", "aws"),
    ],
)
def test_the_partition_of_a_region_that_is_not_in_the_table_follows_from_its_beginning(region, partition):
    assert likely_partition(region) == partition


def test_a_region_that_aws_may_have_opened_since_has_the_form_of_one():
    assert all(map(may_be_region, PARTITION_OF))
    assert may_be_region("eu-west-9")
    assert may_be_region("us-isob-southeast-2")
    assert not may_be_region("eu-west-11")
    assert not may_be_region("eu-wset-1")
    assert not may_be_region("eu-west")
    assert not may_be_region("us-east-1a")


def test_a_region_has_a_partition_and_a_partition_is_itself():
    assert partition_of("cn-north-1") == "aws-cn"
    assert [check_partition(name) for name in PARTITIONS] == list(PARTITIONS)
    with pytest.raises(RequestError, match=r"a region is like eu-west-1\. For one that AWS has opened since"):
        partition_of("moon")
