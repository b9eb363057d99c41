"""``emit lint``: what it reads, what it says, how it ends."""

import io
import json
import os
import sys
import threading

import pytest

from emitter.lint.rules import rules
from emitter.reading import file_tree
from tests.support.error_lines import said

GOOD = '{"Version": "2012-10-17", "Statement": [\n%s]}'
ONE = '            {"Sid": "One", "Effect": "Allow", "Action": "%s", "Resource": "%s"}'
WIDE = GOOD % (ONE % ("*", "*"))
NARROW = GOOD % (ONE % ("s3:GetObject", "arn:aws:s3:::toys/a"))
PROJECT = """
[environments.prod]
account = "111122223333"
region = "eu-west-1"
[environments.prod.targets.toy]
version = "1"
permissions = "documented"
"""
ACCEPT = """
[[accept]]
rule = "W401"
where = "{where}"
why = "it is an administrator's"
{until}
"""


@pytest.fixture
def write(tmp_path):
    """Put text into a file of the folder that emit runs in."""

    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def w401(ran):
    """The places of W401 in what was printed."""
    return [line.split(": W401")[0] for line in ran.out.splitlines() if ": W401" in line]


def test_a_finding_is_shown_where_it_is(emit, write):
    write("wide.json", WIDE)
    ran = emit("lint", "--rule", "W401", "wide.json")
    assert ran.status == 1
    assert ran.err == ""
    assert ran.out.splitlines() == [
        "wide.json:2:57: W401 allows every action of every service [One]",
        "    " + WIDE.splitlines()[1],
        " " * 60 + "^",
        "1 warning in 1 file; run emit lint --explain W401 for the reason and the fix",
    ]


def test_a_clean_file_is_clean(emit, write):
    write("narrow.json", NARROW)
    ran = emit("lint", "narrow.json")
    assert (ran.status, ran.out, ran.err) == (0, "no findings in 1 file\n", "")


def test_standard_input(emit, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WIDE.encode())))
    ran = emit("lint", "-")
    assert w401(ran) == ["standard input:2:57"]
    assert ran.status == 1


def test_a_folder_stands_for_what_holds_policies_in_it(emit, write, tmp_path):
    for name in ("a/b/wide.json", "a/wide.yaml", "a/.git/wide.json", "a/wide.txt"):
        write(name, WIDE)
    write("a/package.json", '{"name": "x"}')
    write("a/chart.yaml", "a: {{ .Values.x }}")
    write("a/several.yaml", "a: 1\n---\nb: 2\n")
    os.mkfifo(tmp_path / "a" / "pipe.json")
    (tmp_path / "a" / "gone.json").symlink_to("nowhere")
    ran = emit("lint", "a", "a/wide.yaml")
    assert w401(ran) == ["a/wide.yaml:2:57", "a/b/wide.json:2:57"]
    assert ran.err == ""


