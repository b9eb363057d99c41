"""A target fitted to calls: the smallest that allows them, and what it says of the rest."""

import json
import random
import tomllib
from itertools import combinations

import pytest

from emitter.catalogue.selection import active, resolve_features
from emitter.catalogue.targets import load_target, names
from emitter.compiler.plan import plan_statements
from emitter.errors import RequestError
from emitter.fit.demands import collect
from emitter.fit.target import fit_target
from emitter.fit.ways import FitPlace, Ways
from emitter.replay import Where
from emitter.replay.jsonlines import call
from tests.support import own_calls, recorded
from tests.support.records import ACCOUNT, REGION, arn, record, sync

PLACE = FitPlace(own_calls.ACCOUNT, own_calls.PARTITION, own_calls.REGION)
POD = '{ cluster = "c", namespace = "n", service_account = "s" }'
# Subsets of features that are tried of each target, beside each feature alone.
_PAIRS, _RANDOM = 6, 3


def fitted(target, lines, versions):
    """``target`` fitted to calls that are lines of JSON."""
    ways = Ways(target, PLACE)
    entries = [
        call(json.loads(line), Where("calls", number + 1, number)) for number, line in enumerate(lines)
    ]
    return fit_target(ways, collect(entries, ways), versions)


def granted(target, version, on):
    """Statement, action, resource and conditions of everything that the features ``on`` grant."""
    return {
        (planned.sid, action.JSONrepr(), resource, planned.conditions)
        for planned in plan_statements(target.name, active(target, version, on), on)
        for action in planned.actions
        for resource in planned.resources
    }


def subsets(target, version):
    """Sets of features to turn on: none but each one, pairs, some at random, all, and the defaults."""
    there = [one for one in target.features if target.exists_in(version, one.since, one.until)]
    free = [
        one.name
        for one in there
        if one.fixed_since is None or not target.exists_in(version, one.fixed_since, None)
    ]
    chance = random.Random(target.name)
    pairs = list(combinations(free, 2))
    yield from ([name] for name in free)
    yield from chance.sample(pairs, min(_PAIRS, len(pairs)))
    yield from ([name for name in free if chance.random() < 0.5] for _ in range(_RANDOM))
    yield free
    yield [one.name for one in there if one.default]


@pytest.mark.parametrize("name", names())
def test_calls_of_a_set_of_features_lead_back_to_it(name):
    """To exactly those features, or to others with the same statements or some of them.

    Features that only restrict are found, as the calls of these sets meet their conditions.
    """
    target = load_target(name)
    version = target.versions[-1]
    default = {one.name for one in target.features if one.default}
    for chosen in subsets(target, version):
        features = tuple(sorted(set(chosen) - default))
        wanted = resolve_features(target, version, (), ())
        without = tuple(sorted(one for one in wanted - set(chosen) if not target.feature[one].fixed_since))
        try:
            lines = own_calls.calls(target, version, features, without)
        except RequestError:
            # With nothing on, there is nothing to call.
            continue
        on = resolve_features(target, version, features, without)
        found = fitted(target, lines, [version])
        assert found.uncovered == (), (features, without)
        if found.on != on:
            want, got = granted(target, version, on), granted(target, version, found.on)
            assert got <= want, (features, without, found.on)


@pytest.mark.parametrize("name", names())
def test_what_is_written_allows_every_recorded_call(name, emit, tmp_path):
    target = load_target(name)
    for version in dict.fromkeys((target.versions[0], target.versions[-1])):
        lines = recorded.lines(name, version)
        (tmp_path / "calls.jsonl").write_text("".join(f"{line}\n" for line in lines))
        ran = emit("fit", "calls.jsonl", "--target", f"{name}@{version}")
        assert ran.status == 0, ran.err
        # Calls in this form do not say whose they are.
        written = ran.out.replace("# identity =", 'identity = { kind = "existing", role = "r" } #')
        (tmp_path / "emit.toml").write_text(written)
        (environment,) = tomllib.loads(written)["environments"]
        replayed = emit("replay", "calls.jsonl", "--target", name, "--env", environment)
        assert replayed.status == 0, replayed.out
        assert " 0 denied" in replayed.out


