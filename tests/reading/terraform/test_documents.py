import json
from contextlib import suppress

import pytest

from emitter.lint.linter import lint, select
from emitter.reading.files import SourceFile, read_text
from emitter.reading.grammar import statement_nodes
from emitter.reading.hcl import read_expression
from emitter.reading.json_tree import OnePlace
from emitter.reading.terraform.values import value
from emitter.reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown
from emitter.reading.yaml_tree import Mapping, Place, Scalar, Sequence
from tests.support.work import calls

PLACE = Place("a file", 1, 1)
STATEMENT = {"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}
POLICY = {"Version": "2012-10-17", "Statement": [STATEMENT]}
TRUST = {
    "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
    ]
}


def parts(text):
    return value(Scalar(text, PLACE)).parts


def documents(**blocks):
    source = read_text(json.dumps(blocks), "a file")
    assert source.format == "terraform"
    return source.documents


def policy(argument):
    (document,) = documents(resource={"aws_iam_policy": {"p": {"policy": argument}}})
    return document


def source(*statements, **more):
    blocks = {"aws_iam_policy_document": {"d": {"statement": list(statements), **more}}}
    (document,) = documents(data=blocks)
    return document


@pytest.mark.parametrize(
    ("expression", "shape"),
    [
        ("data.aws_caller_identity.current.account_id", ACCOUNT),
        ("data.aws_caller_identity.current[0].account_id", ACCOUNT),
        (" data.aws_caller_identity.me.id ", ACCOUNT),
        ("data.aws_region.current.id", REGION),
        ("data.aws_region.current.region", REGION),
        ("data.aws_partition.current.partition", PARTITION),
        ("data.aws_partition.current.dns_suffix", DNS_SUFFIX),
        ("var.account", ".*"),
        ("data.aws_caller_identity.current.arn", ".*"),
        ("length(data.aws_region.current.id)", ".*"),
    ],
)
def test_what_names_an_account_has_its_shape(expression, shape):
    assert parts(f"a${{{expression}}}b") == ("a", Unknown(f"${{{expression}}}", shape), "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("",)),
        ("plain", ("plain",)),
        ("$${aws:username}", ("${aws:username}",)),
        ("a$${b}${c}", ("a${b}", Unknown("${c}"))),
        ("%%{x}", ("%{x}",)),
        ("&{aws:username}", ("&{aws:username}",)),
        ("100% $5 {}", ("100% $5 {}",)),
        ('${join("}", var.x)}/*', (Unknown('${join("}", var.x)}'), "/*")),
        ('${"${var.a}-{"}', (Unknown('${"${var.a}-{"}'),)),
        ("a${never", ("a", Unknown("${neve}"))),
        ("a%{ if x }b%{ endif }c", ("a", Unknown("%{ if x }b%{ endif }c"))),
    ],
)
def test_holes_and_escapes(text, expected):
    if text == "a${never":
        assert [type(part) for part in parts(text)] == [str, Unknown]
    else:
        assert parts(text) == expected


def test_a_data_source_knows_variables_of_policies():
    document = source(
        {"actions": ["a:&{aws:username}"], "resources": ["$${aws:userid}", "&{aws:x}/${var.y}"]}
    )
    (statement,) = document.statements
    assert statement.actions[0].text == "a:${aws:username}"
    assert [resource.parts for resource in statement.resources] == [
        ("${aws:userid}",),
        ("${aws:x}/", Unknown("${var.y}")),
    ]


def test_a_data_source_becomes_its_document():
    document = source(
        {
            "sid": "Reads",
            "actions": ["ecs:ListClusters"],
            "resources": ["*"],
            "condition": [
                {"test": "StringEquals", "variable": "aws:a", "values": ["1"]},
                {"test": "StringLike", "variable": "aws:b", "values": ["2*"]},
                {"test": "StringEquals", "variable": "aws:c", "values": ["3"]},
                {"test": "StringEquals", "variable": "aws:a", "values": ["4"]},
            ],
        },
        {"effect": "Deny", "not_actions": ["iam:*"], "not_resources": ["*"]},
    )
    first, second = document.statements
    assert (document.kind, document.name, document.version.text) == (
        "identity",
        "data.aws_iam_policy_document.d",
        "2012-10-17",
    )
    assert (first.sid, first.effect, first.actions[0].text, first.resources[0].text) == (
        "Reads",
        "Allow",
        "ecs:ListClusters",
        "*",
    )
    assert [(c.operator, c.key.text, [v.text for v in c.values]) for c in first.conditions] == [
        ("StringEquals", "aws:a", ["1", "4"]),
        ("StringEquals", "aws:c", ["3"]),
        ("StringLike", "aws:b", ["2*"]),
    ]
    assert (second.effect, second.not_actions[0].text, second.not_resources[0].text) == ("Deny", "iam:*", "*")
    assert document.faults == ()


