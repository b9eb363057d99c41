from tests.support.read_hcl import entries, plain


def shown(text):
    return [(key.text, plain(node)) for key, node in entries(text)]


def test_blocks_are_tables_by_their_labels():
    text = 'resource "aws_iam_role" "r" {\n  name = "r"\n  inline_policy {\n    name = "i"\n  }\n}\n'
    assert shown(text) == [
        ("resource", {"aws_iam_role": {"r": {"name": "r", "inline_policy": {"name": "i"}}}})
    ]


def test_what_cannot_hold_policies_is_left_out():
    assert shown('resource "aws_instance" "i" {}\nterraform {}\nprovider "aws" {}\n') == []


def test_a_dynamic_block_becomes_its_blocks_where_its_items_are_known():
    text = """
resource "aws_iam_role" "r" {
  dynamic "inline_policy" {
    for_each = { a = "x", b = "y" }
    iterator = each_one
    content {
      name   = each_one.key
      policy = each_one.value
    }
  }
}
"""
    (entry,) = entries(text)
    role = entry[1].entries[0][1].entries[0][1]
    assert plain(role.get("inline_policy")) == [{"name": "a", "policy": "x"}, {"name": "b", "policy": "y"}]


def test_a_dynamic_block_of_something_unknown_stays_one():
    text = """
resource "aws_iam_role" "r" {
  dynamic "inline_policy" {
    for_each = var.policies
    content {
      policy = inline_policy.value
    }
  }
}
"""
    body = shown(text)[0][1]["aws_iam_role"]["r"]
    assert body["dynamic"]["inline_policy"] == {
        "for_each": "${var.policies}",
        "content": {"policy": "${inline_policy.value}"},
    }


def test_a_comment_that_accepts_a_rule_is_kept():
    text = """
data "aws_iam_policy_document" "d" {
  statement {
    # accepted W401: an administrator
    sid = "All"
  }
}
"""
    body = shown(text)[0][1]["aws_iam_policy_document"]["d"]
    assert body["statement"] == {"sid": "All", "//": ["accepted W401: an administrator"]}
