"""``emit build``: what is written, and what is left alone."""

import os
import re

import pytest

from emitter.template.marker import MARK
from tests.support.fixtures import tree
from tests.support.project import CONFIG, FILES, SUFFIXES, change


def stamps(project):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (project / "out").rglob("*")}


def test_every_target_of_every_environment_in_every_format_is_written(emit, project):
    ran = emit("build")
    assert (ran.status, ran.out) == (0, "")
    *lines, last = ran.err.splitlines()
    assert sorted(lines) == [f"{name}: new" for name in FILES]
    assert last == "out: 12 written, 0 unchanged"
    written = tree(project)
    assert sorted(set(written) - {"emit.toml"}) == FILES
    assert all(MARK in written[name] for name in FILES)
    assert all(written[name].endswith("\n") for name in FILES)


def test_a_second_build_writes_nothing(emit, project):
    emit("build")
    before = stamps(project)
    ran = emit("build")
    assert ran.err == "out: 0 written, 12 unchanged\n"
    assert stamps(project) == before


def test_the_same_input_gives_the_same_files_anywhere(emit, project, tmp_path_factory, monkeypatch):
    emit("build")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "emit.toml").write_text(CONFIG)
    monkeypatch.chdir(elsewhere)
    emit("build")
    assert tree(elsewhere) == tree(project)


def test_a_file_says_the_command_that_makes_it_again(emit, project):
    emit("build")
    before = tree(project)
    assert "emit build --env prod --target toy-other" in before["out/prod/toy-other.yaml"]
    (project / "out/prod/toy-other.yaml").unlink()
    assert emit("build", "--env", "prod", "--target", "toy-other").err == (
        "out/prod/toy-other.yaml: new\nout: 1 written, 3 unchanged\n"
    )
    assert tree(project) == before


def test_what_one_template_says_is_what_build_writes(emit, project):
    emit("build")
    printed = emit("--env", "prod", "--target", "toy-other").out
    written = re.sub(r" Checksum: [0-9a-f]{12}\.", "", (project / "out/prod/toy-other.yaml").read_text())
    assert printed.replace(
        "emit --env prod --target toy-other --format cloudformation", "X"
    ) == written.replace("emit build --env prod --target toy-other", "X")


def test_only_what_changed_is_written(emit, project):
    emit("build")
    before = stamps(project)
    change(project, 'name = "Toys"', 'name = "Games"')
    *lines, last = emit("build").err.splitlines()
    assert sorted(lines) == [f"out/prod/toy{suffix}: changed" for suffix in SUFFIXES]
    assert last == "out: 4 written, 8 unchanged"
    changed = {
        path.name for path, stamp in stamps(project).items() if before[path] != stamp and path.is_file()
    }
    assert changed == {"toy.yaml", "toy.json", "toy.tf.json", "toy.sh"}


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (["--env", "dev"], ["dev/toy"]),
        (["--target", "toy"], ["dev/toy", "prod/toy"]),
        (["--env", "prod", "--target", "toy-other"], ["prod/toy-other"]),
        (["--env", "dev", "--target", "toy-other"], ["dev/toy"]),
    ],
)
def test_one_environment_or_target_alone(options, written, emit, project):
    if "--target" in options and "--env" not in options:
        change(project, "targets.toy-other = {}", "")
    assert emit("build", *options).status == 0
    assert sorted(set(tree(project)) - {"emit.toml"}) == sorted(
        f"out/{w}{s}" for w in written for s in SUFFIXES
    )


def test_a_file_that_emit_did_not_write_is_left_alone(emit, project):
    (project / "out/dev").mkdir(parents=True)
    (project / "out/dev/toy.yaml").write_text("mine\n")
    ran = emit("build", "--env", "dev")
    assert (ran.status, ran.out) == (6, "")
    assert ran.err == "out/dev/toy.yaml: was not written by emit; move it or pass --force\n"
    assert (project / "out/dev/toy.yaml").read_text() == "mine\n"
    assert emit("check").out.startswith(
        "out/dev/toy.yaml: was not written by emit; move it, or run emit build --force\n"
    )
    assert emit("build", "--force").status == 0
    assert MARK in (project / "out/dev/toy.yaml").read_text()


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_somebody_elses_and_what_it_leads_to_is_never_written(force, emit, project):
    (project / "out/dev").mkdir(parents=True)
    (project / "mine.yaml").write_text(f"# {MARK}\n")
    (project / "out/dev/toy.yaml").symlink_to("../../mine.yaml")
    ran = emit("build", *["--force"] * force)
    assert ran.status == (0 if force else 6)
    assert (project / "out/dev/toy.yaml").is_symlink() == (not force)
    assert (project / "mine.yaml").read_text() == f"# {MARK}\n"


