"""Every command does what its help says, and says it."""

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from contextlib import suppress

import jsonschema
import pytest

from emitter.catalogue.targets import names
from emitter.cli.root import COMMANDS, root
from emitter.project.starter import STARTER
from emitter.template.marker import MARK
from tests.support.fixtures import tree


def command(name):
    return root.get_command(None, name)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_and_option_has_its_help(name, emit):
    its = command(name) if name else root
    assert its.help
    assert all(parameter.help for parameter in its.params if parameter.param_type_name == "option")
    ran = emit(*name.split(), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert its.help.split("\n")[0] in " ".join(ran.out.split())
    for parameter in its.params:
        assert all(option in ran.out for option in parameter.opts if option.startswith("--"))


def test_the_help_lists_every_command(emit):
    out = emit("--help").out
    assert all(re.search(rf"^  {name} ", out, re.M) for name in COMMANDS)


def test_init_build_and_check_go_round(emit, tmp_path):
    ran = emit("init")
    assert (ran.status, ran.out, ran.err) == (0, "", "emit.toml: written; next: emit build\n")
    assert tree(tmp_path) == {"emit.toml": STARTER}
    assert emit("check").status == 1
    assert emit("build").status == 0
    assert emit("check").status == 0
    assert sorted(tree(tmp_path)) == ["emit.toml", "out/dev/piped-ecs.tf.json", "out/dev/piped-ecs.yaml"]


def test_what_the_starter_has_commented_out_works_too(emit, tmp_path):
    lines = [re.sub(r"^# (?=[\[\w][\w.-]*(\]| =))", "", line) for line in STARTER.splitlines()]
    lines = [re.sub(r"^# (?=\[)", "", line) for line in lines]
    assert sum(a != b for a, b in zip(lines, STARTER.splitlines(), strict=True)) >= 6
    (tmp_path / "emit.toml").write_text("\n".join(line for line in lines if "permissions =" not in line))
    ran = emit("build")
    assert ran.status == 0, ran.err
    assert "out/dev/ufo.yaml" in tree(tmp_path)


@pytest.mark.parametrize("held", ["mine\n", ""])
def test_init_writes_over_nothing(held, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(held)
    ran = emit("init")
    assert (ran.status, ran.out) == (6, "")
    assert ran.err == "emit.toml: already exists; move it away, or name another with --config\n"
    assert tree(tmp_path) == {"emit.toml": held}


def test_init_writes_where_it_is_asked(emit, tmp_path):
    assert emit("init", "--config", "iam/emit.toml").status == 0
    assert tree(tmp_path) == {"iam/emit.toml": STARTER}


def test_schema_admits_the_starter_and_refuses_a_misspelled_key(emit):
    ran = emit("schema")
    assert (ran.status, ran.err) == (0, "")
    schema = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tomllib.loads(STARTER), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(STARTER.replace("account =", "acount =")), schema)


def test_targets_lists_them_all_with_versions_and_titles(emit):
    ran = emit("targets")
    assert (ran.status, ran.err) == (0, "")
    rows = {line.split()[0]: line for line in ran.out.splitlines()[1:]}
    assert {"piped-ecs", "piped-lambda", "ufo", "toy", "toy-other"} <= set(rows)
    assert re.fullmatch(r"toy +1 to 3 +3\.1, 2026-02-28 +ecs-task-role +toymaker: toys", rows["toy"])
    assert re.fullmatch(
        r"toy-other +1\.0 to 1\.1 +not stated +ecs-task-role +gamemaker: games", rows["toy-other"]
    )
    as_data = {target["name"]: target for target in json.loads(emit("targets", "--json").out)}
    assert set(as_data) == set(rows)
    assert as_data["toy"]["versions"] == ["1", "2", "3"]


def test_a_target_is_shown_with_reasons_and_evidence(emit):
    ran = emit("targets", "toy", "--permissions")
    assert (ran.status, ran.err) == (0, "")
    for line in (
        "  bucket    default *     buckets with toys",
        "  key       required      key that toys are locked with",
        "  s3:PutObject, for make: puts a toy in",
        "      on arn:{partition}:s3:::{bucket}/{folder}/*",
        "      code: https://github.com/toymaker/toy/blob/0123456789abcdef0123456789abcdef01234567/toy.go#L4",
    ):
        assert line in ran.out.splitlines()
    data = json.loads(emit("targets", "toy", "--json").out)
    assert {grant["action"] for grant in data["grants"]} >= {"s3:PutObject", "iam:PassRole"}
    assert all(grant["reason"] and grant["sources"] for grant in data["grants"])


def test_an_overview_counts_what_permissions_lists(emit):
    ran = emit("targets", "toy")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    grants = json.loads(emit("targets", "toy", "--json").out)["grants"]
    assert f"permissions ({len(grants)}; emit targets toy --permissions lists them)" in lines
    assert "versions 1, 2, 3; read up to 3.1, 2026-02-28" in lines
    assert "s3:PutObject" not in ran.out
    assert "  1 to 2: 2 actions, 2 faults; toys is no service" in lines
    assert "  3: 3 actions" in lines


@pytest.mark.parametrize("name", names())
def test_an_overview_fits_a_screen_or_few(name, emit):
    assert len(emit("targets", name).out.splitlines()) <= 120


def test_permissions_needs_a_target(emit):
    ran = emit("targets", "--permissions")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == ("--permissions: requires the name of a target; emit targets NAME --permissions\n")


@pytest.mark.parametrize(("lines", "paged"), [(5, True), (4000, False)])
def test_what_is_longer_than_a_terminal_goes_through_its_pager(lines, paged, tmp_path):
    """On a real terminal, with a pager that says that it was asked."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho through the pager\ncat\n")
    pager.chmod(0o755)
    environment = os.environ | {"PAGER": str(pager), "LINES": str(lines), "COLUMNS": "80", "TERM": "xterm"}
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "emitter", "targets", "cert-manager"]
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=environment) as running:
        os.close(its)
        shown = b""
        # Linux raises where macOS ends, once the other side is closed.
        with suppress(OSError):
            while read := os.read(ours, 65536):
                shown += read
    os.close(ours)
    assert running.returncode == 0
    assert (b"through the pager" in shown) is paged
    assert b"read up to" in shown


def test_output_goes_to_a_file_in_one_step(emit, tmp_path):
    printed = emit("--target", "toy").out
    ran = emit("--target", "toy", "--output", "deep/iam.yaml")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert tree(tmp_path) == {"deep/iam.yaml": printed}


@pytest.mark.parametrize("output", ["emit.toml/iam.yaml", ".", "/proc/nowhere/iam.yaml"])
def test_an_output_that_cannot_be_written_is_one_line(output, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("")
    ran = emit("--target", "toy", "--output", output)
    assert (ran.status, ran.out, ran.err.count("\n")) == (6, "", 1)
    assert ran.err.startswith(f"{output}: ")
    assert tree(tmp_path) == {"emit.toml": ""}


def test_the_header_says_the_command_in_one_order_however_it_was_typed(emit):
    typed = (
        "--set bucket=b --feature make --target toy --feature lock --format terraform",
        "--feature lock --format terraform --target toy --feature make --feature lock --set bucket=b",
    )
    first, second = (emit(*line.split()).out for line in typed)
    assert first == second
    again = json.loads(first)["//"][1].removeprefix("To make it again: ")
    assert again == "emit --target toy --format terraform --feature lock --feature make --set bucket=b"
    assert emit(*again.split()[1:]).out == first


def test_warnings_are_on_standard_error(emit):
    ran = emit("--target", "toy@2", "--permissions", "documented")
    assert ran.err.splitlines()[:2] == [
        "warning: toy: documented: toys is no service",
        "warning: toy: documented: every bucket is meant",
    ]
    assert all(line.startswith("warning: toy: ") for line in ran.err.splitlines())
    assert ran.status == 0
    assert ran.out.startswith(f"# {MARK}\n")
    assert "toys:*" in ran.out


def test_several_targets_are_one_identity_with_a_policy_each(emit):
    ran = emit(
        "--target",
        "toy",
        "--target",
        "toy-other",
        "--format",
        "cloudformation-json",
        "--feature",
        "cheat",
        "--feature",
        "make",
        "--without",
        "play",
        "--set",
        "toy.bucket=lego",
    )
    assert ran.status == 0, ran.err
    template = json.loads(ran.out)
    kinds = [resource["Type"].rpartition("::")[2] for resource in template["Resources"].values()]
    assert kinds == ["Role", "ManagedPolicy", "ManagedPolicy"]
    toy, other = (
        [
            statement["Sid"]
            for statement in template["Resources"][title]["Properties"]["PolicyDocument"]["Statement"]
        ]
        for title in ("ToyPolicy", "ToyOtherPolicy")
    )
    assert "NewObjects" in toy
    assert other == ["Hidden"]
    assert "ToyBucket" not in template["Parameters"]
    assert "ToyOtherBucket" in template["Parameters"]


def test_access_keys_are_never_made(emit):
    for kind in ("user", "group", "ecs-task-role"):
        for format in ("cloudformation", "terraform", "aws-cli"):
            out = emit("--target", "toy", "--identity", kind, "--format", format).out
            assert not re.search(
                r"access.?key|login.?profile", out.replace("access keys are never emitted", ""), re.I
            )


@pytest.mark.parametrize("command", [(), ("build",), ("lint",)])
def test_h_is_help(command, emit):
    short, long = emit(*command, "-h"), emit(*command, "--help")
    assert short == long
    assert short.out.startswith("Usage: emit")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name):
    assert re.search(rf"^\s+(\w+: +(eval \"\$\()?)?emit(-iam)? {name}\b", command(name).help, re.M)


def test_the_help_groups_commands_and_options(emit):
    out = emit("--help").out
    groups = re.findall(r"^(\w.*):$", out, re.M)
    assert groups == [
        *("What to write", "For which environment", "How and where to", "Options"),
        *("Write", "Look up", "Judge", "Set up"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("check --prune", "emit check: no such option --prune; see emit check --help"),
        ("build --dry-rum", "emit build: no such option --dry-rum; did you mean '--dry-run'?"),
        ("build --purge", "emit build: no such option --purge; see emit build --help"),
    ],
)
def test_an_option_that_is_only_a_little_alike_is_not_suggested(line, says, emit):
    ran = emit(*line.split())
    assert (ran.status, ran.err) == (2, f"{says}\n")


def test_newest_says_which_version_it_took(emit):
    ran = emit("--target", "toy@9", "--newest", "--any-name")
    assert ran.status == 0
    assert "warning: toy: takes 3, the newest version that the catalogue knows" in ran.err.splitlines()
    assert "takes" not in emit("--target", "toy@2", "--newest", "--any-name").err


def test_the_starter_names_its_schema_as_taplo_reads_it():
    assert STARTER.startswith("#:schema ./emit.schema.json\n")
    assert "linguist-generated" in STARTER