def test_principals_of_one_type_add_up():
    document = source(
        {
            "actions": ["sts:AssumeRole"],
            "principals": [
                {"type": "Service", "identifiers": ["ec2.amazonaws.com"]},
                {"type": "AWS", "identifiers": ["*"]},
                {"type": "Service", "identifiers": ["ecs-tasks.amazonaws.com"]},
            ],
        }
    )
    assert document.kind == "trust"
    assert [(kind, v.text) for kind, v in document.statements[0].principals] == [
        ("Service", "ec2.amazonaws.com"),
        ("Service", "ecs-tasks.amazonaws.com"),
        ("AWS", "*"),
    ]
    assert document.faults == ()


def test_everybody_is_a_star():
    document = source({"actions": ["a:b"], "principals": {"type": "*", "identifiers": ["*"]}})
    assert [(kind, v.text) for kind, v in document.statements[0].principals] == [("*", "*")]


def test_dynamic_blocks_are_read():
    document = source(
        {
            "actions": ["a:b"],
            "resources": ["*"],
            "dynamic": {
                "condition": {
                    "for_each": "${var.x}",
                    "content": {"test": "Bool", "variable": "${condition.key}", "values": ["true"]},
                }
            },
        },
        dynamic={"statement": [{"for_each": "${var.all}", "content": [{"actions": ["${statement.value}"]}]}]},
    )
    first, second = document.statements
    assert [(c.operator, c.key.parts) for c in first.conditions] == [("Bool", (Unknown("${condition.key}"),))]
    assert second.actions[0].parts == (Unknown("${statement.value}"),)


@pytest.mark.parametrize(
    "argument",
    [
        json.dumps(POLICY),
        json.dumps(POLICY, indent=2),
        POLICY,
        f"${{jsonencode({json.dumps(POLICY)})}}",
        '${jsonencode({\n  Version = "2012-10-17"\n  Statement = [\n    {\n      Effect   = "Allow" # all\n'
        '      Action   = "ecs:ListClusters"\n      Resource = "*"\n    },\n  ]\n})}',
        '${jsonencode({Version: "2012-10-17", "Statement" = [{Effect="Allow",Action="ecs:ListClusters",'
        'Resource="*"}]})}',
    ],
)
def test_every_spelling_is_the_same_document(argument):
    document = policy(argument)
    (statement,) = document.statements
    assert (document.name, document.version.text, statement.effect) == (
        "aws_iam_policy.p",
        "2012-10-17",
        "Allow",
    )
    assert (statement.actions[0].text, statement.resources[0].text) == ("ecs:ListClusters", "*")
    assert document.faults == ()


def test_jsonencode_keeps_what_is_known():
    document = policy(
        '${jsonencode({Statement = [{Effect = "Allow", Action = concat(["a"], var.b), '
        'Resource = ["arn:${data.aws_partition.current.partition}:s3:::$${aws:username}", '
        "aws_s3_bucket.b.arn]}]})}"
    )
    (statement,) = document.statements
    assert statement.actions[0].parts == (Unknown('${concat(["a"], var.b)}'),)
    assert [resource.parts for resource in statement.resources] == [
        (
            "arn:",
            Unknown("${data.aws_partition.current.partition}", PARTITION),
            ":s3:::${aws:username}",
        ),
        (Unknown("${aws_s3_bucket.b.arn}"),),
    ]


