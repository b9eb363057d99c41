"""A least-privilege policy from calls: it allows each of them, and has nothing that none of them needs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.aws import service_reference
from emitter.catalogue.targets import names
from emitter.evaluate import compile_policies
from emitter.evaluate.resources import names_of_resource
from emitter.fit.policy import bound, fit_policy
from emitter.fit.uses import collect_uses
from emitter.fit.ways import FitPlace, as_documents
from emitter.replay import Call, Where, cloudtrail
from emitter.replay.jsonlines import call
from tests.support import recorded
from tests.support.records import ACCOUNT, CLUSTER, REGION, ROLE, SERVICE, arn, record, sync

PLACE = FitPlace(ACCOUNT, "aws", REGION)


def fitted(entries, **options):
    """The statements for ``entries``, as templates take them."""
    generalize = options.get("generalize", False)
    uses = collect_uses(entries, generalize=generalize)
    return [bound(one) for one in fit_policy(uses.uses, PLACE, **options).statements]


def requests(entries):
    return [
        asked.request for one in entries if isinstance(one, Call) for asked in one.asked if not asked.depends
    ]


def not_allowed(statements, asked):
    compiled = compile_policies(as_documents(statements, "policy"))
    # What a call does not name, no policy surely allows.
    fine = {True: ("allowed", "unknown"), False: ("allowed",)}
    return [one for one in asked if compiled.decide(one).verdict not in fine[names_of_resource(one) is None]]


def without(statements):
    """Every policy that has one action or one resource less, with the actions that it concerns."""
    for number, one in enumerate(statements):
        rest = [*statements[:number], *statements[number + 1 :]]
        for action in one.actions:
            less = one._replace(actions=tuple(other for other in one.actions if other is not action))
            yield [*rest, *([less] if less.actions else [])], {action.JSONrepr()}
        for text in one.resources if len(one.resources) > 1 else ():
            less = one._replace(resources=tuple(other for other in one.resources if other != text))
            yield [*rest, less], {action.JSONrepr() for action in one.actions}


def check(entries, **options):
    """That all calls are allowed, and that less denies one of them."""
    statements, asked = fitted(entries, **options), requests(entries)
    assert not_allowed(statements, asked) == []
    for fewer, actions in without(statements):
        concerned = [one for one in asked if one.action in actions]
        if all(names_of_resource(one) is None for one in concerned):
            # What the call does not name, no policy surely allows.
            continue
        assert not_allowed(fewer, concerned), (fewer, actions)
    return statements


def from_lines(lines):
    return [call(json.loads(line), Where("calls", number + 1, number)) for number, line in enumerate(lines)]


def from_records(records):
    return [cloudtrail.call(one, Where("calls", 1, number)) for number, one in enumerate(records)]


@pytest.mark.parametrize("name", names())
def test_recorded_calls_are_allowed_and_nothing_is_left_over(name):
    from emitter.catalogue.targets import load_target

    entries = from_lines(recorded.lines(name, load_target(name).versions[-1]))
    check(entries)
    asked = requests(entries)
    assert not_allowed(fitted(entries, generalize=True), asked) == []
    assert not_allowed(fitted(entries, pin_region=True), asked) == []


def test_records_of_cloudtrail_are_allowed_and_nothing_is_left_over():
    check(from_records(sync()))


_ACTIONS = sorted(
    {
        one.name
        for pattern in (
            "ecs:*Service*",
            "s3:*Object",
            "iam:PassRole",
            "sqs:*Message",
            "logs:*Group*",
            "kms:*crypt",
        )
        for one in service_reference.expand(pattern)
    }
)
_NAMES = st.sampled_from(["web", "web-2026-06-01", "a*b", "$x", "${y}", "[z]", "a?", "prod/web"])


@st.composite
def lines(draw):
    action = draw(st.sampled_from(_ACTIONS))
    line = {"action": action, "complete": True}
    service = action.partition(":")[0]
    types = {"ecs": "service", "iam": "role", "logs": "log-group", "kms": "key", "sqs": "q", "s3": "bucket"}
    name = draw(_NAMES)
    line["resource"] = {
        "s3": f"arn:aws:s3:::bucket/{name}",
        "logs": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}",
        "sqs": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}",
    }.get(service, f"arn:aws:{service}:{REGION}:{ACCOUNT}:{types[service]}/{name}")
    context = {}
    if draw(st.booleans()):
        context["iam:PassedToService"] = draw(st.sampled_from(["a.amazonaws.com", "b.amazonaws.com"]))
    if draw(st.booleans()):
        context["ecs:cluster"] = draw(st.sampled_from([CLUSTER, CLUSTER + "2"]))
    if draw(st.booleans()):
        context["kms:ViaService"] = "s3.eu-west-1.amazonaws.com"
    line["context"] = context
    return json.dumps(line)


@settings(max_examples=60)
@given(st.lists(lines(), min_size=1, max_size=12))
def test_any_calls_are_allowed_and_nothing_is_left_over(given_lines):
    check(from_lines(given_lines))


@settings(max_examples=40)
@given(st.lists(lines(), min_size=1, max_size=12))
def test_patterns_allow_all_that_the_names_do(given_lines):
    entries = from_lines(given_lines)
    assert not_allowed(fitted(entries, generalize=True, pin_region=True), requests(entries)) == []


@pytest.fixture
def fit(emit, tmp_path):
    """Run ``emit fit`` on records, and give its policy and what it said."""

    def run(records, *arguments, format="policy"):
        (tmp_path / "calls.json").write_text(json.dumps({"Records": records}))
        ran = emit("fit", "calls.json", "--format", format, *arguments)
        assert ran.status == 0, ran.err
        return (json.loads(ran.out) if format == "policy" else ran.out), ran.err

    return run


def statement(policy, sid):
    (found,) = [one for one in policy["Statement"] if one["Sid"] == sid]
    return found


def test_statements_are_by_service_and_type_with_conditions_that_narrow(fit):
    calls = [*sync(), record("ecs", "ListServices", {"cluster": "prod"}), record("ecs", "ListClusters", {})]
    policy, said = fit(calls)
    assert statement(policy, "EcsService")["Resource"] == [SERVICE]
    assert "ecs:UpdateService" in statement(policy, "EcsService")["Action"]
    passed = statement(policy, "IamRoleEcsTasks")
    assert passed["Condition"] == {"StringEquals": {"iam:PassedToService": ["ecs-tasks.amazonaws.com"]}}
    tagged = statement(policy, "EcsTaskSetCreateTaskSet")
    assert tagged["Action"] == ["ecs:TagResource"]
    assert tagged["Condition"] == {"StringEquals": {"ecs:CreateAction": ["CreateTaskSet"]}}
    (listed,) = [one for one in policy["Statement"] if one["Action"] == ["ecs:ListServices"]]
    assert listed["Condition"] == {"ArnEquals": {"ecs:cluster": [CLUSTER]}}
    assert "EcsService: ecs:DescribeServices used 2 times, last 2026-06-01T10:00:05Z" in said


def test_keys_through_a_service(fit):
    key = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")
    one = record("kms", "Decrypt", {}, resources=[key], through="secretsmanager.amazonaws.com")
    policy, _ = fit([one])
    (found,) = policy["Statement"]
    assert found["Condition"] == {
        "StringEquals": {"kms:ViaService": [f"secretsmanager.{REGION}.amazonaws.com"]}
    }


def test_the_region_is_pinned_only_when_asked(fit):
    calls = [record("ecs", "ListClusters", {}), *sync()]
    assert "aws:RequestedRegion" not in json.dumps(fit(calls)[0])
    policy, _ = fit(calls, "--pin-region")
    pinned = [one for one in policy["Statement"] if "aws:RequestedRegion" in json.dumps(one)]
    assert all(one["Resource"] == ["*"] or one["Sid"].startswith("Iam") for one in pinned)
    assert {"StringEquals": {"aws:RequestedRegion": [REGION]}} in [one["Condition"] for one in pinned]


def test_ids_become_patterns_only_when_asked(fit):
    policy, _ = fit(sync())
    assert "9223370564341623665" in json.dumps(policy)
    policy, _ = fit(sync(), "--generalize")
    assert statement(policy, "EcsTaskSet")["Resource"] == [arn("ecs", "task-set/prod/web/ecs-svc/*")]
    assert statement(policy, "EcsTaskDefinition")["Resource"] == [arn("ecs", "task-definition/web:*")]


def denied(event, kind="identity-based policy"):
    message = (
        f"User: {ROLE} is not authorized to perform: ecs:{event} on resource: {SERVICE} because no {kind}"
        f" allows the ecs:{event} action"
    )
    asked = {"cluster": CLUSTER, "service": "web"}
    return record("ecs", event, asked, errorCode="AccessDenied", errorMessage=message)


def test_what_was_denied_is_in_it_only_when_asked(fit):
    calls = [*sync(), denied("DeleteService"), denied("RunTask", "service control policy")]
    policy, said = fit(calls)
    assert "ecs:DeleteService" not in json.dumps(policy)
    assert "denied when made, and left out: 1 call; --include-denied takes them" in said
    policy, said = fit(calls, "--include-denied")
    assert "ecs:DeleteService" in json.dumps(policy)
    assert "ecs:RunTask" not in json.dumps(policy)
    assert "denied by what no policy of the role can undo, and left out: 1 call" in said


def test_what_a_trail_does_not_record_is_said_once_for_a_service(fit):
    calls = [record("s3", "GetBucketLocation", {"bucketName": "b"}), record("ecs", "ListClusters", {})] * 2
    _, said = fit(calls)
    assert said.count("s3: CloudTrail does not record") == 1
    assert "ecs: CloudTrail" not in said
    _, said = fit([*calls, record("s3", "GetObject", {"bucketName": "b", "key": "k"})])
    assert "s3: CloudTrail" not in said


def test_what_a_record_does_not_name_is_said_and_not_everything(fit):
    policy, said = fit(
        [record("ecs", "UpdateService"), record("ecs", "RunTask", {"taskDefinition": "web:8"})]
    )
    assert '"*"' not in json.dumps(policy)
    assert "iam:PassRole, 1 time: the roles of the task definition, which the record does not hold" in said


@pytest.mark.parametrize(
    "format", ["cloudformation", "cloudformation-json", "terraform", "terraform-hcl", "aws-cli"]
)
def test_every_format_reads_back_and_allows_the_calls(fit, emit, tmp_path, format):
    text, _ = fit(sync(), format=format)
    assert "piped" in text
    assert "used 2 times" in text or format == "aws-cli"
    if format == "aws-cli":
        return
    suffix = {"terraform": "tf.json", "terraform-hcl": "tf", "cloudformation": "yaml"}.get(format, "json")
    (tmp_path / f"policy.{suffix}").write_text(text)
    ran = emit("replay", "calls.json", "--policy", f"policy.{suffix}")
    assert (ran.status, "11 allowed, 0 denied, 0 unknown" in ran.out) == (0, True), ran.out


@pytest.mark.parametrize(
    ("calls", "arguments", "status", "said"),
    [
        (json.dumps({"Records": sync()}), ("--format", "polcy"), 2, "did you mean 'policy'?"),
        (json.dumps({"Records": sync()}), (), 2, "--target: required, or --format"),
        (
            json.dumps({"Records": sync()}),
            ("--format", "policy", "--env", "x"),
            2,
            "--env: requires --target",
        ),
        (
            json.dumps({"Records": sync()}),
            ("--target", "ufo", "--pin-region"),
            2,
            "--pin-region: cannot be combined with --target",
        ),
        ('{"action": "ecs:ListClusters"}', ("--format", "terraform"), 2, "do not name one role or user"),
        (
            json.dumps({"Records": [denied("DeleteService")]}),
            ("--format", "policy"),
            5,
            "1 were denied; --include-denied takes them",
        ),
        ("{}", ("--format", "policy"), 5, "is neither a call nor a record of CloudTrail"),
        (
            json.dumps({"Records": sync()}),
            ("--format", "policy", "--principal", "*:role/x"),
            2,
            "made none of the 11 calls",
        ),
    ],
)
def test_one_line_for_what_cannot_be_fitted(emit, tmp_path, *, calls, arguments, status, said):
    (tmp_path / "calls").write_text(calls)
    ran = emit("fit", "calls", *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1), ran.err
    assert said in ran.err


def test_calls_in_no_named_region_stay_unknown_there(fit):
    one = record("ecs", "UpdateService", {"cluster": "prod", "service": "web"}, awsRegion=None)
    policy, said = fit([one])
    assert f"named in part: arn:aws:ecs:*:{ACCOUNT}:service/prod/web" in said
    assert '"*"' not in json.dumps(policy)


def test_more_resources_than_a_policy_can_name_ask_for_patterns(emit, tmp_path, monkeypatch):
    monkeypatch.setattr("emitter.fit.uses.KEPT", 5)
    calls = [
        record("ecs", "DescribeTasks", {"cluster": "prod", "tasks": [f"{number:032x}"]})
        for number in range(9)
    ]
    (tmp_path / "calls.json").write_text(json.dumps({"Records": calls}))
    ran = emit("fit", "calls.json", "--format", "policy")
    assert (ran.status, ran.out) == (5, "")
    assert "--generalize makes patterns" in ran.err
    ran = emit("fit", "calls.json", "--format", "policy", "--generalize")
    assert json.loads(ran.out)["Statement"][0]["Resource"] == [arn("ecs", "task/prod/*")]


@pytest.mark.parametrize("format", ["cloudformation", "terraform", "terraform-hcl", "aws-cli", "policy"])
def test_nothing_of_a_hostile_record_leaves_its_place(fit, format):
    """Times, names and resources of a trail are text of somebody else's."""
    evil = 'x\n}\nresource "null" "y" {\n#'
    one = record("sqs", "SendMessage", {"queueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{evil}"})
    one["eventTime"] = f"2026-06-01T10:00:05Z{evil}"
    one["requestParameters"]["tags"] = {evil: evil}
    two = record("s3", "PutObject", {"bucketName": "b", "key": f"k{evil}"})
    made, said = fit([one, two], format=format)
    text = json.dumps(made, indent=1) if format == "policy" else made
    assert not any(line.startswith('resource "null"') for line in text.splitlines())
    assert '"null" "y" {' not in said


def test_a_role_whose_name_iam_does_not_take_is_none(emit, tmp_path):
    evil = json.loads(json.dumps(sync()).replace(":role/piped", ":role/pi\\nped"))
    (tmp_path / "calls.json").write_text(json.dumps({"Records": evil}))
    ran = emit("fit", "calls.json", "--format", "terraform-hcl")
    assert (ran.status, ran.out) == (2, "")
    assert "do not name one role or user" in ran.err
