import os

import pytest

from emitter.reading.selection import could_be_read, folders, found


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


def test_files_of_a_folder_are_those_of_forms_that_are_read(tree):
    tree(a_dot_tf="", b_dot_py="", c__d_dot_json="", _dot_hidden__e_dot_json="", f_dot_tofu="")
    assert list(found(["."])) == ["./a.tf", "./f.tofu", "./.hidden/e.json", "./c/d.json"]
    assert could_be_read("x.template")
    assert could_be_read("terraform.tfstate")
    assert not could_be_read("x.py")


def test_folders_of_others_and_of_programs_are_left_out(tree):
    tree(
        node_modules__a_dot_json="", vendor__b_dot_json="", own__c_dot_json="", _dot_terraform__d_dot_json=""
    )
    assert list(found(["."])) == ["./own/c.json"]


def test_what_git_ignores_is_left_out(tree):
    tree(
        _dot_gitignore="build/\n*.gen.json\n",
        build__a_dot_json="",
        b_dot_gen_dot_json="",
        c__d_dot_json="",
        c__e_dot_json="",
        c___dot_gitignore="d.json\n!keep.gen.json\n",
        c__keep_dot_gen_dot_json="",
    )
    assert list(found(["."])) == ["./c/e.json", "./c/keep.gen.json"]


def test_patterns_of_the_repository_hold_in_its_folders_too(tree):
    top = tree(_dot_gitignore="a.json\n", infra__a_dot_json="", infra__b_dot_json="")
    (top / ".git").mkdir()
    assert list(found(["infra"])) == ["infra/b.json"]


def test_a_folder_that_is_named_is_read_though_git_ignores_it(tree):
    top = tree(_dot_gitignore="cdk.out\n")
    (top / ".git").mkdir()
    (top / "cdk.out").mkdir()
    (top / "cdk.out" / "a.json").write_text("")
    assert list(found(["cdk.out"])) == ["cdk.out/a.json"]


@pytest.mark.parametrize("pattern", ["tests/", "infra/tests", "**/b.json", "b.json"])
def test_what_is_excluded_is_left_out(tree, pattern):
    tree(infra__a_dot_json="", infra__tests__b_dot_json="")
    assert list(found(["infra"], [pattern])) == ["infra/a.json"]


def test_templates_of_other_programs_and_values_of_variables_stand_apart(tree):
    tree(a_dot_json_dot_j2="", b_dot_tf="", terraform_dot_tfvars="", c_dot_auto_dot_tfvars="")
    (folder,) = folders(".")
    assert [os.path.basename(one) for one in folder.templates] == ["a.json.j2"]
    assert sorted(map(os.path.basename, folder.files)) == ["b.tf", "c.auto.tfvars", "terraform.tfvars"]
    assert list(found(["."])) == ["./b.tf"]
