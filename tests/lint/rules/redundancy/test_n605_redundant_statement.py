"""N605: redundant statements."""

import json

from emitter.lint.linter import lint
from emitter.lint.rules.redundancy.n605_redundant_statement import RULE
from emitter.reading.files import read_text
from tests.support.linting import finds, plain, statement, table

NARROW = statement(Sid="Narrow", Action="s3:GetObject", Resource="arn:aws:s3:::it/*")
WIDE = statement(Sid="Wide", Action="s3:Get*", Resource="*")


@table(
    found=[
        ("allows nothing that the statement Wide does not allow", plain(NARROW, WIDE)),
        (
            "allows nothing that the statement at line 1 does not allow",
            plain(statement(Action="s3:Get*", Resource="*"), statement(Action="s3:GetObject", Resource="*")),
        ),
        (
            "allows s3:GetObject again: the statement Wide does so on these resources",
            plain({**NARROW, "Action": ["s3:GetObject", "s3:PutObject"]}, WIDE),
        ),
        (
            "denies nothing that the statement Wide does not deny",
            plain({**NARROW, "Effect": "Deny"}, {**WIDE, "Effect": "Deny"}),
        ),
        (
            "s3:GetObject, s3:GetObjectAcl, s3:GetObjectTagging and 1 more again",
            plain(
                {
                    **NARROW,
                    "Action": [
                        "s3:GetObject",
                        "s3:GetObjectAcl",
                        "s3:GetObjectTagging",
                        "s3:GetObjectVersion",
                        "s3:PutObject",
                    ],
                },
                WIDE,
            ),
        ),
    ],
    passed=[
        plain(NARROW),
        plain({**NARROW, "Action": "s3:PutObject"}, WIDE),
        plain({**NARROW, "Effect": "Deny"}, WIDE),
        plain({**NARROW, "Effect": "Deny"}),
        plain(NARROW, {**WIDE, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}),
        # W606 reports a condition that is bypassed.
        plain({**NARROW, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, WIDE),
    ],
)
def test_n605(expected, text):
    finds(RULE, text, *expected)


def test_what_is_denied_twice_is_superfluous():
    narrow = {"Sid": "Narrow", "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::logs"}
    wide = {"Sid": "Wide", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}
    held = {**narrow, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    for inner in (narrow, held):
        found = list(lint([read_text(plain(inner, wide), "it.json")]))
        assert [(f.rule, f.message) for f in found] == [
            ("N605", "denies nothing that the statement Wide does not deny")
        ]
    asking = {**wide, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert list(lint([read_text(plain(narrow, asking), "it.json")])) == []


def counted(narrow, wide):
    """A policy of Terraform made of two documents, which are there by ``count``."""

    def source(count, action):
        made = {"actions": [action], "resources": ["*"]}
        return {"count": count, "statement": [made]}

    sources = [f"${{data.aws_iam_policy_document.{label}[0].json}}" for label in ("narrow", "wide")]
    documents = {
        "narrow": source(narrow, "s3:GetObject"),
        "wide": source(wide, "s3:Get*"),
        "it": {"source_policy_documents": sources},
    }
    policies = {"aws_iam_policy": {"it": {"policy": "${data.aws_iam_policy_document.it.json}"}}}
    return json.dumps({"data": {"aws_iam_policy_document": documents}, "resource": policies})


@table(
    found=[
        ("allows nothing that", counted(1, 1)),
        ("allows nothing that", counted("${var.a ? 1 : 0}", 1)),
        ("allows nothing that", counted("${var.a ? 1 : 0}", "${var.a ? 1 : 0}")),
    ],
    passed=[counted("${var.a ? 1 : 0}", "${var.b ? 1 : 0}"), counted(1, "${var.b ? 1 : 0}")],
)
def test_a_statement_that_may_be_left_out_makes_none_redundant(expected, text):
    finds(RULE, text, *expected)


def test_what_two_statements_repeat_of_each_other_is_named_once():
    one = statement(Sid="One", Action=["s3:GetObject", "s3:PutObject"], Resource="*")
    other = statement(Sid="Other", Action=["s3:Get*", "s3:PutObject"], Resource="*")
    finds(
        RULE,
        plain(one, other),
        "allows s3:GetObject again: the statement Other does so on these resources",
        "allows s3:PutObject again: the statement One does so on these resources",
    )