def test_strays_are_named_and_deleted_only_when_asked(emit, project):
    emit("build")
    (project / "out/dev/notes.md").write_text("mine\n")
    change(project, "targets.toy-other = {}", "")
    change(project, '"cloudformation-json", "aws-cli"', '"aws-cli"')
    stray = ["out/dev/toy.json", *(f"out/prod/toy-other{s}" for s in SUFFIXES), "out/prod/toy.json"]
    ran = emit("build")
    assert ran.status == 0
    lines = ran.err.splitlines()
    assert sorted(lines[:-1]) == sorted(
        f"{path}: no longer produced by emit.toml; delete it with emit build --prune" for path in stray
    )
    assert set(stray) <= set(tree(project))
    ran = emit("build", "--prune")
    *lines, last = ran.err.splitlines()
    assert sorted(lines) == sorted(f"{path}: deleted" for path in stray)
    assert last == "out: 0 written, 6 unchanged, 6 removed"
    assert set(tree(project)) & set(stray) == set()
    assert (project / "out/dev/notes.md").exists()


def test_the_folder_of_an_environment_that_is_gone_is_a_stray_too(emit, project):
    emit("build")
    change(project, "[environments.prod]", "[environments.production]")
    assert {
        line.split(":")[0] for line in emit("check").out.splitlines() if "run emit build --prune" in line
    } == {name for name in FILES if name.startswith("out/prod/")}
    emit("build", "--prune")
    assert not (project / "out/prod").exists()
    assert emit("check").status == 0


def test_part_of_a_build_takes_nothing_else_for_a_stray(emit, project):
    emit("build")
    before = tree(project)
    for options in (["--env", "dev"], ["--env", "prod", "--target", "toy"]):
        assert emit("build", "--prune", *options).status == 0
        assert tree(project) == before


def test_out_is_beside_the_file_that_names_it(emit, project, tmp_path_factory, monkeypatch):
    change(project, "formats", 'out = "made/here"\nformats')
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert emit("build", "--config", project / "emit.toml").status == 0
    assert len(list((project / "made/here").rglob("*.yaml"))) == 3
    assert emit("check", "--config", project / "emit.toml").status == 0
    assert list(os.scandir()) == []


@pytest.mark.parametrize("out", ["emit.toml", "emit.toml/out"])
def test_where_no_folder_can_be_is_a_fault_of_the_output(out, emit, project):
    change(project, "formats", f'out = "{out}"\nformats')
    ran = emit("build")
    assert (ran.status, ran.out, ran.err.count("\n")) == (6, "", 1)
    assert set(tree(project)) == {"emit.toml"}


def test_two_targets_that_make_the_same_role_are_refused(emit, project):
    change(project, 'targets.toy-other.identity = "toy"', 'targets.toy-other.identity.name = "TOY"')
    ran = emit("build", "--env", "dev")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == (
        "emit.toml:8: environments.dev.targets.toy-other: makes Role TOY, and so does toy; "
        'rename one, or set identity = "toy"\n'
    )


def test_two_targets_can_use_the_same_role_that_is_there(emit, project):
    there = '{ kind = "existing", role = "Games" }'
    change(project, "targets.toy = {}", f"targets.toy.identity = {there}")
    change(project, 'targets.toy-other.identity = "toy"', f"targets.toy-other.identity = {there}")
    assert emit("build").status == 0


def test_warnings_name_the_environment_and_are_no_part_of_a_file(emit, project):
    change(project, "targets.toy = {}", 'targets.toy = { version = "2", permissions = "documented" }')
    ran = emit("build")
    *lines, last = ran.err.splitlines()
    warnings = [line for line in lines if not line.endswith(": new")]
    assert warnings[:2] == [
        "warning: dev: toy: documented: toys is no service",
        "warning: dev: toy: documented: every bucket is meant",
    ]
    assert all(line.startswith("warning: dev: toy: ") for line in warnings)
    assert last == "out: 12 written, 0 unchanged"
    assert not any(
        "toys is no service" in held for name, held in tree(project).items() if name != "emit.toml"
    )


def test_policies_that_iam_would_not_take_are_refused_by_their_key(emit, project):
    names = ", ".join(f'"{letter * 250}{n:03}"' for letter in "ab" for n in range(200))
    change(project, "targets.toy = {}", f"targets.toy = {{ values = {{ bucket = [{names}] }} }}")
    ran = emit("build", "--env", "dev")
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert ran.err.startswith("emit.toml:7: environments.dev.targets.toy: ")
    assert set(tree(project)) == {"emit.toml"}