BROKEN = {
    "template.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources: {{ x }}\n",
    "template.json": '{"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy" "Properties": {}}}}',
    "policy.yaml": "Version: '2012-10-17'\nStatement:\n- Effect: Allow\n  Action: s3:*\n Resource: b\n",
    "list.yaml": "- Statement: [\n",
    "several.yaml": "Statement: []\n---\nx: 1\n",
    "policy.json": WIDE[:-1],
    "utf16.json": b"\xff\xfe" + WIDE.encode("utf-16-le")[:-1],
    "latin.json": '{"Statement": "é"}'.encode("latin-1"),
    "manifest.yaml": 'kind: Policy\nspec:\n  document: |\n    {"Statement": [{"Effect": "Allow"}]}\n',
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_looks_like_policies_and_cannot_be_read_fails_the_run(emit, write, tmp_path, name):
    write("a/wide.json", WIDE)
    content = BROKEN[name]
    (tmp_path / "a" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = emit("lint", "a")
    assert ran.status == 5
    assert w401(ran) == ["a/wide.json:2:57"]
    assert ran.err.startswith(f"a/{name}:")
    assert ran.err.endswith("; not linted\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("a: {{ .Values.x }}", ""),
        ("a: 1\n---\nb: 2\n", ""),
        ('{"Version": "3", "services": {}}', ""),
        ('{"description": "what AWS::IAM::Role is for"}', "warning: a/other.yaml: is no..."),
        ("title: Statement of effect\n", ""),
    ],
)
def test_what_is_of_no_matter_is_passed_over(emit, write, text, warning):
    write("a/narrow.json", NARROW)
    write("a/other.yaml", text)
    ran = emit("lint", "a")
    assert (ran.status, ran.out) == (0, "no findings in 1 file\n")
    assert ran.err.startswith(warning.removesuffix("..."))
    assert bool(ran.err) is bool(warning)


def test_a_policy_without_statements_is_one_all_the_same(emit, write):
    write("a/empty.json", '{"Version": "2012-10-17"}')
    ran = emit("lint", "a")
    assert ran.status == 1
    assert "a/empty.json:1:1: E101 has no Statement" in ran.out


def test_a_file_that_may_not_be_read_fails_the_run(emit, write, monkeypatch):
    write("a/narrow.json", NARROW)
    monkeypatch.setattr(file_tree, "head", _denied)
    ran = emit("lint", "a")
    assert (ran.status, ran.err) == (
        6,
        "a/narrow.json: permission denied; let it be read; not linted\n",
    )


def _denied(file):
    raise PermissionError(13, "Permission denied")


def test_standard_input_that_is_closed(emit, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    ran = emit("lint", "-")
    said(ran, "standard input: is closed; give it something to read")
    assert ran.status == 6


def test_a_pipe_that_nobody_writes_to(emit, tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    ran = emit("lint", "pipe.json")
    said(ran, "pipe.json: nobody writes to this pipe; name a file that is there")
    assert ran.status == 6


def test_a_pipe_that_somebody_writes_to(emit, tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    writer = threading.Thread(target=(tmp_path / "pipe.json").write_text, args=(WIDE * 5_000,))
    writer.start()
    while not (ran := emit("lint", "pipe.json")).err.startswith("pipe.json:2:"):
        assert "nobody writes" in ran.err
    writer.join()


def test_what_a_shell_gives_as_a_file(emit):
    reading, writing = os.pipe()
    with open(writing, "w", encoding="utf-8") as file:
        file.write(WIDE)
    ran = emit("lint", "--rule", "W401", f"/dev/fd/{reading}")
    os.close(reading)
    assert w401(ran) == [f"/dev/fd/{reading}:2:57"]


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ('{"a": 1}', 5, "file.json: is no CloudFormation, Terraform or policy document..."),
        ("{", 5, "file.json:1:2: is no JSON..."),
        ("&a [*a]", 5, "file.json:1:5: names an anchor..."),
        (None, 6, "file.json: no such file or directory; name a file that is there"),
    ],
)
def test_a_file_that_is_named_has_to_be_read(emit, write, text, status, says):
    if text is not None:
        write("file.json", text)
    ran = emit("lint", "file.json")
    said(ran, says)
    assert ran.status == status


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--format", "sarf"], "--format: unknown format 'sarf'; did you mean 'sarif'?"),
        (["--min-severity", "eror"], "--min-severity: unknown severity 'eror'; did you mean 'error'?"),
        (["--rule", "W4O1"], "--rule: unknown rule 'W4O1'; did you mean..."),
        (["--explain", "W4O1"], "--explain: unknown rule 'W4O1'; did you mean..."),
    ],
)
def test_what_there_is_none_of(emit, options, says):
    ran = emit("lint", *options, "-")
    said(ran, says)
    assert ran.status == 2


