import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws.quotas import MANAGED_POLICY
from emitter.errors import FormatError
from emitter.reading.cloudformation.values import value as of_cloudformation
from emitter.reading.files import read_text
from emitter.reading.grammar import CONDITIONAL, Grammar, literal, statement_nodes
from emitter.reading.yaml_tree import parse

STATEMENT = {"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}
OTHERS = ("Principal", "NotPrincipal", "Condition")


def document(text, kind="identity", read=of_cloudformation):
    return Grammar(read).document(parse(text, "a file"), "name", kind)


def faults(text):
    return [fault.what for fault in document(text).faults]


def of_policy(**elements):
    return faults(json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT], **elements}))


def of_statement(without=(), **elements):
    statement = {key: value for key, value in {**STATEMENT, **elements}.items() if key not in without}
    return of_policy(Statement=[statement])


def test_what_follows_the_grammar_has_no_fault():
    assert of_policy() == []
    assert of_policy(Id="mine", Statement=STATEMENT) == []
    assert of_statement(Sid="", Action=["ecs:ListClusters"]) == []
    assert of_statement(without=["Action"], NotAction="iam:*") == []
    assert of_statement(without=["Resource"], Principal="*") == []
    assert of_statement(without=["Resource"], NotPrincipal={"AWS": ["111122223333"]}) == []
    assert of_statement(Condition={}) == []
    assert of_statement(Condition={"Bool": {"aws:SecureTransport": True}}) == []
    assert of_statement(Condition={"NumericEquals": {"s3:max-keys": [1, "2"]}}) == []


@pytest.mark.parametrize(
    ("elements", "fault"),
    [
        ({"Statement": []}, "has an empty Statement"),
        ({"Statement": "all"}, "has a statement that is not an object"),
        ({"Statement": None}, "has a statement that is not an object"),
        ({"Statement": [[STATEMENT]]}, "has a statement that is not an object"),
        ({"Statment": []}, "has an unknown element 'Statment'; did you mean 'Statement'?"),
        ({"Comment": ""}, "has an unknown element 'Comment'"),
        ({"Id": ["a"]}, "has an Id that is not a string"),
        ({"Version": {"a": "b"}}, "has a Version that is not a string"),
        ({"Version": None}, "has a Version that is not a string"),
    ],
)
def test_a_policy_that_breaks_the_grammar(elements, fault):
    assert of_policy(**elements) == [fault]


@pytest.mark.parametrize(
    ("without", "elements", "fault"),
    [
        (["Effect"], {}, "has no Effect"),
        ([], {"Effect": "allow"}, "has the Effect 'allow'; use Allow or Deny"),
        ([], {"Effect": ""}, "has the Effect ''; use Allow or Deny"),
        ([], {"Effect": ["Allow"]}, "has an Effect that is not a string"),
        ([], {"Effect": None}, "has an Effect that is not a string"),
        (["Action"], {}, "has neither Action nor NotAction"),
        ([], {"NotAction": "iam:*"}, "has both Action and NotAction"),
        ([], {"NotResource": "*"}, "has both Resource and NotResource"),
        ([], {"Principal": "*", "NotPrincipal": "*"}, "has both Principal and NotPrincipal"),
        ([], {"Action": []}, "has an empty Action"),
        ([], {"Action": None}, "has an Action that is null"),
        ([], {"Action": [None]}, "has an Action that is null"),
        ([], {"Action": {"a": "b"}}, "has an Action that is an object"),
        ([], {"Action": [["a:b"]]}, "has an Action that is a list within a list"),
        ([], {"Resource": []}, "has an empty Resource"),
        ([], {"Resource": ["*", {"a": 1, "b": 2}]}, "has a Resource that is an object"),
        ([], {"Sid": {"a": "b"}}, "has a Sid that is not a string"),
        ([], {"effect": "Allow"}, "has an unknown element 'effect'; did you mean 'Effect'?"),
        ([], {"Principal": {}}, "has an empty Principal"),
        ([], {"Principal": []}, "has a Principal that is neither * nor an object"),
        ([], {"Principal": None}, "has a Principal that is neither * nor an object"),
        ([], {"Principal": "me"}, "has a Principal 'me', which is neither * nor an object"),
        ([], {"Principal": {"Service": []}}, "has no Service in its Principal"),
        ([], {"Principal": {"AWS": None}}, "has a Principal that is null"),
        ([], {"Principal": {"Services": "a"}}, "has a Principal of type 'Services'; did you mean 'Service'?"),
        ([], {"Condition": []}, "has a Condition that is not an object"),
        ([], {"Condition": None}, "has a Condition that is not an object"),
        ([], {"Condition": {"Bool": "true"}}, "has a condition Bool that is not an object"),
        ([], {"Condition": {"Bool": {"a:b": []}}}, "has no values for a:b"),
        ([], {"Condition": {"Bool": {"a:b": None}}}, "has a value of a:b that is null"),
        ([], {"Condition": {"Bool": {"a:b": {"c": "d"}}}}, "has a value of a:b that is an object"),
    ],
)
def test_a_statement_that_breaks_the_grammar(without, elements, fault):
    assert of_statement(without, **elements) == [fault]


@pytest.mark.parametrize("text", ["[]", "3", "a", "null"])
def test_what_is_no_object_is_no_policy(text):
    assert faults(text) == ["is not an object"]
    assert document(text).node is None


def test_a_fault_names_its_statement_and_stands_at_what_is_wrong():
    (fault,) = document(
        '{"Statement": {"Sid": "A", "Effect": "Allow",\n"Action": [], "Resource": "*"}}'
    ).faults
    assert (fault.sid, fault.place.line, fault.place.column) == ("A", 2, 11)


