"""What deployers really call, replayed against what emit writes for them.

``recorded/TARGET/RUN.jsonl`` was read from the deployer's source, call by call in the order of its code,
and not from the target. Each line has the concrete resource, what of the context a condition could ask
for, and the source line. It also says of which features it is (any of them makes the call; all of
``with`` have to be on too), and from and until which version. ``recorded/TARGET/values.toml`` has the values
that its runs were recorded with.
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from emitter import Options, emit
from emitter.catalogue.selection import resolve_features
from emitter.catalogue.targets import load_target, names
from emitter.compiler.plan import plan
from emitter.evaluate import compile_policies
from emitter.reading.files import read_text
from emitter.replay import entries, opened, replay
from tests.support import ROOT

FOLDER = Path(__file__).parent / "recorded"


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
# Allowed to versions that do not call it: one statement on the key serves secrets and, from 0.49, parameters.
WIDER = {(name, "config-key", "kms:Decrypt") for name in ("piped-ecs", "piped-lambda")}
VERSIONS = [
    (name, version) for name, several in RECORDED.items() for each in several for version in each.versions
]


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


def features_of(name, version, recorded_only=True):
    """The features that lines were recorded of, as far as ``version`` has them."""
    target = load_target(name)
    there = {each.name for each in target.features if target.exists_in(version, each.since, each.until)}
    known = {feature for _, line in recorded(name, version) for feature in line["features"]}
    return there & known if recorded_only else there


def sets(name, version):
    """Sets of features to hold the calls against: with, without."""
    target = load_target(name)
    there = features_of(name, version)
    stricter = tuple(each for each in of(name, version).stricter if each in features_of(name, version, False))
    everything = tuple(sorted(there))
    yield (), ()
    yield everything, ()
    yield (*everything, *stricter), ()
    if version not in (target.versions[0], target.versions[-1]):
        return
    for each in everything:
        fixed = target.feature[each].fixed_since
        if fixed is None or not target.exists_in(version, fixed, None):
            yield tuple(other for other in everything if other != each), (each,)
    default = resolve_features(target, version, (), ())
    yield from (((each,), ()) for each in everything if each not in default)


SETS = [(name, version, *each) for name, version in VERSIONS for each in sets(name, version)]


def test_every_target_is_recorded():
    assert sorted(RECORDED) == sorted(names())


def test_every_recorded_run_is_replayed():
    files = {(path.parent.name, path.stem) for path in FOLDER.rglob("*.jsonl")}
    assert files == {(name, run) for name in RECORDED for each in RECORDED[name] for run in each.runs}


@pytest.mark.parametrize(
    ("name", "version"), [(n, each.versions[-1]) for n in RECORDED for each in RECORDED[n]]
)
def test_every_line_has_its_source_and_features(name, version):
    known = {each.name for each in load_target(name).features}
    for _, line in recorded(name, version):
        assert set(line) <= {"action", "resource", "context", "features", "with", "source", "since", "until"}
        assert set(line["features"]) | set(line.get("with", ())) <= known
        place = r"[\w-]+/[\w-]+@[0-9a-f]{40} \S+:[0-9]+|https://docs\.aws\.amazon\.com/\S+"
        assert re.fullmatch(place, line["source"])


@pytest.mark.parametrize(("name", "version", "features", "without"), SETS)
def test_a_target_allows_its_own_calls_and_no_others(name, version, features, without, tmp_path):
    on = resolve_features(load_target(name), version, features, without)
    lines = recorded(name, version)
    own = {key(line) for _, line in lines if called(name, version, on, line)}
    found = verdicts(policies(name, version, features, without), [line for _, line in lines], tmp_path)
    wrong = [
        (verdict, run, line["action"], line.get("resource"), line["source"])
        for verdict, (run, line) in zip(found, lines, strict=True)
        if verdict != ("allowed" if key(line) in own else "implicitly-denied")
        and not ((name, run, line["action"]) in WIDER and "config-key" in on)
    ]
    assert wrong == []


def documented():
    """The lists of what a documented policy ``denies``, each at the newest version that has the page."""
    for name in RECORDED:
        target = load_target(name)
        needs = tomllib.loads((ROOT / "tests" / "needs" / f"{name}.toml").read_text(encoding="utf-8"))
        for page in needs.get("documented", ()):
            if "denies" in page:
                of_page = [
                    v for v in target.versions if target.exists_in(v, page.get("since"), page.get("until"))
                ]
                yield name, of_page[-1], page["denies"]


@pytest.mark.parametrize(("name", "version", "denies"), [*documented()])
def test_a_documented_policy_denies_what_its_list_says(name, version, denies, tmp_path):
    """Of all recorded calls of the version, whichever feature makes them."""
    exists_in = load_target(name).exists_in
    lines = [
        line
        for _, line in recorded(name, version)
        if exists_in(version, line.get("since"), line.get("until"))
    ]
    found = verdicts(policies(name, version, permissions="documented"), lines, tmp_path)
    refused = {line["action"] for verdict, line in zip(found, lines, strict=True) if verdict != "allowed"}
    assert sorted(refused) == denies