def test_severities(emit, write):
    write("wide.json", WIDE)
    ran = emit("lint", "--min-severity", "error", "--rule", "w401", "wide.json")
    assert (ran.status, ran.out) == (0, "no findings in 1 file\n")


@pytest.mark.parametrize("name", ["json", "sarif", "github", "junit"])
def test_formats(emit, write, name):
    write("wide.json", WIDE)
    ran = emit("lint", "--format", name, "--rule", "W401", "wide.json")
    assert ran.status == 1
    assert "W401" in ran.out
    assert ran.err == ""


def test_the_objects_of_json(emit, write):
    write("wide.json", WIDE)
    assert json.loads(emit("lint", "--format", "json", "--rule", "W401", "wide.json").out) == [
        {
            "rule": "W401",
            "severity": "warning",
            "message": "allows every action of every service",
            "file": "wide.json",
            "line": 2,
            "column": 57,
            "sid": "One",
            "document": "",
        }
    ]


def test_explain(emit):
    ran = emit("lint", "--explain", "w401")
    assert ran.out.startswith("## W401\n\nWarning: Action * allows every action of every service.\n")
    assert "```json" in ran.out
    assert ran.status == 0


def test_explain_all(emit):
    ran = emit("lint", "--explain", "all")
    assert all(f"## {rule.id}\n" in ran.out for rule in rules())


def test_without_a_file_it_reads_what_build_has_written(emit, write):
    write("emit.toml", 'formats = ["cloudformation", "terraform", "aws-cli"]' + PROJECT)
    assert emit("build").status == 0
    ran = emit("lint", "--rule", "W401")
    assert ran.out == "no findings in 2 files\n"


def test_a_file_that_was_not_built(emit, write, tmp_path):
    write("emit.toml", PROJECT)
    emit("build")
    (tmp_path / "out" / "prod" / "toy.yaml").unlink()
    ran = emit("lint")
    said(ran, "out/prod/toy.yaml: not found; run emit build to create it")
    assert ran.status == 6


def test_without_a_file_and_without_emit_toml(emit):
    ran = emit("lint")
    said(ran, "emit.toml: not found...")
    assert ran.status == 3


def test_what_emit_toml_accepts_is_left_out(emit, write):
    write("wide.json", WIDE)
    write("emit.toml", ACCEPT.format(where="wide.json", until=""))
    assert w401(emit("lint", "wide.json")) == []
    assert w401(emit("lint", ".")) == []


def test_another_file_of_configuration(emit, write):
    write("deep/wide.json", WIDE)
    write("deep/other.toml", ACCEPT.format(where="wide.json", until=""))
    assert w401(emit("lint", "deep/wide.json")) == ["deep/wide.json:2:57"]
    assert w401(emit("lint", "--config", "deep/other.toml", "deep/wide.json")) == []


def test_an_acceptance_is_held_to_its_day(emit, write):
    write("wide.json", WIDE)
    write("emit.toml", ACCEPT.format(where="*", until="until = 2020-12-31"))
    ran = emit("lint", "--rule", "W401", "--rule", "W902", "wide.json")
    assert w401(ran) == ["wide.json:2:57"]
    assert "emit.toml:2:1: W902 expired acceptance of W401 at '*': it ended on 2020-12-31" in ran.out
    assert ran.status == 1