TEMPLATE = """
Version: '2012-10-17'
Statement:
- Sid: First
  Effect: Allow
  Action: {}
  Resource: {}
"""


@pytest.mark.parametrize(
    "text",
    [
        TEMPLATE.format("!Ref Actions", "!GetAtt Bucket.Arn"),
        TEMPLATE.format("!If [A, [a:B], [a:C]]", "[!If [A, b, !Ref 'AWS::NoValue']]"),
        TEMPLATE.format("{Ref: Actions}", "{'Fn::Split': [',', a]}"),
        TEMPLATE.format("a:b", "'*'") + "  Condition: !If [A, {Bool: {a: b}}, !Ref 'AWS::NoValue']",
        TEMPLATE.format("a:b", "'*'") + "  Condition: {Bool: !If [A, {a: b}, {c: !Ref D}]}",
        TEMPLATE.format("a:b", "'*'") + "  Condition: {Bool: {a: !Ref Values}}",
        TEMPLATE.format("a:b", "'*'") + "  Principal: !If [A, {AWS: b}, {Service: c}]",
        TEMPLATE.format("a:b", "'*'") + "  Principal: {AWS: !Ref Account}",
        TEMPLATE.format("a:b", "'*'")
        + "- !If [A, {Effect: Deny, Action: a, Resource: b}, !Ref 'AWS::NoValue']",
        TEMPLATE.format("a:b", "'*'") + "- {'Fn::Transform': {Name: a}}",
        "Statement: [{'Fn::Transform': {Name: a}, Sid: A}]",
        "Statement: !If [A, [], {Effect: Deny, Action: a, Resource: b}]",
        "Statement: [{Effect: !If [A, Allow, Deny], Action: a, Resource: b, Sid: !Ref Name}]",
        "!Ref Document",
        "{'Fn::If': [A, {}, {}]}",
        "'{}'",
    ],
)
def test_what_a_template_fills_in_is_no_fault(text):
    assert faults(text) == []


def test_both_branches_are_read_and_marked():
    read = document(
        "Statement:\n"
        "- {Effect: Allow, Action: a, Resource: r}\n"
        "- !If [A, {Effect: Allow, Action: b, Resource: r}, {Effect: Allow, Action: c, Resource: r}]\n"
        "- {'Fn::If': [A, {Effect: Allow, Action: d, Resource: r}, {Ref: 'AWS::NoValue'}]}\n"
        "- {Effect: Allow, Action: e, Resource: r, Condition: !If [A, {B: {k: 1}}, {C: {l: 2}}]}\n"
    )
    assert [(s.actions[0].text, CONDITIONAL in s.present) for s in read.statements] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
        ("e", False),
    ]
    assert [(c.operator, c.key.text) for c in read.statements[-1].conditions] == [("B", "k"), ("C", "l")]
    pairs = [(s.actions[0].text, n.get("Action").text) for s, n in statement_nodes(read)]
    assert pairs == [(letter, letter) for letter in "abcde"]


def test_one_branch_can_break_the_grammar():
    text = "Statement: !If [A, {Effect: Allow, Action: b, Resource: r}, {Effect: Allow, Resource: r}]"
    assert faults(text) == ["has neither Action nor NotAction"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab*?${}:. é\n", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Ref", "Fn::If", "Fn::Sub", "AWS", "Bool", *"ab"]), inner, max_size=3
        )
        | st.dictionaries(
            st.sampled_from(
                ["Statement", "Version", "Id", *STATEMENT, "Sid", "NotAction", "NotResource", *OTHERS]
            ),
            inner,
            max_size=8,
        )
    ),
    max_leaves=25,
)


@given(_JSON, _JSON)
def test_any_value_is_read(whole, statement):
    for found in (whole, {"Statement": whole}, {"Statement": [statement, whole]}):
        read = document(json.dumps(found))
        assert all(fault.what for fault in read.faults)
        assert len(list(statement_nodes(read))) == len(read.statements)
        assert read.size >= 0


_TEXT = st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cs"), exclude_characters='"\\'))
_DOCUMENT = st.fixed_dictionaries({"Statement": st.dictionaries(_TEXT, st.lists(_TEXT) | _TEXT)})


@given(_DOCUMENT)
def test_the_size_is_that_of_compact_json_without_white_space(content):
    try:
        read = document(json.dumps(content), read=literal)
    except FormatError:
        return
    compact = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    assert read.size == len("".join(compact.split()))


def test_what_is_unknown_counts_as_little_as_it_can_be():
    sub = "!Sub 'arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/${Name}'"
    literal = "arn:aws:ecs:eu-west-1:111122223333:cluster/sixteen-letters-"
    assert document(TEMPLATE.format("a:b", sub)).size == document(TEMPLATE.format("a:b", literal)).size


def test_a_policy_that_fits_is_read_as_one_that_fits():
    name = "n" * (MANAGED_POLICY - document(TEMPLATE.format("a:b", "''")).size)
    assert document(TEMPLATE.format("a:b", name)).size == MANAGED_POLICY


def test_documents_of_every_format_have_the_same_faults():
    policy = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": []}]}'
    properties = f'{{"PolicyDocument": {policy}}}'
    template = f'{{"Resources": {{"P": {{"Type": "AWS::IAM::ManagedPolicy", "Properties": {properties}}}}}}}'
    module = f'{{"resource": {{"aws_iam_policy": {{"p": {{"policy": {json.dumps(policy)}}}}}}}}}'
    for text in (policy, template, module):
        (read,) = read_text(text, "a file").documents
        assert [fault.what for fault in read.faults] == ["has an empty Action"]
