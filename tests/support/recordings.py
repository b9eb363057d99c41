"""Recordings of what deployers call, and what policies say of them.

``recorded/TARGET/RUN.jsonl`` was read from the deployer's source, call by call in the order of its code,
and not from the target. Each line has the concrete resource, what of the context a condition could ask
for, and the source line. It also says of which features it is (any of them makes the call; all of
``with`` have to be on too), and from and until which version. ``recorded/TARGET/values.toml`` has the values
that its runs were recorded with.
"""

import json
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from emitter import Options, emit
from emitter.catalogue.targets import load_target
from emitter.compiler.plan import plan
from emitter.evaluate import compile_policies
from emitter.reading.files import read_text
from emitter.replay import entries, opened, replay
from tests.support import ROOT

FOLDER = ROOT / "tests" / "replay" / "recorded"


class Recorded(NamedTuple):
    """The values that runs of a target were recorded with, and the names of its runs.

    ``stricter`` are features that only restrict: with them, all own calls stay allowed.
    """

    values: dict[str, tuple[str, ...]]
    versions: tuple[str, ...]
    runs: tuple[str, ...]
    stricter: tuple[str, ...] = ()


def one(**values):
    """``values``, each with one."""
    return {key: (value,) for key, value in values.items()}


def runs(target, ending=""):
    """The runs of ``target`` whose names end in ``ending``, or in no number."""
    found = sorted(path.stem for path in (FOLDER / target).glob("*.jsonl"))
    return tuple(name for name in found if (name[-2:] == ending if ending else name[-2:-1] != "-"))


_PLACE = one(account="210987654321", region="eu-west-1")
_KEY = "1234abcd-12ab-34cd-56ef-1234567890ab"
_PIPED = one(config_secret="piped-??????", config_key=_KEY, config_parameter="piped")
_ECS = _PIPED | one(
    cluster="prod",
    service="web",
    family="web",
    load_balancer="web/50dc6c495c0c9188",
    user_pool="eu-west-1_Ab12Cd34E",
    task_role="web-task",
    execution_role="web-exec",
)
_LAMBDA = _PIPED | one(
    function="thumbnails",
    function_role="thumbnails",
    artifact_bucket="artifacts",
    artifact="thumbnails/*",
    artifact_kms_key=_KEY,
    own_repository="thumbnails",
    image_account="112233445566",
    image_repository="thumbnails",
    layer="imagemagick",
    layer_account="112233445566",
    other_layer="imagemagick",
)
_UFO = one(
    stack="demo-web-dev",
    cluster="dev",
    vpc="vpc-0f1e2d3c4b5a69788",
    log_group="ecs/demo-dev",
    ecr_repository="demo",
)

_ECSPRESSO = one(
    cluster="prod",
    service="web",
    family="web",
    task_role="web-task",
    execution_role="web-exec",
    infrastructure_role="ecs-volumes",
    container="app",
    exec_kms_key=_KEY,
    namespace="ns-u37yfuz7vnyatv2r",
    application="AppECS-prod-web",
    deployment_group="DgpECS-prod-web",
    deployment_config="CodeDeployDefault.ECSAllAtOnce",
    log_group="/ecs/web",
    repository="web",
    image_account="112233445566",
    image_region="us-east-1",
    image_repository="base",
    secret="web-??????",
    named_secret="web-??????",
    ssm_parameter="web/password",
    secrets_kms_key=_KEY,
    environment_bucket="environments",
    environment_file="web.env",
    tfstate_bucket="states",
    tfstate_key="prod/terraform.tfstate",
    tfstate_role="arn:aws:iam::210987654321:role/states",
    s3_kms_key=_KEY,
    stack="network",
    deployment_role="arn:aws:iam::210987654321:role/deployer",
)
_EXECUTION = _PIPED | one(log_group="/ecs/piped", repository="piped")

RECORDED = {
    "ecspresso": [
        Recorded(_ECSPRESSO, load_target("ecspresso").versions, runs("ecspresso"), ("exec-container",))
    ],
    "piped-execution-role": [
        Recorded(_EXECUTION, load_target("piped-execution-role").versions, runs("piped-execution-role"))
    ],
    "piped-ecs": [Recorded(_ECS, load_target("piped-ecs").versions, runs("piped-ecs"), ("tag-conditions",))],
    "piped-lambda": [
        Recorded(_LAMBDA, load_target("piped-lambda").versions, runs("piped-lambda"), ("tag-conditions",))
    ],
    "pipedv1-ecs": [Recorded(_ECS, ("0.1",), runs("pipedv1-ecs"), ("tag-conditions",))],
    "ufo": [
        Recorded(_UFO | one(family="demo-web-dev"), ("6",), runs("ufo"), ("called-via", "tag-conditions")),
        Recorded(_UFO | one(family="demo-web"), ("5",), runs("ufo", "-5"), ("called-via", "tag-conditions")),
    ],
}


def described(path):
    """What ``path``, a target's ``values.toml``, says of its runs: ``values`` and ``stricter`` features."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(said) <= {"values", "stricter"}
    name = path.parent.name
    values = one(**said["values"])
    return [Recorded(values, load_target(name).versions, runs(name), tuple(said.get("stricter", ())))]


RECORDED |= {path.parent.name: described(path) for path in sorted(FOLDER.glob("*/values.toml"))}


def of(name, version):
    """What was recorded of ``version``."""
    return next(each for each in RECORDED[name] if version in each.versions)


@cache
def recorded(name, version):
    """Every line of the runs of ``version``, with the run that it is of."""
    return [
        (run, json.loads(line))
        for run in of(name, version).runs
        for line in (FOLDER / name / f"{run}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def called(name, version, on, line):
    """Whether ``version`` with the features ``on`` makes the call of ``line``."""
    lives = load_target(name).exists_in(version, line.get("since"), line.get("until"))
    return lives and bool(on & set(line["features"])) and on >= set(line.get("with", ()))


def key(line):
    """What of ``line`` is the call itself, whoever made it for whom."""
    context = {name: value for name, value in line.get("context", {}).items() if name != "aws:CalledVia"}
    return json.dumps([line["action"], line.get("resource"), context], sort_keys=True)


@cache
def policies(name, version, features=(), without=(), permissions="least-privilege"):
    """What emit writes, read back."""
    used = plan(load_target(name), version, permissions, features, without).parameters
    values = of(name, version).values
    given = {parameter.name: values[parameter.name] for parameter in used if parameter.name in values}
    options = Options(features=features, without=without, values=given | _PLACE, permissions=permissions)
    text = emit(f"{name}@{version}", "cloudformation-json", options=options).text
    return tuple(read_text(text, name).documents)


def verdicts(documents, lines, tmp_path):
    """The verdict on each of ``lines``."""
    path = tmp_path / "calls.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    tally = replay(entries(opened(str(path))), compile_policies(documents), documents)
    assert tally.skipped == ()
    found = ["allowed"] * len(lines)
    for judged in (*tally.denied, *tally.unknown):
        for place in judged.places:
            found[place.number] = judged.decision.verdict
    assert found.count("allowed") == tally.allowed
    return found


def denied(name, version, permissions="documented"):
    """The recorded calls of ``version``, whichever feature makes them, that the policies do not allow."""
    exists_in = load_target(name).exists_in
    lines = [
        line
        for _, line in recorded(name, version)
        if exists_in(version, line.get("since"), line.get("until"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(policies(name, version, permissions=permissions), lines, Path(folder))
    return [line for verdict, line in zip(found, lines, strict=True) if verdict != "allowed"]
