"""The same input gives the same bytes, in whatever order it is said and whatever Python's hashes are."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.template.assemble import assemble
from emitter.template.formats import NAMES, load_format
from tests.support import toy

_FEATURES = ("make", "lock", "spare", "sealed")
_TAGS = {"team": "toys", "stage": "prod", "a": "b", "Z": "y"}
_VALUES = {"bucket": ("lego", "brio"), "role": ("builder",), "key": ("abc",), "folder": ("wood",)}


def _printed(features, tags, values, format):
    request = DeploymentRequest(
        (Choice("toy", features=tuple(features), values=dict(values)),),
        Environment("prod", "210987654321", "eu-west-1"),
        open=False,
        identity=IdentityChoice(tags=dict(tags)),
    )
    return load_format(format).render(assemble(bind(request, toy.load)))


@settings(deadline=None)
@given(
    st.permutations(_FEATURES),
    st.permutations(sorted(_TAGS.items())),
    st.permutations(sorted(_VALUES.items())),
    st.sampled_from(NAMES),
)
def test_the_order_of_features_tags_and_values_does_not_matter(features, tags, values, format):
    assert _printed(features, tags, values, format) == _printed(_FEATURES, _TAGS, _VALUES, format)


_PROGRAM = """
import sys
from emitter.cli import main
for format in ("cloudformation", "cloudformation-json", "terraform", "aws-cli"):
    for target in ("piped-ecs", "piped-lambda", "ufo"):
        assert main(["--target", target, "--format", format]) == 0
        assert main(["--target", target, "--format", format, "--permissions", "documented"]) == 0
main(["--target", "ufo", "--target", "nope"])
main(["--target", "piped-ecs", "--feature", "nope"])
main(["targets", "ufo"])
main(["schema"])
"""


@pytest.fixture(scope="module")
def first():
    return _run("0")


def _run(seed):
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        timeout=300,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("seed", ["1", "2", "4242"])
def test_pythons_hash_seed_does_not_matter(first, seed):
    assert _run(seed) == first
    assert len(first[0]) > 100_000