def test_a_build_of_one_environment_leaves_the_files_of_a_removed_one(emit, project):
    emit("build")
    change(project, CONFIG[CONFIG.index("[environments.dev]") : CONFIG.index("[environments.prod]")], "")
    left = [name for name in FILES if name.startswith("out/dev/")]
    assert emit("build", "--env", "prod", "--prune").status == 0
    assert [name for name in tree(project) if name.startswith("out/dev/")] == left
    assert emit("build", "--prune").status == 0
    assert [name for name in tree(project) if name.startswith("out/dev/")] == []


_SAME_ACCOUNT = """
[environments.dev]
account = "111122223333"
targets.toy = {}

[environments.other]
account = "210987654321"
targets.toy = {}

[environments.prod]
account = "111122223333"
[environments.prod.targets.toy]
identity.name = "NAME"
policy_name = "POLICY"
"""


def named(project, name, policy="toys"):
    text = _SAME_ACCOUNT.replace("NAME", name).replace("POLICY", policy)
    (project / "emit.toml").write_text(text)


@pytest.mark.parametrize("options", [[], ["--env", "prod"], ["--target", "toy"]])
@pytest.mark.parametrize("command", ["build", "check"])
def test_two_environments_of_one_account_that_make_the_same_name_are_refused(command, options, emit, project):
    named(project, "TOY", "mine")
    ran = emit(command, *options)
    (line,) = [line for line in ran.err.splitlines() if line.startswith("emit.toml")]
    assert line == (
        "emit.toml:12: environments.prod.targets.toy: makes Role TOY, and so does toy in emit.toml:4: "
        "environments.dev.targets.toy; rename one, for example with {env} in the name"
    )
    assert (ran.status, ran.out) == (3, "")
    assert not (project / "out/prod").exists()


@pytest.mark.parametrize(
    ("options", "refused"),
    [([], True), (["--env", "prod"], True), (["--env", "fleet"], True), (["--env", "far"], False)],
)
def test_accounts_of_a_fleet_are_those_of_other_environments_too(options, refused, emit, project):
    (project / "accounts.csv").write_text("account,bucket\n111122223333,a\n444455556666,b\n")
    (project / "far.csv").write_text("account,bucket\n777788889999,a\n")
    named(project, "mine")
    fleet = """
[environments.%s]
accounts = "%s.csv"
targets.toy = { identity.name = "MINE", policy_name = "%s" }
"""
    with (project / "emit.toml").open("a") as file:
        file.write(fleet % ("fleet", "accounts", "fleet") + fleet % ("far", "far", "far"))
    ran = emit("check", *options)
    lines = [line for line in ran.err.splitlines() if line.startswith("emit.toml")]
    assert ["Role mine" in line or "Role MINE" in line for line in lines] == [True] * refused
    assert all(
        "environments.prod.targets.toy" in line and "environments.fleet.targets.toy" in line for line in lines
    )
    assert ran.status == (3 if refused else 1)


def test_policies_have_names_in_an_account_too(emit, project):
    named(project, "mine")
    change(project, 'policy_name = "toys"\n', "")
    ran = emit("check")
    assert "makes ManagedPolicy" in ran.err
    assert ran.status == 3


def test_names_take_the_environment_region_and_account(emit, project):
    (project / "emit.toml").write_text(
        """
formats = ["terraform"]
[defaults]
account = "111122223333"
permissions_boundary = "bound-{env}"
tags = { stage = "{env}" }
[defaults.targets.toy]
identity = { name = "toy-{env}-{region}", path = "/{account}/" }
policy_name = "toys-{env}"
values = { bucket = ["{env}-a", "b"] }
[environments.dev]
region = "eu-west-1"
[environments.prod]
region = "eu-west-3"
"""
    )
    assert emit("build").status == 0
    held = tree(project)["out/prod/toy.tf.json"]
    for text in ("toy-prod-eu-west-3", "toys-prod", "policy/bound-prod", ":::prod-a", "/111122223333/"):
        assert text in held
    assert '"stage": "prod"' in held
    assert "{env}" not in held


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_preview_writes_nothing_and_names_every_file(option, emit, project):
    emit("build")
    change(project, "targets.toy-other = {}", 'targets.toy-other = { policy_name = "games" }')
    change(project, "[environments.dev]", "[environments.devel]")
    before = tree(project)
    stamped = stamps(project)
    ran = emit("build", option, "--prune")
    assert tree(project) == before
    assert stamps(project) == stamped
    assert ran.status == 0
    assert ran.err.splitlines() == [
        *(f"out/devel/toy{suffix}: new" for suffix in (".yaml", ".tf.json", ".json", ".sh")),
        *(f"out/prod/toy-other{suffix}: changed" for suffix in (".yaml", ".tf.json", ".json", ".sh")),
        *(f"out/dev/toy{suffix}: to be deleted" for suffix in SUFFIXES),
        "out: 12 would change; nothing was written",
    ]
    if option == "--dry-run":
        assert ran.out == ""
    else:
        assert "--- out/prod/toy-other.yaml\n+++ out/prod/toy-other.yaml\n" in ran.out
        assert "--- /dev/null\n+++ out/devel/toy.yaml\n" in ran.out
        assert "--- out/dev/toy.sh\n+++ /dev/null\n" in ran.out
        assert "\n+" in ran.out
        assert "games" in ran.out
    assert emit("build", option, "--env", "devel").err.splitlines()[-1] == (
        "out: 4 would change; nothing was written"
    )


