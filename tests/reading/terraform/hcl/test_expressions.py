import pytest

from tests.support.read_hcl import lowered, plain

MORE = """
locals {
  name   = "web"
  names  = ["a", "b"]
  table  = { one = "1", two = null }
  self   = local.self
  role   = aws_iam_role.x
}
variable "given" { default = "by default" }
variable "none" { default = null }
variable "empty" { default = [] }
variable "open" {}
"""


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ('"text"', "text"),
        (r'"a\"b\n$${c}"', 'a"b\n$${c}'),
        ("1", ("1",)),
        ("true", ("true",)),
        ("null", ("null",)),
        ('["a", 1]', ["a", ("1",)]),
        ('{ a = 1, "b" : 2, (local.name) = 3 }', {"a": ("1",), "b": ("2",), "web": ("3",)}),
        ('("in brackets")', "in brackets"),
        ("local.name", "web"),
        ('"x-${local.name}"', "x-web"),
        ('"${local.names}"', ["a", "b"]),
        ('["${local.names}"]', ["a", "b"]),
        ("local.names[1]", "b"),
        ("local.names[7]", "${local.names[7]}"),
        ('local.table["one"]', "1"),
        ("local.table.one", "1"),
        ("local.self", "${local.self}"),
        ("local.role.arn", "${aws_iam_role.x.arn}"),
        ("var.given", "by default"),
        ("var.none", "${var.none}"),
        ("var.empty", "${var.empty}"),
        ("var.open", "${var.open}"),
        ('"a${var.open}b"', "a${var.open}b"),
        ("data.aws_iam_policy_document.x[0].json", "${data.aws_iam_policy_document.x[0].json}"),
        ('var.open ? ["a"] : null', '${var.open ? ["a"] : null}'),
        ('[for x in local.names : "s3:${x}"]', ["s3:a", "s3:b"]),
        ('[for x in local.names : x if x != ""]', '${[for x in local.names : x if x != ""]}'),
        ("[for x in var.open : x]", ["${var.open}"]),
        ('[for x in var.open : "a/${x}"]', ["a/${var.open}"]),
        ('flatten([for x in var.open : [for y in var.none : "${x}/${y}"]])', ["${var.open}/${var.none}"]),
        (
            'flatten([for x in var.open : [for y in var.none : [for z in var.empty : "${x}/${y}/${z}"]]])',
            ["${var.open}/${var.none}/${var.empty}"],
        ),
        ('[for x in var.open : "a"]', '${[for x in var.open : "a"]}'),
        ('[for x in var.open : { a = "${x}" }]', '${[for x in var.open : { a = "${x}" }]}'),
        ("[for i, x in var.open : x]", "${[for i, x in var.open : x]}"),
        ("{ for k, v in local.table : k => v }", {"one": "1", "two": ("null",)}),
        ("aws_x.y[*].arn", "${aws_x.y[*].arn}"),
        ("-1 + 2", "${-1 + 2}"),
    ],
)
def test_an_expression_is_what_is_known_of_it(expression, wanted):
    assert plain(lowered(expression, MORE)) == wanted


@pytest.mark.parametrize(
    ("heredoc", "wanted"),
    [
        ("<<EOT\n  a\n b\nEOT", "  a\n b\n"),
        ("<<-EOT\n    a\n      ${local.name}\n  EOT", "a\n  web\n"),
        (
            "<<-EOT\n    a ${var.open}\n    %{ if true }b%{ endif }\n  EOT",
            "a ${var.open}\n%{ if true }b%{ endif }\n",
        ),
    ],
)
def test_a_heredoc_is_its_lines(heredoc, wanted):
    assert plain(lowered(heredoc, MORE)) == wanted


def test_a_heredoc_knows_where_its_text_stands():
    node = lowered("<<-EOT\n      é {\n    }\n  EOT")
    assert (node.text, node.inside[1:]) == ("  é {\n}\n", (3, 5))


def test_columns_count_characters():
    assert lowered('["é", "b"]').items[1].place[1:] == (2, 14)


def test_what_a_few_lines_would_make_endless_is_not_known():
    doubled = "\n".join(f"  l{n + 1} = [local.l{n}, local.l{n}]" for n in range(40))
    found = plain(lowered("local.l40", f'locals {{\n  l0 = ["a"]\n{doubled}\n}}'))
    assert found == "${[local.l39, local.l39]}"
    text = "\n".join(f'  l{n + 1} = "${{local.l{n}}}${{local.l{n}}}"' for n in range(40))
    assert len(plain(lowered("local.l40", f'locals {{\n  l0 = "ab"\n{text}\n}}'))) < 1_000_000


def test_depth_is_bounded():
    assert isinstance(plain(lowered("[" * 150 + "]" * 150)), list)