def test_json_text_can_have_expressions_with_quotes():
    document = policy(
        '{"Statement": [{"Effect": "Allow", "Action": "a:b", "Sid": "A", '
        '"Resource": ["arn:${join(":", ["x", "}"])}/*", "$${aws:userid}"], '
        '"NotAction": ${jsonencode(var.x)}}]}'
    )
    (statement,) = document.statements
    assert [resource.parts for resource in statement.resources] == [
        ("arn:", Unknown('${join(":", ["x", "}"])}'), "/*"),
        ("${aws:userid}",),
    ]
    assert [type(part) for part in statement.not_actions[0].parts] == [Unknown]


@pytest.mark.parametrize(
    "argument",
    [None, ["a"]],
)
def test_what_is_no_text_and_no_object_is_left_out(argument):
    assert documents(resource={"aws_iam_policy": {"p": {"policy": argument}}}) == ()


@pytest.mark.parametrize(
    ("argument", "fault"),
    [
        ("text", "holds no JSON: there is no object in it"),
        ("", "holds no JSON: there is no object in it"),
        (True, "holds no JSON: there is no object in it"),
        ('{"Statement": [', "holds no JSON: the text ends where it should have a value or ']'"),
        ('{"Statement": [],}', "holds no JSON: there is '}' where it should have a key in double quotes"),
        ('{"Statement": []} x', "holds no JSON: something follows its end"),
        (
            "{Statement = []}",
            "holds no JSON: there is 'S' where it should have a key in double quotes or '}'",
        ),
        ("[]", "holds no JSON: there is no object in it"),
    ],
)
def test_plain_text_has_to_be_json_as_iam_takes_it(argument, fault):
    (document,) = documents(resource={"aws_iam_policy": {"p": {"policy": argument}}})
    assert [one.what for one in document.faults] == [fault]
    assert document.open == ()
    (document,) = documents(
        data={"aws_iam_policy_document": {"d": {"source_policy_documents": [argument or "x"]}}}
    )
    assert [one.what for one in document.faults if "JSON" in one.what]


def test_text_of_plain_json_is_unescaped_before_it_is_read():
    resource = "b/$${aws:username}/\\u00e9"
    text = f'{{"Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}"}}]}}'
    (document,) = documents(resource={"aws_iam_policy": {"p": {"policy": text}}})
    assert [value.text for value in document.statements[0].resources] == ["b/${aws:username}/\u00e9"]


def test_a_document_has_the_statements_faults_and_size_of_those_that_it_takes_in():
    fine = {"sid": "Fine", "actions": ["s3:ListBucket"], "resources": ["*"]}
    inner = {"statement": [{"sid": "Inner", "actions": []}]}
    plain = '{"Statement": [{"Sid": "Plain", "Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}'
    sources = [reference("inner"), plain, '${jsonencode({Statement = [{Sid = "Encoded"}]})}', "${var.more}"]
    (document,) = documents(
        data={
            "aws_iam_policy_document": {
                "inner": inner,
                "outer": {"source_policy_documents": sources, "statement": [fine]},
            }
        }
    )
    assert document.name == "data.aws_iam_policy_document.outer"
    assert [one.sid for one in document.statements] == ["Inner", "Plain", "Encoded", "Fine"]
    assert [statement.sid for statement, _ in statement_nodes(document)] == [
        s.sid for s in document.statements
    ]
    assert ("has an empty Action", "Inner") in [(one.what, one.sid) for one in document.faults]
    assert document.open == ("${var.more}",)
    assert document.size > len(
        '{"Statement":[{"Sid":"Plain","Effect":"Deny","Action":"s3:*","Resource":"*"}]}'
    )
    assert list(lint([SourceFile("a file", "", (document,), "terraform")]))


def test_to_have_no_statements_of_its_own_is_no_fault_of_what_takes_in_others():
    trust = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}'
    (document,) = documents(
        data={"aws_iam_policy_document": {"outer": {"override_policy_documents": [trust]}}}
    )
    assert (document.faults, document.kind, len(document.statements)) == ((), "trust", 1)
    (document,) = documents(data={"aws_iam_policy_document": {"outer": {}}})
    assert [one.what for one in document.faults] == ["has an empty Statement"]


def test_data_sources_that_take_in_each_other_come_to_an_end():
    def takes_in(*labels):
        more = {"statement": [{"actions": ["s3:*"], "resources": ["*"]}]}
        return {"source_policy_documents": [reference(label) for label in labels], **more}

    blocks = {f"d{n}": takes_in(f"d{n + 1}", f"d{n + 1}") for n in range(40)} | {"d40": takes_in("d0", "d40")}
    blocks["top"] = takes_in("d0")
    (top,) = documents(data={"aws_iam_policy_document": blocks})
    assert 0 < len(top.statements) <= 1_000
    assert any("data.aws_iam_policy_document.d40" in name for name in top.open)


