"""Whatever the input is: findings or one line, in bounded time and memory."""

import json
import resource
import subprocess
import sys

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emitter.errors import EmitError
from emitter.lint.linter import lint
from emitter.lint.reports import NAMES, Run, load_report
from emitter.lint.rules import rules
from emitter.reading import yaml_tree
from emitter.reading.files import read, read_text
from tests.support import hostile
from tests.support.work import calls

_SETTINGS = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
_CALLS = 1_000_000


def judged(source):
    """Every report of what ``source()`` holds, or the line with which it is refused; with little work."""

    def judge():
        nonlocal line
        try:
            made = source()
            findings = list(lint([made]))
        except EmitError as error:
            line = str(error)
        else:
            for report in NAMES:
                load_report(report).render(Run(findings, (made.file,), rules())).encode()

    line = ""
    assert calls(judge) < _CALLS
    assert line.isprintable()


def text_judged(text):
    """The same, of a text in a file."""
    judged(lambda: read_text(text, "some.json"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
# Words that mean something to a reader or a rule, to be put where they do not belong.
_MEANINGFUL = """
    Version Id Statement Sid Effect Allow Deny Principal NotPrincipal Action NotAction Resource
    NotResource Condition 2012-10-17 2008-10-17 * ? ** s3:* s3:Get* iam:PassRole ecs:RunTask
    ecs:RegisterTaskDefinition sts:AssumeRole sts:AssumeRoleWithWebIdentity arn:aws:s3:::b/*
    arn:aws:iam::123456789012:role/* arn::::: arn: arn:${AWS::Partition}:ecs:::* ${aws:username} ${ ${}
    ${*} $${x} aws:PrincipalOrgID aws:SourceArn aws:RequestTag/x iam:PassedToService AWS Service
    Federated ecs.amazonaws.com ecs-tasks.amazonaws.cm StringEquals StringLike ForAllValues:StringEquals
    ArnLikeIfExists Null Bool IpAddress 10.0.0.0/8 true false Resources Type Properties PolicyDocument
    AssumeRolePolicyDocument AWS::IAM::Role AWS::IAM::ManagedPolicy Ref Fn::Sub Fn::Join Fn::GetAtt
    Fn::If Metadata Because accepted data resource aws_iam_policy_document statement actions resources
    principals identifiers condition test variable values Policies Roles ${jsonencode({
    ${data.aws_region.x.name} repo:* source_policy_documents override_policy_documents dynamic content
    for_each ${data.aws_iam_policy_document.d.json} ${data.aws_iam_policy_document.e.json} << Fn::ForEach::x
    Fn::ToJsonString
"""
_WORDS = st.sampled_from(_MEANINGFUL.split())
_LEAF = _WORDS | st.none() | st.booleans() | st.integers() | st.text(max_size=8)
_ALMOST = st.recursive(
    _LEAF,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_WORDS | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=30,
)


@st.composite
def _policies(draw):
    """Policies by the grammar, but for what stands in them."""
    values = _WORDS | st.lists(_WORDS, max_size=4) | _ALMOST
    elements = ("Sid", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal")
    statement = st.fixed_dictionaries(
        {"Effect": st.sampled_from(("Allow", "Deny")) | _LEAF},
        optional=dict.fromkeys(elements, values)
        | {
            "Principal": st.dictionaries(st.sampled_from(("AWS", "Service", "Federated")), values) | values,
            "Condition": st.dictionaries(_WORDS, st.dictionaries(_WORDS, values, max_size=3), max_size=3)
            | _ALMOST,
        },
    )
    document = {"Version": draw(st.sampled_from(("2012-10-17", "2008-10-17")) | _LEAF)}
    document["Statement"] = draw(st.lists(statement, max_size=4) | statement | _ALMOST)
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return document
    role = {"AssumeRolePolicyDocument": draw(_ALMOST), "Policies": [{"PolicyDocument": document}]}
    if kind == 1:
        return {"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": role}}}
    if kind == 2:
        text = draw(st.sampled_from(("%s", "${jsonencode(%s)}"))) % json.dumps(document)
        return {"resource": {"aws_iam_policy": {"p": {"policy": draw(st.sampled_from((text, document)))}}}}
    sources = st.lists(
        st.sampled_from([json.dumps(document), *(w for w in _MEANINGFUL.split() if "_document." in w)]),
        max_size=2,
    )
    blocks = st.fixed_dictionaries(
        {"statement": st.lists(_source_statements(), max_size=2) | _ALMOST},
        optional=dict.fromkeys(("source_policy_documents", "override_policy_documents"), sources),
    )
    return {"data": {"aws_iam_policy_document": {"d": draw(blocks), "e": draw(blocks)}}}


def _source_statements():
    """Statements as a data source has them."""
    condition = st.fixed_dictionaries({"test": _WORDS, "variable": _WORDS, "values": st.lists(_WORDS)})
    dynamic = st.fixed_dictionaries({"for_each": _WORDS, "content": condition})
    return st.fixed_dictionaries(
        {"actions": st.lists(_WORDS, max_size=3)},
        optional={
            "sid": st.sampled_from("AB"),
            "resources": st.lists(_WORDS, max_size=3),
            "condition": condition | st.lists(condition, max_size=2),
            "dynamic": st.fixed_dictionaries({"condition": dynamic}) | _ALMOST,
            "principals": st.fixed_dictionaries({"type": _WORDS, "identifiers": st.lists(_WORDS)}),
        },
    )


@_SETTINGS
@given(_JSON)
def test_any_json(value):
    text_judged(json.dumps(value))


@_SETTINGS
@given(_ALMOST)
def test_any_json_with_words_that_mean_something(value):
    text_judged(json.dumps({"Statement": value}))
    text_judged(json.dumps(value))


@_SETTINGS
@given(_policies())
def test_any_policy(policy):
    text_judged(json.dumps(policy))


@_SETTINGS
@given(_policies())
def test_any_policy_in_yaml(policy):
    text_judged(yaml.safe_dump(policy, allow_unicode=True))


@_SETTINGS
@given(st.text())
@example("Statement: !!python/object/apply:os.system [touch made]")
@example("%YAML 9.9\n---\nStatement: []")
@example("? [a]\n: Statement")
@example("Statement: !Sub {a: b}")
@example("\ufeffStatement: []")
def test_any_text(text):
    text_judged(text)


@_SETTINGS
@given(
    st.lists(st.sampled_from(["Statement", ": ", "- ", "\n", "  ", "&a ", "*a", "!Sub ", "{", "}", "[", "]"]))
)
def test_any_yaml(pieces):
    text_judged("".join(pieces))


@_SETTINGS
@given(st.binary())
def test_any_bytes(tmp_path_factory, data):
    file = tmp_path_factory.getbasetemp() / "bytes.json"
    file.write_bytes(data)
    judged(lambda: read(str(file)))


def _laughs(levels):
    lines = ['a0: &a0 ["x"]', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels))]
    return "\n".join([*lines, f"Statement: *a{levels - 1}"])


