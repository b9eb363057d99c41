"""``emit check``: every file that is not as it should be is found, and none is written."""

import pytest

from tests.support.project import FILES


def test_check_finds_nothing_after_a_build_and_writes_nothing(emit, project):
    ran = emit("check")
    assert ran.status == 1
    assert [line.split(": ", 1) for line in ran.out.splitlines()] == [
        [name, "is missing; run emit build"] for name in _in_order()
    ]
    assert ran.err == "out: 12 of its files differ\n"
    assert not (project / "out").exists()
    emit("build")
    ran = emit("check")
    assert (ran.status, ran.out, ran.err) == (0, "", "out: every file matches emit.toml\n")


def _in_order():
    order = (".yaml", ".tf.json", ".json", ".sh")
    return [f"out/{name}{suffix}" for name in ("dev/toy", "prod/toy", "prod/toy-other") for suffix in order]


@pytest.mark.parametrize("name", FILES)
def test_check_finds_any_file_that_was_changed(name, emit, project):
    emit("build")
    with (project / name).open("a") as file:
        file.write(" ")
    ran = emit("check")
    assert (ran.status, ran.out) == (1, f"{name}: differs from what emit.toml produces; run emit build\n")
    assert ran.err == "out: 1 of its files differ\n"


def test_check_of_one_environment_looks_at_no_other(emit, project):
    emit("build", "--env", "dev")
    assert emit("check", "--env", "dev").status == 0
    assert emit("check", "--env", "prod").status == 1
