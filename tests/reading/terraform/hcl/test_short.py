"""Short expressions read from their text: as their parts would be read."""

import pytest

from emitter.reading.files import read_text

MODULE = """
locals {
  name  = "web"
  list  = ["a", "b"]
  loop  = local.loop
}
variable "open" {}
variable "set" { default = "prod" }
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = %s }] })
}
"""


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ('"arn:aws:s3:::releases"', ["arn:aws:s3:::releases"]),
        ('"a${local.name}b"', ["awebb"]),
        ('"a-${var.set}-${var.open}"', ["a-prod-${var.open}"]),
        ('"${local.name}"', ["web"]),
        ('"${local.list}"', ["a", "b"]),
        ('"${local.loop}"', ["${local.loop}"]),
        ('"${local.none}"', ["${local.none}"]),
        ('"${aws_s3_bucket.b.arn}/*"', ["${aws_s3_bucket.b.arn}/*"]),
        ("aws_s3_bucket.b.arn", ["${aws_s3_bucket.b.arn}"]),
        ("local.name", ["web"]),
        ("var.open", ["${var.open}"]),
        ('[for n in local.list : "x-${n}"]', ["x-a", "x-b"]),
        ('[for n in [{ a = "1" }] : "x-${n.a}"]', ["x-1"]),
        ('"a\\"b"', ['a"b']),
        ('"$${aws:username}"', ["${aws:username}"]),
        ('"100%"', ["100%"]),
        ('""', [""]),
    ],
)
def test_the_value_of_a_short_expression(expression, shown):
    (document,) = read_text(MODULE % expression, "a.tf").documents
    assert [value.shown for value in document.statements[0].resources] == shown


def test_names_that_grow_are_not_followed():
    doubling = "".join(f'  a{n + 1} = "${{local.a{n}}}${{local.a{n}}}"\n' for n in range(40))
    more = f'locals {{\n  a0 = "0123456789"\n{doubling}}}\n'
    (document,) = read_text(more + MODULE % "[local.a40]", "a.tf").documents
    assert all(len(value.shown) < 500_000 for value in document.statements[0].resources)
