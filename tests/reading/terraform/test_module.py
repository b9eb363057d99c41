import pytest

from emitter.errors import FormatError
from emitter.reading.files import read, read_module
from tests.support.read_hcl import read as read_one

DATA = """
data "aws_iam_policy_document" "d" {
  statement {
    actions   = local.actions
    resources = ["arn:aws:s3:::${var.bucket}/*"]
  }
}
"""
ROLE = """
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = data.aws_iam_policy_document.d.json
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }
    ]
  })
}
"""
VALUES = 'locals {\n  actions = ["s3:GetObject"]\n}\nvariable "bucket" { default = "b" }\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("data.tf", DATA), ("role.tf", ROLE), ("values.tf", VALUES)):
        (tmp_path / name).write_text(text)
    return tmp_path


def statement(source):
    (document,) = (one for one in source.documents if one.holder == "aws_iam_role.r")
    return document.statements[0]


def test_the_files_of_a_folder_are_one_module(folder):
    source, unread = read_module(
        [(f"{n}.tf", (folder / f"{n}.tf").read_text()) for n in ("data", "role", "values")], "."
    )
    assert unread == ()
    assert source.files == ("data.tf", "role.tf", "values.tf")
    assert [value.text for value in statement(source).actions] == ["s3:GetObject"]
    assert statement(source).place == ("data.tf", 3, 3)
    assert [(one.name, one.kind) for one in source.documents] == [
        ("aws_iam_role_policy.p", "identity"),
        ("aws_iam_role.r", "trust"),
    ]


def test_one_file_is_read_with_the_others_beside_it(folder):
    source = read("role.tf")
    assert [value.text for value in statement(source).resources] == ["arn:aws:s3:::b/*"]
    assert read("values.tf").documents == ()


@pytest.mark.parametrize("name", ["terraform.tfvars", "x.auto.tfvars"])
def test_values_of_variables_are_those_of_the_folder(folder, name):
    (folder / name).write_text('bucket = "given"\n')
    assert [value.text for value in statement(read("role.tf")).resources] == ["arn:aws:s3:::given/*"]


def test_files_in_json_are_of_the_module_too(folder):
    (folder / "data.tf").unlink()
    text = '{"data": {"aws_iam_policy_document": {"d": {"statement": {"actions": ["sqs:*"]}}}}}'
    (folder / "data.tf.json").write_text(text)
    assert [value.text for value in statement(read("role.tf")).actions] == ["sqs:*"]


def test_a_file_that_is_not_hcl_is_an_error_and_its_neighbours_are_read(folder):
    (folder / "values.tf").write_text("locals {")
    assert [value.shown for value in statement(read("role.tf")).actions] == ["${local.actions}"]
    with pytest.raises(FormatError):
        read("values.tf")


def test_text_without_a_name_of_a_file_is_known_by_its_first_block():
    assert len(read_one(f"# why\n{ROLE}", "standard input").documents) == 2


@pytest.mark.parametrize(
    ("argument", "wanted"),
    [
        ('<<EOT\n{\n  "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]\n}\nEOT\n', 5),
        ('jsonencode({\n  Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]\n})\n', 4),
    ],
)
def test_a_policy_knows_the_lines_of_its_statements(argument, wanted):
    (document,) = read_one(
        f'resource "aws_iam_policy" "p" {{\n  name = "p"\n  policy = {argument}}}\n'
    ).documents
    assert document.statements[0].place.line == wanted
    assert document.faults == ()


def test_policies_of_resources_are_of_their_kind():
    text = """
resource "aws_s3_bucket_policy" "b" {
  policy = data.aws_iam_policy_document.b.json
}
data "aws_iam_policy_document" "b" {
  statement {
    actions = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "aws_vpc_endpoint" "e" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }] })
}
resource "aws_organizations_policy" "o" {
  content = jsonencode({ Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}
"""
    assert {one.name: one.kind for one in read_one(text).documents} == {
        "aws_s3_bucket_policy.b": "resource",
        "aws_vpc_endpoint.e": "endpoint",
        "aws_organizations_policy.o": "scp",
    }


def test_principals_of_a_dynamic_block_may_be_none():
    text = """
data "aws_iam_policy_document" "d" {
  statement {
    actions = ["s3:GetObject"]
    dynamic "principals" {
      for_each = var.principals
      content {
        type        = principals.value.type
        identifiers = principals.value.identifiers
      }
    }
    dynamic "not_principals" {
      for_each = var.not_principals
      content {
        type        = not_principals.value.type
        identifiers = not_principals.value.identifiers
      }
    }
  }
}
"""
    (document,) = read_one(text).documents
    assert document.faults == ()
    assert "NotPrincipal" not in document.statements[0].present


def test_of_two_arguments_that_exclude_each_other_the_expression_is_null():
    text = """
data "aws_iam_policy_document" "d" {
  statement {
    actions       = ["s3:GetObject"]
    not_actions   = try(var.x, null)
    resources     = try(var.y, null)
    not_resources = try(var.z, null)
    sid           = null
  }
}
"""
    (document,) = read_one(text).documents
    (one,) = document.statements
    assert document.faults == ()
    assert one.present >= {"Action", "Resource"}
    assert not one.present & {"NotAction", "NotResource", "Sid"}
    assert one.when == ("${try(var.z, null)}",)


POLICY = """
resource "aws_iam_policy" "p" {
  path   = "/ci/"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ACTION" }] })
}
"""
WIDE, NARROW = (POLICY.replace("ACTION", action) for action in ("*", "s3:GetObject"))


def test_an_address_that_stands_twice_is_a_fault():
    source, _ = read_module([("a.tf", WIDE), ("b.tf", NARROW)], ".")
    (document,) = source.documents
    assert [(fault.what, fault.place.file) for fault in document.twice] == [
        ("stands in a file that has aws_iam_policy.p twice in one place", "b.tf")
    ]


@pytest.mark.parametrize("name", ["override.tf", "a_override.tf", "override.tofu"])
def test_a_file_that_overrides_replaces_arguments_whatever_its_place_in_the_alphabet(name):
    files = [("policies.tf", NARROW.replace("path", "name")), (name, WIDE)]
    for order in (files, files[::-1]):
        source, _ = read_module(order, ".")
        (document,) = source.documents
        assert document.twice == ()
        assert document.statements[0].actions[0].text == "*"


def test_what_a_file_does_not_override_stays():
    override = 'resource "aws_iam_policy" "p" {\n  path = "/other/"\n}\n'
    source, _ = read_module([("override.tf", override), ("policies.tf", WIDE)], ".")
    assert source.documents[0].statements[0].actions[0].text == "*"


def test_json_is_overridden_by_the_native_syntax():
    text = '{"resource": {"aws_iam_policy": {"p": {"policy": "{\\"Statement\\": []}"}}}}'
    source, _ = read_module([("override.tf", WIDE), ("a.tf.json", text)], ".")
    assert source.documents[0].statements[0].actions[0].text == "*"