def test_the_lenient_language_of_jsonencode_is_left_as_it_is():
    (document,) = documents(
        resource={"aws_iam_policy": {"p": {"policy": "${jsonencode({Statement = [], Version = 1,})}"}}}
    )
    assert [one.what for one in document.faults] == ["has an empty Statement"]


@pytest.mark.parametrize(
    ("argument", "name"),
    [
        ("${var.policy}", "${var.policy}"),
        ('${file("policy.json")}', '${file("policy.json")}'),
        ('${templatefile("policy.json", {a = "b"})}', '${templatefile("policy.json", {a = "b"})}'),
        ("${data.aws_iam_policy_document.elsewhere.json}", "${data.aws_iam_policy_document.elsewhere.json}"),
        ("${jsonencode(local.policy)}", "${local.policy}"),
        ("${jsonencode({)}", "what aws_iam_policy.p holds"),
        ('{"Statement": [${var.more}', "what aws_iam_policy.p holds"),
        ("%{ if x }{}%{ endif }", "%{ if x }{}%{ endif }"),
        ('${var.x ? "{}" : jsonencode({})}', '${var.x ? "{}" : jsonencode({})}'),
        (
            '${jsonencode({Statement = concat([{Sid = "A"}], var.more)})}',
            '${concat([{Sid = "A"}], var.more)}',
        ),
    ],
)
def test_what_is_not_spelled_out_is_not_known(argument, name):
    (document,) = documents(resource={"aws_iam_policy": {"p": {"policy": argument}}})
    assert document.statements == ()
    assert document.faults == ()
    assert document.open == (name,)


def block_of(*sids, **more):
    return {"statement": [{"sid": sid, "actions": [f"s3:{sid}"], "resources": ["*"]} for sid in sids], **more}


def reference(label):
    return f"${{data.aws_iam_policy_document.{label}.json}}"


def actions(found):
    return [statement.actions[0].text for statement in found.statements]


def test_statements_of_other_data_sources_are_taken_in_and_replaced():
    changed = {"statement": {"sid": "A", "actions": ["s3:Other"], "resources": ["*"]}}
    blocks = {
        "base": block_of("A", "B"),
        "more": changed,
        "all": block_of(
            "C", source_policy_documents=[reference("base")], override_policy_documents=[reference("more")]
        ),
    }
    (document,) = documents(data={"aws_iam_policy_document": blocks})
    assert document.name == "data.aws_iam_policy_document.all"
    assert actions(document) == ["s3:Other", "s3:B", "s3:C"]
    own = {**changed, "source_policy_documents": [reference("base"), "${var.more}"]}
    (document,) = documents(data={"aws_iam_policy_document": {"base": block_of("A", "B"), "own": own}})
    assert actions(document) == ["s3:Other", "s3:B"]
    assert document.open == ("${var.more}",)


def test_documents_that_double_at_every_level_are_read_in_little_work():
    statement = {"actions": ["s3:Get"], "resources": ["*"]}

    def doubled(levels):
        blocks = {
            f"d{n}": {"statement": statement, "source_policy_documents": [reference(f"d{n - 1}")] * 2}
            for n in range(1, levels)
        }
        blocks["d0"] = {"statement": statement}
        return json.dumps({"data": {"aws_iam_policy_document": blocks}})

    text = doubled(80)
    (document,) = read_text(text, "main.tf.json").documents
    assert document.statements
    assert "more than 1,000 statements" in document.open[0]
    assert calls(read_text, text, "main.tf.json") < 3 * calls(read_text, doubled(40), "main.tf.json")


def test_a_chain_of_documents_that_is_too_long_is_open_where_it_ends():
    blocks = {f"d{n}": {"source_policy_documents": [reference(f"d{n - 1}")]} for n in range(1_000, 0, -1)}
    blocks["d0"] = block_of("A")
    policy = {"aws_iam_policy": {"p": {"policy": reference("d1000")}}}
    found = documents(data={"aws_iam_policy_document": blocks}, resource=policy)
    assert [document.open for document in found] == [("what data.aws_iam_policy_document.d901 holds",)]


