import json

import pytest

from emitter.reading.folder import read_folder, read_units

POLICY = json.dumps({"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(files, exclude=()):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        unread, warned = [], []
        sources = list(read_folder(".", exclude, set(), unread, warned.append, read_all=read_units))
        return [source.files for source in sources], [str(error) for error in unread], warned

    return run


def test_a_module_is_one_source_and_other_files_are_each_their_own(read):
    role = 'resource "aws_iam_policy" "p" {\n  policy = file("p.json")\n}\n'
    files = {
        "m/a.tf": role,
        "m/b.tf": "locals {}\n",
        "m/p.json": POLICY,
        "m/q.json": POLICY,
        "n.json": POLICY,
    }
    assert read(files) == ([("m/a.tf", "m/b.tf"), ("n.json",), ("m/q.json",)], [], [])


@pytest.mark.parametrize(
    "use",
    [
        'templatefile("${path.module}/../policies/p.json", { arn = var.arn })',
        "data.template_file.p.rendered",
        "data.template_file.p[0].rendered",
    ],
)
def test_a_file_that_a_module_renders_is_no_file_of_its_own(read, use):
    module = """
        variable "arn" {}
        data "template_file" "p" {
          template = file("${path.module}/../policies/p.json")
          vars     = { arn = "arn:aws:s3:::releases/*" }
        }
        resource "aws_iam_policy" "p" { policy = %s }
    """
    policy = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "${arn}"}, ${more}]}'
    assert read({"z/a.tf": module % use, "policies/p.json": policy}) == ([("z/a.tf",)], [], [])
    sources, unread, _ = read({"z/a.tf": "", "policies/p.json": policy})
    assert sources == []
    assert "policies/p.json:1:77: is a template of another program; render it" in unread[0]


def test_files_without_policies_are_passed_over(read):
    assert read({"a.json": "{}", "b.tf": "locals {}\n", "c.yaml": "a: 1"}) == ([], [], [])


def test_a_broken_file_that_speaks_of_iam_is_named(read):
    _, unread, _ = read({"a.tf": 'resource "aws_iam_policy" "p" {', "b.tf": "locals {"})
    assert len(unread) == 1
    assert unread[0].startswith("a.tf:")


def test_a_template_of_another_program_is_named_where_it_holds_statements(read):
    _, unread, _ = read({"a.json.j2": POLICY, "b.yaml.erb": "a: <%= b %>"})
    assert unread == [
        "a.json.j2: is a template of another program; "
        "render it and lint the result, or leave it out (--exclude)"
    ]
    assert read({}, ["*.j2"]) == ([], [], [])


def test_a_template_that_a_module_fills_in_is_read_with_it(read):
    role = 'resource "aws_iam_policy" "p" {\n  policy = templatefile("p.tftpl", {})\n}\n'
    assert read({"a.tf": role, "p.tftpl": POLICY}) == ([("a.tf",)], [], [])
