"""``emit build``: what is written, and what is left alone."""

import os

import pytest

from emitter.template.marker import MARK
from tests.support.fixtures import tree
from tests.support.project import CONFIG, FILES, SUFFIXES, change


def stamps(project):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (project / "out").rglob("*")}


def test_every_target_of_every_environment_in_every_format_is_written(emit, project):
    ran = emit("build")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "out: 12 written, 0 unchanged\n"
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
    assert emit("build", "--env", "prod", "--target", "toy-other").err == "out: 1 written, 3 unchanged\n"
    assert tree(project) == before


def test_what_one_template_says_is_what_build_writes(emit, project):
    emit("build")
    printed = emit("--env", "prod", "--target", "toy-other").out
    written = (project / "out/prod/toy-other.yaml").read_text()
    assert printed.replace(
        "emit --env prod --target toy-other --format cloudformation", "X"
    ) == written.replace("emit build --env prod --target toy-other", "X")


def test_only_what_changed_is_written(emit, project):
    emit("build")
    before = stamps(project)
    change(project, 'name = "Toys"', 'name = "Games"')
    assert emit("build").err == "out: 4 written, 8 unchanged\n"
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
    ran = emit("build")
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


def test_strays_are_named_and_deleted_only_when_told(emit, project):
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
    assert ran.err == "out: 0 written, 6 unchanged, 6 removed\n"
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


@pytest.mark.parametrize("out", ["emit.toml", "emit.toml/out", "/dev/null/out", "/proc/nowhere"])
def test_where_no_folder_can_be_is_a_fault_of_the_output(out, emit, project):
    change(project, "formats", f'out = "{out}"\nformats')
    ran = emit("build")
    assert (ran.status, ran.out, ran.err.count("\n")) == (6, "", 1)
    assert set(tree(project)) == {"emit.toml"}


def test_two_targets_that_make_the_same_role_are_refused(emit, project):
    change(project, 'targets.toy-other.identity = "toy"', 'targets.toy-other.identity.name = "TOY"')
    ran = emit("build")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == (
        "emit.toml: environments.dev.targets.toy-other: makes Role TOY, and so does toy; "
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
    *warnings, last = ran.err.splitlines()
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
    ran = emit("build")
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert ran.err.startswith("emit.toml: environments.dev.targets.toy: ")
    assert set(tree(project)) == {"emit.toml"}


def test_a_build_of_one_environment_leaves_the_files_of_a_removed_one(emit, project):
    emit("build")
    change(project, CONFIG[CONFIG.index("[environments.dev]") : CONFIG.index("[environments.prod]")], "")
    left = [name for name in FILES if name.startswith("out/dev/")]
    assert emit("build", "--env", "prod", "--prune").status == 0
    assert [name for name in tree(project) if name.startswith("out/dev/")] == left
    assert emit("build", "--prune").status == 0
    assert [name for name in tree(project) if name.startswith("out/dev/")] == []
