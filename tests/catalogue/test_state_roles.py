"""The pair of roles for a state: one for plans, which writes nothing but its lock, and one that applies."""

import pytest

from emitter import Options, emit
from emitter.evaluate import compile_policies
from emitter.reading.files import read_text
from emitter.replay import entries, opened, replay

_VALUES = {
    "account": ("210987654321",),
    "region": ("eu-west-1",),
    "bucket": ("states",),
    "key": ("prod/terraform.tfstate",),
}
_BUCKET = "arn:aws:s3:::states"
_STATE = f"{_BUCKET}/prod/terraform.tfstate"
_PLAN = {"without": ("apply",)}
_UNLOCKED = {"without": ("apply", "lockfile")}
_CASES = [
    ("s3:GetObject", _STATE, None, _PLAN, True),
    ("s3:PutObject", _STATE, None, _PLAN, False),
    ("s3:PutObject", _STATE, None, {}, True),
    ("s3:DeleteObject", _STATE, None, {}, False),
    ("s3:PutObject", f"{_STATE}.tflock", None, _PLAN, True),
    ("s3:PutObject", f"{_STATE}.tflock", None, _UNLOCKED, False),
    ("s3:GetObject", f"{_BUCKET}/env:/blue/prod/terraform.tfstate", None, {}, False),
    ("s3:GetObject", f"{_BUCKET}/dev/terraform.tfstate", None, {}, False),
    ("s3:ListBucket", _BUCKET, "env:/", _PLAN, True),
    ("s3:ListBucket", _BUCKET, "prod/terraform.tfstate", _PLAN, True),
    ("s3:ListBucket", _BUCKET, "dev/", _PLAN, False),
    ("s3:ListBucket", _BUCKET, "", _PLAN, False),
]


@pytest.mark.parametrize("target", ["terraform-state", "opentofu-state"])
@pytest.mark.parametrize("case", _CASES, ids=lambda case: "-".join(map(str, case)))
def test_a_role_reads_and_writes_its_state_and_no_other(target, case, tmp_path):
    action, resource, prefix, options, allowed = case
    text = emit(target, "policy", options=Options(values=_VALUES, **options)).text
    documents = tuple(read_text(text, target).documents)
    context = "" if prefix is None else f', "context": {{"s3:prefix": "{prefix}"}}'
    calls = tmp_path / "calls.jsonl"
    calls.write_text(f'{{"action": "{action}", "resource": "{resource}"{context}}}\n')
    tally = replay(entries(opened(str(calls))), compile_policies(documents), documents)
    assert tally.allowed == allowed