def test_data_sources_that_take_each_other_in_end():
    blocks = {
        name: block_of(name, source_policy_documents=[reference(other)]) for name, other in ("AB", "BA")
    }
    assert documents(data={"aws_iam_policy_document": blocks}) == ()


@pytest.mark.parametrize(
    ("count", "when"),
    [
        ({"count": "${var.on ? 1 : 0}"}, ("${var.on ? 1 : 0}",)),
        ({"for_each": "${toset(var.names)}"}, ("${toset(var.names)}",)),
        ({"count": 1}, ()),
        ({"for_each": {"a": "b"}}, ()),
    ],
)
def test_what_decides_on_a_resource_decides_on_its_statements(count, when):
    policy = {"policy": '{"Statement": {"Effect": "Allow"}}', **count}
    (document,) = documents(resource={"aws_iam_policy": {"p": policy}})
    assert document.statements[0].when == when
    attachment = {"role": "r", "policy_arn": "${aws_iam_policy.p.arn}", **count}
    resources = {
        "aws_iam_policy": {"p": {"policy": '{"Statement": {"Effect": "Allow"}}'}},
        "aws_iam_role_policy_attachment": {"a": attachment},
    }
    (document,) = documents(resource=resources)
    assert (document.holder, document.statements[0].when) == ("r", when)


def test_a_block_that_is_dynamic_may_not_be_there():
    dynamic = {"statement": {"for_each": "${var.each}", "content": {"actions": ["s3:A"], "resources": ["*"]}}}
    conditional = {
        "actions": ["s3:B"],
        "resources": ["*"],
        "dynamic": {
            "condition": {
                "for_each": "${var.more}",
                "content": {"test": "Bool", "variable": "a:b", "values": ["true"]},
            }
        },
    }
    (document,) = documents(
        data={"aws_iam_policy_document": {"d": {"statement": conditional, "dynamic": dynamic}}}
    )
    assert [statement.when for statement in document.statements] == [("${var.more}",), ("${var.each}",)]


def test_conditions_that_are_an_expression_are_open():
    plain = {"actions": ["s3:B"], "resources": ["*"], "condition": "${var.c}"}
    (document,) = documents(data={"aws_iam_policy_document": {"d": {"statement": plain}}})
    assert document.statements[0].open == ("${var.c}",)
    assert document.faults == ()
    encoded = '${jsonencode({Statement = {Effect = "Allow", Condition = var.c}})}'
    (document,) = documents(resource={"aws_iam_policy": {"p": {"policy": encoded}}})
    assert document.statements[0].open == ("${var.c}",)


def test_policies_that_are_attached_and_not_there_are_named():
    arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    resources = {
        "aws_iam_role": {"r": {"name": "web", "managed_policy_arns": [arn]}},
        "aws_iam_policy": {"p": {"policy": '{"Statement": {"Effect": "Allow"}}'}},
        "aws_iam_role_policy_attachment": {
            "one": {"role": "web", "policy_arn": "${aws_iam_policy.p.arn}"},
            "two": {"role": "${aws_iam_role.r.name}", "policy_arn": "${aws_iam_policy.elsewhere.arn}"},
        },
    }
    found = read_text(json.dumps({"resource": resources}), "a file")
    assert [(one.holder, one.policy.shown) for one in found.attached] == [
        ("aws_iam_role.r", "${aws_iam_policy.elsewhere.arn}"),
        ("aws_iam_role.r", arn),
    ]


@pytest.mark.parametrize("reference", ["d.json", "d.minified_json", "d[0].json", 'd["x"].json'])
def test_a_reference_to_a_data_source_is_its_document(reference):
    (document,) = documents(
        resource={"aws_iam_policy": {"p": {"policy": f"${{data.aws_iam_policy_document.{reference}}}"}}},
        data={"aws_iam_policy_document": {"d": {"statement": {"actions": ["a:b"], "resources": ["*"]}}}},
    )
    assert (document.name, document.attachment) == ("aws_iam_policy.p", "managed")