def test_a_preview_says_what_a_build_would_refuse(emit, project):
    (project / "out/dev").mkdir(parents=True)
    (project / "out/dev/toy.yaml").write_text("mine\n")
    ran = emit("build", "--dry-run")
    assert (ran.status, ran.out) == (6, "")
    assert ran.err == "out/dev/toy.yaml: was not written by emit; move it or pass --force\n"
    assert emit("build", "--dry-run", "--force").status == 0
    (project / "out/prod/toy.yaml").mkdir(parents=True)
    ran = emit("build", "--dry-run")
    assert (ran.status, ran.err) == (emit("build").status, emit("build").err.partition("warning")[0])
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["out/dev/toy.yaml", "out/prod/toy.yaml"]


@pytest.mark.parametrize("kind", ["folder", "pipe"])
@pytest.mark.parametrize("force", [False, True])
def test_what_force_cannot_help_with_is_to_be_moved(kind, force, emit, project):
    (project / "out/dev").mkdir(parents=True)
    place = project / "out/dev/toy.yaml"
    place.mkdir() if kind == "folder" else os.mkfifo(place)
    ran = emit("build", *["--force"] * force, "--env", "dev")
    assert (ran.status, ran.err) == (6, "out/dev/toy.yaml: is not a file; move it\n")
    assert emit("check", "--env", "dev").out.splitlines()[0] == "out/dev/toy.yaml: is not a file; move it"
    assert [path.name for path in (project / "out/dev").iterdir()] == ["toy.yaml"]


@pytest.mark.parametrize("kind", ["file", "link", "pipe"])
def test_the_folder_of_an_environment_has_to_be_one(kind, emit, project, tmp_path_factory):
    (project / "out").mkdir()
    place, elsewhere = project / "out/dev", tmp_path_factory.mktemp("elsewhere")
    if kind == "file":
        place.write_text("mine")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(elsewhere)
    for command in (["build"], ["build", "--force"], ["check"]):
        ran = emit(*command)
        what = "is a link" if kind == "link" else "is not a folder"
        assert (ran.status, ran.out, ran.err) == (6, "", f"out/dev: {what}; move it\n")
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "pipe", "nowhere", "itself", "folder"])
def test_out_is_a_folder_or_a_link_to_one(kind, emit, project):
    out = project / "out"
    if kind == "file":
        out.write_text("mine")
    elif kind == "pipe":
        os.mkfifo(out)
    else:
        (project / "folder").mkdir()
        out.symlink_to("out" if kind == "itself" else kind)
    for command in (["build"], ["build", "--force"], ["check"]):
        ran = emit(*command)
        if kind == "folder":
            assert ran.status == 0
        else:
            assert (ran.status, ran.out, ran.err) == (6, "", "out: is not a folder; move it\n")


def test_out_is_no_link_to_another_place(emit, project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "out").symlink_to(elsewhere)
    ran = emit("build")
    assert ran.status == 3
    assert (
        ran.err == "emit.toml: out: 'out' is a link that leaves the folder of this file; make it a folder\n"
    )
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("preview", [(), ("--dry-run",), ("--diff",)])
def test_a_hook_learns_that_a_build_changed_something(preview, emit, project):
    """What is there already, what is new, and what is left over."""
    assert emit("build", "--fail-on-change", *preview).status == 1
    assert emit("build").status == 0
    assert emit("build", "--fail-on-change", *preview).status == 0
    change(project, "targets.toy-other = {}", "")
    assert emit("build", *preview).status == 0
    assert emit("build", "--fail-on-change", *preview).status == 1
    assert emit("build", "--fail-on-change", "--prune").status == 1
    assert emit("build", "--fail-on-change", *preview).status == 0
