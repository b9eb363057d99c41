"""API operations whose permission has another name: the operation is no action, its actions are."""

import pytest

from emitter.aws.api_operations import OPERATIONS
from emitter.aws.service_reference import action


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_action_exists(operation):
    assert all(action(name) for name in OPERATIONS[operation])


def test_no_operation_of_s3_is_an_action():
    assert [name for name in OPERATIONS if name.startswith("s3:") and action(name)] == []


def test_some_operations():
    assert OPERATIONS["s3:ListBuckets"] == ("s3:ListAllMyBuckets",)
    assert OPERATIONS["kms:ReEncrypt"] == ("kms:ReEncryptFrom", "kms:ReEncryptTo")
    assert OPERATIONS["s3express:GetObject"] == ("s3express:CreateSession",)