def test_policies_of_one_holder_are_known():
    found = documents(
        resource={
            "aws_iam_role": {
                "r": {
                    "name": "piped",
                    "assume_role_policy": json.dumps(TRUST),
                    "inline_policy": [{"name": "a", "policy": json.dumps(POLICY)}],
                    "managed_policy_arns": ["${aws_iam_policy.third.arn}", "arn:aws:iam::aws:policy/A"],
                }
            },
            "aws_iam_policy": {
                name: {"policy": json.dumps(POLICY)} for name in ("one", "other", "third", "free")
            },
            "aws_iam_role_policy": {
                "own": {"role": "${aws_iam_role.r.id}", "policy": json.dumps(POLICY)},
                "named": {"role": "piped", "policy": json.dumps(POLICY)},
                "far": {"role": "elsewhere", "policy": json.dumps(POLICY)},
            },
            "aws_iam_role_policy_attachment": {
                "a": {"role": "${aws_iam_role.r.name}", "policy_arn": "${aws_iam_policy.one.arn}"}
            },
            "aws_iam_policy_attachment": {
                "a": {"groups": ["ops"], "policy_arn": "${aws_iam_policy.other.arn}", "name": "a"}
            },
        }
    )
    assert sorted((d.name, d.kind, d.attachment, d.holder_sort, d.holder) for d in found) == [
        ("aws_iam_policy.free", "identity", "managed", "", ""),
        ("aws_iam_policy.one", "identity", "managed", "role", "aws_iam_role.r"),
        ("aws_iam_policy.other", "identity", "managed", "group", "ops"),
        ("aws_iam_policy.third", "identity", "managed", "role", "aws_iam_role.r"),
        ("aws_iam_role.r", "identity", "inline", "role", "aws_iam_role.r"),
        ("aws_iam_role.r", "trust", "none", "role", ""),
        ("aws_iam_role_policy.far", "identity", "inline", "role", "elsewhere"),
        ("aws_iam_role_policy.named", "identity", "inline", "role", "aws_iam_role.r"),
        ("aws_iam_role_policy.own", "identity", "inline", "role", "aws_iam_role.r"),
    ]


@pytest.mark.parametrize("nest", [lambda body: body, lambda body: [body]])
def test_blocks_can_be_lists(nest):
    blocks = nest({"aws_iam_policy": nest({"p": nest({"policy": json.dumps(POLICY)})})})
    assert [document.name for document in documents(resource=blocks)] == ["aws_iam_policy.p"]


def test_what_is_accepted_stands_in_a_comment():
    document = source({"sid": "A", "actions": ["a:b"], "resources": ["*"], "//": ["accepted W404: no names"]})
    assert document.statements[0].accepted == (("W404", "no names"),)


def test_text_has_the_place_of_its_string():
    text = json.dumps({"resource": {"aws_iam_policy": {"p": {"policy": json.dumps(POLICY)}}}}, indent=1)
    (document,) = read_text(text, "a file").documents
    assert document.statements[0].actions[0].place == Place("a file", 5, 15)


@pytest.mark.parametrize(
    "blocks",
    [
        {"resource": {"aws_iam_role": "a"}},
        {"resource": [{"aws_iam_role": [{"r": "a"}]}]},
        {"resource": {"aws_iam_role": {"r": {"inline_policy": ["a", {}], "managed_policy_arns": "a"}}}},
        {"resource": {"aws_iam_policy_attachment": {"a": {"policy_arn": ["a"], "roles": "a"}}}},
        {"data": {"aws_iam_policy_document": {"d": {}}}},
        {"data": {"aws_iam_policy_document": {"d": {"statement": "a", "dynamic": "a", "version": None}}}},
        {
            "data": {
                "aws_iam_policy_document": {
                    "d": {
                        "statement": [{"principals": "a", "condition": ["a", {"test": ["x"]}], "dynamic": 1}]
                    }
                }
            }
        },
    ],
)
def test_what_is_not_as_expected_breaks_nothing(blocks):
    documents(**blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a\\"b\\n\\u00e9\\ud83d\\ude00"', 'a"b\né😀'),
        ('"${f("a")}"', '${f("a")}'),
        ('"$${x}\\\\"', "$${x}\\"),
        ("var.x", "${var.x}"),
        ('"a" == "b" ? 1 : 2', '${"a" == "b" ? 1 : 2}'),
        ("{ for k, v in m : k => v }", "${{ for k, v in m : k => v }}"),
        ("[1][0]", "${[1][0]}"),
        ("-1.5", "-1.5"),
        ("null", "null"),
    ],
)
def test_a_value_of_the_language(text, expected):
    node = read_expression(text, OnePlace(PLACE))
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == (expected, expected in ("-1.5", "null"))


