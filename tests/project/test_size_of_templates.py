"""A template that CloudFormation takes only from Amazon S3 is one with a warning."""

import pytest

from emitter import Options
from emitter import emit as make
from emitter.aws.quotas import TEMPLATE_BODY
from emitter.catalogue.targets import load_target
from tests.support import fixtures

emit, toys = fixtures.emit, fixtures.toys

_UFO = load_target("ufo")
_ALL = tuple(f.name for f in _UFO.features if _UFO.exists_in(_UFO.versions[-1], f.since, f.until))


@pytest.mark.parametrize("format", ["cloudformation", "cloudformation-json"])
def test_a_template_beyond_the_quota_is_named_with_its_size(format):
    emitted = make("ufo", format, options=Options(features=_ALL))
    size = len(emitted.text.encode())
    assert size > TEMPLATE_BODY
    assert emitted.warnings[-1] == (
        f"{format}: {size:,} bytes; CloudFormation takes 51,200 without Amazon S3; "
        "deploy it with --s3-bucket, or turn features off"
    )


@pytest.mark.parametrize(("name", "format"), [("ufo", "terraform"), ("piped-ecs", "cloudformation")])
def test_what_terraform_takes_and_what_is_smaller_draws_none(name, format):
    assert not [w for w in make(name, format).warnings if "bytes" in w]


def test_ufo_with_every_feature_fits_for_one_environment(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(f"""
formats = ["cloudformation"]
[environments.prod]
account = "210987654321"
region = "eu-west-1"
[environments.prod.targets.ufo]
any_name = true
features = {list(_ALL)}
values = {{ stack = "demo-web-prod", cluster = "prod", boundary = "ufo" }}
""")
    ran = emit("build")
    assert ran.status == 0
    assert "bytes" not in ran.err
    assert 40_000 < (tmp_path / "out/prod/ufo.yaml").stat().st_size <= TEMPLATE_BODY