@pytest.mark.parametrize(
    ("arguments", "is_judged"), [(["narrow.json"], False), (["."], True), (["deep"], False)]
)
def test_an_acceptance_is_judged_when_all_that_it_could_be_about_was_read(emit, write, arguments, is_judged):
    write("narrow.json", NARROW)
    write("deep/narrow.json", NARROW)
    write("emit.toml", ACCEPT.format(where="*.json", until=""))
    ran = emit("lint", *arguments)
    assert (
        "emit.toml:2:1: W901 unused acceptance of W401 at '*.json': it matches no finding" in ran.out
    ) is is_judged
    assert ran.status == is_judged


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("where = 'x'\nwhy = 'y'", ["1: accept[0].rule: required; name one, as W404"]),
        (
            "rule = 'W401'\nwhy = 'y'",
            ["1: accept[0].where: required; give a file, document or Sid, or a pattern of one"],
        ),
        ("rule = 'W401'\nwhere = 'x'", ["1: accept[0].why: required; say why it is accepted"]),
        ("rule = 'W401'\nwhere = 'x'\nwhy = ' '", ["4: accept[0].why: is empty; say why it is accepted"]),
        (
            "rule = 'W4O1'\nwhere = 'x'\nwhy = 'y'",
            ["2: accept[0].rule: unknown rule 'W4O1'; did you mean 'W413'?"],
        ),
        (
            "rule = 401\nwhere = 'x'\nwhy = 'y'",
            ["2: accept[0].rule: is an integer, not a string; put it in quotes"],
        ),
        (
            "rule = 'W401'\nwere = 'x'",
            [
                "3: accept[0].were: unknown key; did you mean 'where'?",
                "1: accept[0].where: required; give a file, document or Sid, or a pattern of one",
                "1: accept[0].why: required; say why it is accepted",
            ],
        ),
        (
            "rule = 'W401'\nwhere = 'x'\nwhy = 'y'\nuntil = '2030-12-31'",
            ["5: accept[0].until: is not a date; write 2030-12-31, without quotes"],
        ),
        (
            "rule = 'W401'\nwhere = 'x'\nwhy = 'y'\nuntil = 2030-12-31T00:00:00Z",
            ["5: accept[0].until: is not a date; write 2030-12-31, without quotes"],
        ),
        (
            "rule = 'W401'\nwhere = 'x'\nwhy = 'y'\n[[accept]]\nwhere = 'x'",
            [
                "5: accept[1].rule: required; name one, as W404",
                "5: accept[1].why: required; say why it is accepted",
            ],
        ),
    ],
)
def test_an_acceptance_is_read_strictly(emit, write, table, says):
    write("emit.toml", f"[[accept]]\n{table}\n")
    ran = emit("lint")
    assert ran.err.splitlines() == [f"emit.toml:{line}" for line in says]
    assert (ran.status, ran.out) == (3, "")


def test_a_boundary_grants_nothing_and_is_still_a_policy(emit, tmp_path):
    policy = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Sid": "not-good", "Effect": "Allow", "Action": "*", "Resource": "*"}],
            }
        },
    }
    role = {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "sts:AssumeRole",
                        "Principal": {"Service": "ec2.amazonaws.com"},
                    }
                ],
            },
            "PermissionsBoundary": {"Ref": "Limits"},
        },
    }

    def rules(resources):
        (tmp_path / "t.json").write_text(json.dumps({"Resources": resources}))
        return {found["rule"] for found in json.loads(emit("lint", "--format", "json", "t.json").out)}

    assert rules({"Limits": policy}) == {"E105", "W401"}
    assert rules({"Limits": policy, "Role": role}) == {"E105"}


def test_a_folder_without_policies_says_so_and_is_green(emit, write):
    write("infra/a.json", "{}")
    ran = emit("lint", "infra")
    assert ran.status == 0
    assert "note: infra: no file in it holds IAM policies" in ran.err


def test_what_is_excluded_is_not_linted(emit, write):
    write("infra/a.json.j2", '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}')
    assert emit("lint", "infra").status == 5
    assert emit("lint", "infra", "--exclude", "*.j2").status == 0


def test_of_several_files_those_that_can_be_read_are_linted(emit, write):
    write("good.json", '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}')
    write("bad.json", "{")
    ran = emit("lint", "bad.json", "good.json")
    assert ran.status == 5
    assert "W401" in ran.out
    assert ran.err.startswith("bad.json:1:2: ")
    gone = emit("lint", "bad.json", "gone.json")
    assert (gone.status, gone.out, gone.err.count("\n")) == (5, "", 2)