def test_objects_and_lists_of_the_language():
    node = read_expression(
        '{\n a = [\n "x", # one\n y,\n ]\n "b" : {} /* two */, (c) = [] // three\n}',
        OnePlace(PLACE),
    )
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.entries] == ["a", "b", "${c}"]
    first = node.get("a")
    assert isinstance(first, Sequence)
    assert [item.text for item in first.items] == ["x", "${y}"]


@pytest.mark.parametrize("text", ["", "{", "{a", "{a}", "{a =", "[1 2", '"', '"${', "[" * 500, "f(", "]"])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(ValueError, match=r"it |there |a |something "):
        read_expression(text, OnePlace(PLACE))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text",
    ['{"a": "' + "x" * 1_000_000 + '"}', '"${' + "(" * 200_000, "[" + "1," * 100_000 + "]", "{" * 100_000],
)
def test_a_large_text_takes_little_work(text):
    def read():
        with suppress(ValueError):
            read_expression(text, OnePlace(PLACE))

    assert calls(read) < 30 * len(text)


def test_who_is_in_which_group():
    resources = {
        "aws_iam_group": {"g": {"name": "ops"}},
        "aws_iam_user": {"u": {"name": "ann"}},
        "aws_iam_user_group_membership": {
            "m": {"user": "ann", "groups": ["${aws_iam_group.g.name}", "others"]}
        },
        "aws_iam_group_membership": {"n": {"group": "ops", "users": ["${aws_iam_user.u.name}", "bob"]}},
    }
    found = read_text(json.dumps({"resource": resources}), "a file")
    user, group = "aws_iam_user.u", "aws_iam_group.g"
    assert found.members == ((user, group), (user, "others"), (user, group), ("bob", group))


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"//": "nothing"}',
        '{"locals": {"a": 1}}',
        '{"module": {"m": {"source": "./m"}}}',
    ],
)
def test_a_file_of_terraform_without_policies_is_one_all_the_same(text):
    source = read_text(text, "a/main.tf.json")
    assert (source.format, source.documents, source.loose) == ("terraform", (), ())


def test_policies_of_local_values_and_modules_are_judged_and_belong_to_nobody():
    bad = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "${local.b}"}]}
    encoded = '${jsonencode({Statement = [{Effect = "Allow", Action = "s3:GetObjekt", Resource = "*"}]})}'
    module = {"m": {"source": "./m", "policy": json.dumps(bad), "more": [bad], "name": "Statement"}}
    source = read_text(
        json.dumps({"locals": {"a": bad, "b": encoded, "c": 1}, "module": module}), "main.tf.json"
    )
    assert [document.name for document in source.loose] == ["local.a", "local.b", "module.m.policy"]
    assert source.documents == ()
    assert [finding.rule for finding in lint([source], only=select(["E202"]))] == ["E202"] * 3


def test_the_type_of_a_principal_may_be_an_expression():
    statement = '{Effect = "Allow", Action = "sts:AssumeRole", Principal = {(var.t) = var.arns}}'
    text = f"${{jsonencode({{Statement = [{statement}]}})}}"
    (document,) = documents(resource={"aws_iam_role": {"r": {"assume_role_policy": text}}})
    assert document.faults == ()
    principals = {"type": "${var.t}", "identifiers": ["a"]}
    (document,) = documents(
        data={
            "aws_iam_policy_document": {"d": {"statement": [{"actions": ["a:b"], "principals": principals}]}}
        }
    )
    assert document.faults == ()


def test_a_data_source_knows_how_it_spells_its_arguments():
    (document,) = documents(
        data={"aws_iam_policy_document": {"d": {"statement": [{"action": ["s3:Get*"], "resource": ["*"]}]}}}
    )
    assert [fault.what for fault in document.faults][:2] == [
        "has an unknown element 'action'; did you mean 'actions'?",
        "has an unknown element 'resource'; did you mean 'resources'?",
    ]
