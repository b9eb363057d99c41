import os

import pytest

from tests.support.read_hcl import lowered, plain

MORE = """
locals {
  table = { one = "1", none = null }
}
"""


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ('concat(["a"], ["b"], var.x)', ["a", "b", "${var.x}"]),
        ('flatten([["a"], ["b", ["c"]]])', ["a", "b", "c"]),
        ('compact(["a", "", null])', ["a"]),
        ('toset(["a"])', ["a"]),
        ('coalesce(null, "", "b")', "b"),
        ('coalesce(var.x, "b")', '${coalesce(var.x, "b")}'),
        ('try(local.table.two, "b")', "b"),
        ('try(local.table.one, "b")', "1"),
        ('try(var.x, "b")', '${try(var.x, "b")}'),
        ("try(local.table.none, 1)", ("null",)),
        ('lookup(local.table, "two", "b")', "b"),
        ('format("arn:%s:%%:%s", "aws", var.x)', "arn:aws:%:${var.x}"),
        ('format("%05d", 1)', '${format("%05d", 1)}'),
        ('format("%s")', '${format("%s")}'),
        ('join("-", ["a", "b"])', "a-b"),
        ('join("-", var.x)', '${join("-", var.x)}'),
        ("keys(local.table)", ["one", "none"]),
        ("values({ a = 1 })", [("1",)]),
        ("merge({ a = 1 }, { a = 2, b = 3 })", {"a": ("2",), "b": ("3",)}),
        ("merge(var.x, {})", "${merge(var.x, {})}"),
        ("jsonencode({ a = 1 })", {"a": ("1",)}),
        ("jsonencode(var.x)", "${jsonencode(var.x)}"),
        ('jsondecode("{\\"a\\": [\\"b\\"]}")', {"a": ["b"]}),
        ('yamldecode("a: [b]")', {"a": [("b",)]}),
        ("jsondecode(var.x)", "${jsondecode(var.x)}"),
        ('yamldecode("a: [")', '${yamldecode("a: [")}'),
        ('upper("a")', "A"),
        ('element(["a", "b"], 1)', "b"),
        ("tostring(1)", "1"),
        ("concat(var.x...)", "${concat(var.x...)}"),
        ("timestamp()", "${timestamp()}"),
        ("uuid(1)", "${uuid(1)}"),
    ],
)
def test_a_function_gives_what_is_known(expression, wanted):
    assert plain(lowered(expression, MORE)) == wanted


def test_a_file_that_is_there_is_read(tmp_path):
    (tmp_path / "p.json").write_text('{"a": "${aws:username}"}')
    found = lowered('file("${path.module}/p.json")', folder=str(tmp_path))
    assert found.text == '{"a": "$${aws:username}"}'
    assert found.place[:2] == (str(tmp_path / "p.json"), 1)


def test_a_template_is_filled_in_as_far_as_is_known(tmp_path):
    (tmp_path / "p.tpl").write_text("${name}:${ open }:${list}")
    call = 'templatefile("p.tpl", { name = "web", open = var.x, list = [1] })'
    assert lowered(call, folder=str(tmp_path)).text == "web:${var.x}:${list}"


@pytest.mark.parametrize("name", ["gone.json", "/etc/hostname", "${var.x}.json", "folder", "pipe"])
def test_a_file_that_cannot_be_read_is_not_known(tmp_path, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert plain(lowered(f'file("{name}")', folder=str(tmp_path))) == f'${{file("{name}")}}'