_STATEMENT = '{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/%d"}'
HUGE = {
    "anchors that explode": _laughs(30),
    "anchors that explode in policies": _laughs(5).replace('"x"', _STATEMENT % 1),
    "deep lists": "[" * 100_000,
    "deep lists, closed": '{"Statement": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "deep tables": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "deep YAML": "".join(" " * n + "a:\n" for n in range(2_000)),
    "too large": '{"Statement": "' + "x" * yaml_tree.LARGEST + '"}',
    "one long text": '{"Statement": [{"Effect": "Allow", "Action": "' + "*?" * 100_000 + '"}]}',
    "one long ARN": '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::'
    + "*a" * 100_000
    + '"}]}',
    "many statements": '{"Statement": [' + ",".join(_STATEMENT % n for n in range(5_000)) + "]}",
    "many values": json.dumps(
        {"Statement": [{"Effect": "Allow", "Action": [f"s3:Get{n}*" for n in range(2_000)], "Resource": "*"}]}
    ),
    "many resources": json.dumps(
        {
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": [f"arn:aws:s3:::b/{n}*" for n in range(5_000)],
                }
            ]
        }
    ),
    "duplicate keys": '{"Statement": [], ' + ",".join('"Statement": []' for _ in range(10_000)) + "}",
    "holes": '{"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": '
    '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": {"Fn::Sub": "'
    + "${a}" * 50_000
    + '"}}}}}}}',
    "braces": '{"resource": {"aws_iam_policy": {"p": {"policy": "' + "${" * 100_000 + '"}}}}',
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_made_to_hurt_does_not(name):
    refused = ""

    def judge():
        nonlocal refused
        try:
            list(lint([read_text(HUGE[name], "huge.json")]))
        except EmitError as error:
            refused = str(error)

    memory = _peak()
    assert calls(judge) < 30_000_000
    assert len(refused) < 500
    assert _peak() - memory < 300 * 2**20


def _peak():
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_four_times_as_much_takes_about_four_times_the_calls(name):
    """In a process of its own, which ends whatever happens."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.hostile", name],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    once, four_times, memory = map(int, done.stdout.split())
    assert four_times < 6 * once + 1_000_000
    assert four_times < 20_000_000
    assert memory < 300 * 2**20


def test_nothing_that_is_read_is_run(tmp_path):
    for name, text in {
        "a.yaml": "Statement: !!python/object/apply:os.mkdir [made]",
        "b.yaml": "Statement: !!python/name:os.system ''",
        "c.json": '{"Statement": "${file(`made`)}"}',
    }.items():
        (tmp_path / name).write_text(text)
    program = "import sys; from emitter.cli import main; sys.exit(main(['lint', '.']))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "made").exists()