def test_the_smallest_version_is_found_and_those_that_are_alike(emit, tmp_path):
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs")
    table = tomllib.loads(ran.out)["environments"][ACCOUNT]
    assert (table["account"], table["region"]) == (ACCOUNT, REGION)
    # ListTagsForResource came with 0.52.
    assert "versions that need the same: 0.52, 0.53" in ran.err
    assert table["targets"]["piped-ecs"] == {
        "version": "0.57",
        "features": ["tag-conditions"],
        "without": ["traffic-routing", "standalone-task"],
        "values": {
            "cluster": "prod",
            "service": "web",
            "family": "web",
            "task_role": "web-task",
            "execution_role": "web-exec",
        },
    }
    assert "all of them" in ran.err
    assert "is the newest that allows as much" not in ran.err
    assert "service or canary: ecs:UntagResource" in ran.err
    older = [one for one in sync() if one["eventName"] != "ListTagsForResource"]
    (tmp_path / "calls.json").write_text(json.dumps({"Records": older}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs")
    assert tomllib.loads(ran.out)["environments"][ACCOUNT]["targets"]["piped-ecs"]["version"] == "0.48"
    newest = "0.57 is the newest that allows as much: --target piped-ecs@0.57 adds ecs:ListTagsForResource, "
    assert newest in ran.err
    assert "is the newest" not in emit("fit", "calls.json", "--target", "piped-ecs@0.48").err


def test_a_feature_that_only_restricts_is_on_when_every_call_meets_it(emit, tmp_path):
    """Of a request, the tags that it sends are recorded; of a resource, those that it has are not."""
    scaled = record("autoscaling", "SetDesiredCapacity", {"autoScalingGroupName": "workers"})
    untagged = json.loads(json.dumps(sync()).replace("pipecd-dev-managed-by", "team"))
    for target, calls, features, said in (
        (
            "piped-ecs",
            sync(),
            ["tag-conditions"],
            "on, as they only restrict and every call meets them: tag-",
        ),
        ("piped-ecs", [*sync(), *untagged], [], ""),
        ("cluster-autoscaler", [scaled], [], "do not say whether calls meet them: tag-conditions"),
    ):
        (tmp_path / "calls.json").write_text(json.dumps({"Records": calls}))
        ran = emit("fit", "calls.json", "--target", target)
        assert ran.status == 0, ran.err
        table = tomllib.loads(ran.out)["environments"][ACCOUNT]["targets"][target]
        assert table.get("features", []) == features
        assert (said or "all of them") in ran.err
        assert ("only restrict" in ran.err) is bool(said)


@pytest.mark.parametrize(
    ("target", "table", "calls", "kept"),
    [
        # The tags that a group has are not recorded.
        ("cluster-autoscaler", f'features = ["tag-conditions"]\nidentity = {POD}', "scaling", True),
        ("ufo", 'features = ["boundary"]\nvalues = { boundary = "app" }', "role", True),
        ("ufo", 'features = ["boundary"]\nvalues = { boundary = "app" }', "unbounded role", False),
    ],
)
def test_a_configured_restriction_stays_unless_a_call_contradicts_it(
    emit, tmp_path, *, target, table, calls, kept
):
    name = {
        "roleName": "demo-web-dev-ExecutionRole-15T6JPW8KQ2A",
        "path": "/",
        "assumeRolePolicyDocument": "{}",
    }
    formation = "cloudformation.amazonaws.com"
    several = {
        "scaling": [record("autoscaling", "SetDesiredCapacity", {"autoScalingGroupName": "workers"})],
        "role": [record("iam", "GetRole", {"roleName": name["roleName"]}, through=formation)],
        "unbounded role": [record("iam", "CreateRole", name, through=formation)],
    }
    (tmp_path / "calls.json").write_text(json.dumps({"Records": several[calls]}))
    (tmp_path / "emit.toml").write_text(
        f'[environments.prod]\naccount = "{ACCOUNT}"\nregion = "{REGION}"\n'
        f"[environments.prod.targets.{target}]\n{table}\n"
    )
    ran = emit("fit", "calls.json", "--target", target, "--env", "prod", "--write")
    assert ran.status == 0, ran.err
    assert ("configured and kept, as they restrict and no call contradicts them" in ran.err) is kept
    written = tomllib.loads((tmp_path / "emit.toml").read_text())
    on = written["environments"]["prod"]["targets"][target].get("features", [])
    assert bool({"boundary", "tag-conditions"} & set(on)) is kept
    assert emit("build").status == 0
    replayed = emit("replay", "calls.json", "--target", target, "--env", "prod", "--principal", "*")
    assert " 0 denied" in replayed.out


def test_what_no_feature_covers_is_listed_and_is_not_green(emit, tmp_path):
    other = record("sqs", "CreateQueue", {"queueName": "q"})
    (tmp_path / "calls.json").write_text(json.dumps({"Records": [*sync(), other, other]}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs")
    assert ran.status == 1
    assert "no feature of piped-ecs covers these" in ran.err
    assert f"sqs:CreateQueue on {arn('sqs', 'q')} (2 times, first at calls.json:1, entry 11)" in ran.err
    assert "queue" not in ran.out.lower()


def test_what_cloudtrail_cannot_show_is_apart(emit, tmp_path):
    calls = [
        record("lambda", "GetFunction20150331v2", {"functionName": "thumbnails"}),
        record(
            "lambda",
            "UpdateFunctionCode20150331v2",
            {"functionName": "thumbnails", "s3Bucket": "artifacts", "s3Key": "thumbnails.zip"},
        ),
    ]
    (tmp_path / "calls.json").write_text(json.dumps({"Records": calls}))
    ran = emit("fit", "calls.json", "--target", "piped-lambda")
    lines = ran.err.splitlines()
    apart = lines[lines.index("granted, and CloudTrail does not record its use, or only as data events:") :]
    assert any("iam:PassRole" in line for line in apart)
    seen = lines[lines.index("granted, and not seen:") : lines.index(apart[0])]
    assert not any("iam:PassRole" in line for line in seen)


def test_the_targets_that_share_the_identity_cover_their_own(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(
        f"""
[environments.prod]
account = "{ACCOUNT}"
region = "{REGION}"
[environments.prod.targets.piped-ecs]
identity = {{ name = "piped" }}
[environments.prod.targets.piped-lambda]
identity = "piped-ecs"
values = {{ function_role = "thumbnails" }}
"""
    )
    own = record("lambda", "GetFunction20150331v2", {"functionName": "thumbnails"})
    (tmp_path / "calls.json").write_text(json.dumps({"Records": [*sync(), own]}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs", "--env", "prod")
    assert ran.status == 0
    assert "allowed by the targets that share the identity: lambda:GetFunction" in ran.err
    (table,) = tomllib.loads(ran.out)["environments"]["prod"]["targets"].values()
    assert table["identity"] == {"name": "piped"}


def test_a_configured_version_stays_unless_another_allows_more(emit, tmp_path):
    text = f"""
[environments.prod]
account = "{ACCOUNT}"
region = "{REGION}"
[environments.prod.targets.piped-ecs]
version = "%s"
"""
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    for configured, version, said in (("0.55", "0.55", False), ("0.49", "0.57", True)):
        (tmp_path / "emit.toml").write_text(text % configured)
        ran = emit("fit", "calls.json", "--target", "piped-ecs", "--env", "prod")
        table = tomllib.loads(ran.out)["environments"]["prod"]["targets"]["piped-ecs"]
        assert table["version"] == version
        assert ("the version that is configured does not allow all" in ran.err) is said


def test_names_become_patterns_only_when_asked_and_the_rule_is_said(emit, tmp_path):
    several = [
        record("ecs", "UpdateService", {"cluster": "prod", "service": f"web-{name}", "desiredCount": 1})
        for name in ("api", "front", "cron")
    ]
    (tmp_path / "calls.json").write_text(json.dumps({"Records": several}))
    service = [arn("ecs", f"service/prod/web-{name}") for name in ("api", "front", "cron")]
    assert len(service) == 3
    ran = emit("fit", "calls.json", "--target", "ecs-deploy")
    values = tomllib.loads(ran.out)["environments"][ACCOUNT]["targets"]["ecs-deploy"]["values"]
    assert values["service"] == ["web-api", "web-cron", "web-front"]
    ran = emit("fit", "calls.json", "--target", "ecs-deploy", "--generalize")
    values = tomllib.loads(ran.out)["environments"][ACCOUNT]["targets"]["ecs-deploy"]["values"]
    assert values["service"] == "web-*"
    assert "web-* for web-api, web-cron, web-front: 3 names with a common beginning" in ran.err


def test_a_region_that_is_not_the_environments_is_a_value(emit, tmp_path):
    calls = [*sync(), json.loads(json.dumps(sync()[1]).replace(REGION, "us-east-1"))]
    (tmp_path / "calls.json").write_text(json.dumps({"Records": calls}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs")
    values = tomllib.loads(ran.out)["environments"][ACCOUNT]["targets"]["piped-ecs"]["values"]
    assert values["region"] == [REGION, "us-east-1"]
    assert f"calls are not only in {REGION}: values.region has us-east-1 too" in ran.err


def test_a_region_that_aws_has_opened_since_has_its_partition(emit, tmp_path):
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}).replace(REGION, "xx-west-9"))
    written = emit("fit", "calls.json", "--target", "piped-ecs").out
    table = tomllib.loads(written)["environments"][ACCOUNT]
    assert (table["region"], table["partition"]) == ("xx-west-9", "aws")
    assert "region" not in table["targets"]["piped-ecs"]["values"]
    (tmp_path / "emit.toml").write_text(written)
    replayed = emit("replay", "calls.json", "--target", "piped-ecs", "--env", ACCOUNT, "--principal", "*")
    assert "11 allowed, 0 denied" in replayed.out


def test_a_region_that_is_never_named_is_not_made_up(emit, tmp_path):
    one = record("ecs", "UpdateService", {"cluster": "prod", "service": "web"}, awsRegion=None)
    (tmp_path / "calls.json").write_text(json.dumps({"Records": [one, *sync()]}))
    ran = emit("fit", "calls.json", "--target", "piped-ecs")
    assert ran.status == 1
    assert "records name no Region, so that nothing is decided: ecs:UpdateService, 1 time" in ran.err
    assert "no feature of piped-ecs covers" not in ran.err
    (tmp_path / "calls.json").write_text(json.dumps({"Records": sync()}))
    assert emit("fit", "calls.json", "--target", "piped-ecs").out == ran.out


@pytest.mark.parametrize(
    ("calls", "arguments", "status", "said"),
    [
        ("{}\n", (), 5, "is neither a call nor a record of CloudTrail"),
        ("", (), 5, "no calls that IAM judges"),
        ('{"Records": [', (), 5, "calls:1"),
        (json.dumps({"Records": sync()}), ("--principal", "*:role/other"), 2, "made none of the 11 calls"),
        (
            json.dumps({"Records": [record("sqs", "ListQueues")]}),
            (),
            2,
            "no call is one that piped-ecs makes",
        ),
        (json.dumps({"Records": sync()}), ("--env", "other"), 2, "it is account 111122223333"),
        (json.dumps({"Records": sync()}), ("--write",), 2, "--write: has no effect without --env"),
        (json.dumps({"Records": sync()}), ("--config", "x"), 2, "--config: has no effect without --env"),
        (json.dumps({"Records": sync()}), ("--env", "prd"), 2, "unknown environment 'prd'"),
        (
            json.dumps({"Records": sync()}),
            ("--target", "piped-ecs@9"),
            2,
            "--target: '9' of piped-ecs is too new",
        ),
        (json.dumps({"Records": sync()}), ("--target", "piped-esc"), 2, "did you mean 'piped-ecs'?"),
    ],
)
def test_one_line_for_what_cannot_be_fitted(emit, tmp_path, *, calls, arguments, status, said):
    (tmp_path / "emit.toml").write_text(
        '[environments.other]\naccount = "111122223333"\nregion = "eu-west-1"\n'
    )
    (tmp_path / "calls").write_text(calls)
    ran = emit("fit", "calls", "--target", "piped-ecs", *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1), ran.err
    assert said in ran.err


def test_calls_of_two_roles_ask_which(emit, tmp_path):
    other = json.loads(json.dumps(sync()).replace("role/piped", "role/other").replace("/piped/", "/other/"))
    (tmp_path / "calls").write_text(json.dumps({"Records": [*sync(), *other]}))
    ran = emit("fit", "calls", "--target", "piped-ecs")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "the calls are of 2 principals" in ran.err
    assert "role/other" in ran.err
    assert emit("fit", "calls", "--target", "piped-ecs", "--principal", "*:role/piped").status == 0
    assert emit("fit", "calls", "--target", "piped-ecs", "--principal", "*").status == 0


def test_what_is_damaged_is_named_and_left_out(emit, tmp_path):
    lines = "".join(f"{json.dumps(one)}\n" for one in sync())
    (tmp_path / "calls").write_text(f"{lines}{{broken\n{lines}")
    ran = emit("fit", "calls", "--target", "piped-ecs")
    assert ran.status == 0
    assert ran.err.count("note: calls:12") == 1
    assert ran.out == emit("fit", "calls", "--target", "piped-ecs").out
