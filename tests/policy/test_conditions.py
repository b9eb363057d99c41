"""Conditions: which keys they compare, whom they let in, and which requests can meet them."""

import pytest

from emitter.policy import conditions
from emitter.policy.operators import operator
from emitter.reading.document import Condition
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, documents, statement

PLACE = Place("f")
GITHUB = "token.actions.githubusercontent.com"
ISSUER = Unknown("${Issuer}")
ROLE = "arn:aws:iam::111122223333:role/deploy"


def value(*parts):
    return Value(parts, PLACE)


def condition(operator_, key, *values):
    """A condition; ``key`` and each of ``values`` is a text or a tuple of parts."""
    key, *values = (value(*one) if isinstance(one, tuple) else value(one) for one in (key, *values))
    return Condition(operator_, key, tuple(values), PLACE)


def holding(*found, **elements):
    """A statement under the conditions ``found``."""
    return statement(**elements)._replace(conditions=found)


def test_conditions_are_read_where_the_operator_is_known():
    (document,) = documents(
        allow(Condition={"StringEquals": {"aws:username": "a"}, "StringNearly": {"aws:userid": "b"}})
    )
    read = [(found.key.shown, by.name) for _, found, by in conditions.read(document)]
    assert read == [("aws:username", "StringEquals")]


def test_an_expression_in_place_of_an_operator_is_open():
    assert conditions.is_expression(condition("${var.operator}", "aws:username", "a"))
    assert not conditions.is_expression(condition("StringEquals", "aws:username", "${aws:userid}"))


@pytest.mark.parametrize(
    ("actions", "prefixes"),
    [
        ("S3:GetObject", ("s3",)),
        (["s3:Get*", "ecs:*", "S3:PutObject"], ("ecs", "s3")),
        (["*", "s*:Get*", "?3:Get"], ()),
    ],
)
def test_the_services_of_a_statement(actions, prefixes):
    assert conditions.services(statement(Action=actions)) == prefixes


def test_an_action_that_is_open_is_of_no_service():
    assert conditions.services(statement()._replace(actions=(value(Unknown("${A}")),))) == ()


@pytest.mark.parametrize(
    ("name", "known", "type_"),
    [
        ("AWS:CalledVia", (), "String"),
        ("aws:NoSuchKey", (), None),
        ("SAML:aud", (), "String"),
        ("catalog:ChangeType", (), "String"),
        ("ecs:cluster", (), "ARN"),
        ("aws:RequestTag/team/part", (), "String"),
        # Listed by another service than it begins with.
        ("iot:JobId", (), None),
        ("iot:JobId", ("s3", "iotjobsdata"), "String"),
    ],
)
def test_a_key_is_found_in_any_case_and_keeps_its_spelling(name, known, type_):
    found = conditions.key(name, known)
    assert (found and (found.name, found.type)) == (type_ and (name, type_))


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("aws:username", ("aws:username",)),
        (
            "aws:RequestTag/a/b",
            ("aws:RequestTag/a/b", "aws:RequestTag/<key>", "aws:RequestTag/tag-key", "aws:RequestTag/"),
        ),
    ],
)
def test_a_key_with_a_tag_is_listed_under_stand_ins(name, spellings):
    assert conditions.forms(name) == spellings


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("S3:prefix", "S3:prefix"),
        ("s3:nosuchkey", None),
        # AWS lists it, under sts.
        ("accounts.google.com:aud", None),
        ((ISSUER, ":sub"), None),
    ],
)
def test_the_key_of_a_condition(key, found):
    key = conditions.key_of(statement(Action=["s3:ListBucket", "sts:*"]), condition("StringEquals", key, "a"))
    assert (key and key.name) == found


@pytest.mark.parametrize(
    ("name", "is_claim"),
    [
        (f"{GITHUB}:sub", True),
        ("aws:username", False),
        # The dot is in the name of a tag.
        ("aws:RequestTag/example.com:team", False),
    ],
)
def test_a_claim_begins_with_a_domain(name, is_claim):
    assert conditions.is_provider(name) is is_claim


@pytest.mark.parametrize(
    ("key", "claim"),
    [
        ((f"{GITHUB}:SUB",), (GITHUB, "sub")),
        (("oidc.example.com/id:a1:sub",), ("oidc.example.com/id:a1", "sub")),
        (("aws:username",), None),
        ((ISSUER, ":aud"), (None, "aud")),
        ((ISSUER, "/id/A1:x:Sub"), (None, "sub")),
        ((ISSUER,), None),
        (("oidc.eks.", ISSUER), None),
        ((ISSUER, "aud"), None),
    ],
)
def test_the_claim_that_a_key_names(key, claim):
    assert conditions.claim(value(*key)) == claim


TAG, ORG = "aws:principaltag/", "aws:principalorgid"


@pytest.mark.parametrize(
    ("found", "names", "required"),
    [
        ([], (ORG,), False),
        ([condition("StringEquals", "aws:PrincipalOrgID", "o-a")], (ORG,), True),
        ([condition("StringEquals", "aws:PrincipalOrgID", "o-a")], (TAG, ORG), True),
        ([condition("StringEquals", "aws:PrincipalOrgID", "o-a")], (TAG,), False),
        ([condition("StringEquals", "aws:PrincipalTag/team", "a")], (TAG,), True),
        ([condition("StringEquals", "aws:PrincipalTag/team", "a")], ("aws:principaltag",), False),
        # A request without the key meets it, and so does one with any value.
        ([condition("StringEqualsIfExists", "aws:PrincipalOrgID", "o-a")], (ORG,), False),
        ([condition("StringLike", "aws:PrincipalOrgID", "o-*")], (ORG,), False),
        # An unknown key may be the one; the claim of a token is none of AWS's keys.
        ([condition("StringEquals", (Unknown("${Key}"),), "a")], (ORG,), True),
        ([condition("StringEquals", (ISSUER, ":sub"), "a")], (ORG,), False),
    ],
)
def test_a_statement_requires_a_key(found, names, required):
    assert conditions.requires_key(holding(*found), *names) is required


def test_a_statement_with_open_conditions_may_require_any_key():
    open_ = statement()._replace(present=frozenset({"Condition"}))
    assert conditions.is_open(open_)
    assert conditions.requires_key(open_, ORG)
    assert not conditions.is_open(statement())
    assert not conditions.is_open(statement(Condition={"StringEquals": {"aws:username": "a"}}))


@pytest.mark.parametrize(
    ("operator_", "key", "values", "anyone"),
    [
        ("StringLike", "aws:username", ["*"], True),
        ("StringLike", "aws:username", ["??"], True),
        ("StringLike", "aws:username", ["a", "*"], True),
        ("StringLike", "aws:username", ["a*"], False),
        ("StringLike", "aws:username", ["a"], False),
        ("StringLike", "aws:username", [""], False),
        ("StringLike", "aws:username", [(Unknown("${Name}"), "*")], False),
        ("StringLike", (Unknown("${Key}"),), ["*"], True),
        # No wildcard, or everybody else.
        ("StringEquals", "aws:username", ["*"], False),
        ("StringNotLike", "aws:username", ["*"], False),
        ("StringNearly", "aws:username", ["*"], False),
        ("StringLike", "aws:PrincipalOrgID", ["o-*"], True),
        ("StringLike", "aws:PrincipalOrgID", ["o-a*"], False),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-*/r-ab12/*"], True),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/*"], False),
        ("StringLike", "aws:SourceVpce", ["vpce-*"], True),
        # The part of aws:userid before the colon is the role's, the other whatever the caller likes.
        ("StringLike", "aws:userid", ["*:deploy"], True),
        ("StringLike", "aws:userid", ["AROAEXAMPLE:*"], False),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/deploy"], True),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::111122223333:role/*"], False),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam*"], True),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam:*"], True),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:?am"], False),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::1111*"], False),
        ("ArnLike", "aws:SourceArn", ["arn:aws:s3:*:*:*"], False),
    ],
)
def test_a_condition_that_lets_in_anyone(operator_, key, values, anyone):
    assert conditions.matches_anyone(condition(operator_, key, *values)) is anyone


@pytest.mark.parametrize(("text", "wild"), [("*?", True), ("", False), ("a*", False)])
def test_a_text_of_wildcards_alone(text, wild):
    assert conditions.is_wild(text) is wild


@pytest.mark.parametrize(
    ("operator_", "required"),
    [
        ("StringEquals", True),
        ("ForAnyValue:StringNotEqualsIfExists", True),
        ("${var.operator}", True),
        ("StringNotEquals", False),
        ("StringEqualsIfExists", False),
        ("ForAllValues:StringEquals", False),
        ("Null", False),
        ("StringNearly", False),
    ],
)
def test_a_condition_that_fails_without_its_key(operator_, required):
    found = condition(operator_, "aws:username", "a")
    assert list(conditions.required_conditions(holding(found))) == ([found] if required else [])


@pytest.mark.parametrize(
    ("operator_", "key", "claims"),
    [
        ("StringEquals", f"{GITHUB}:sub", [(GITHUB, "sub")]),
        ("StringEquals", (ISSUER, ":sub"), [(None, "sub")]),
        ("StringEquals", "aws:username", []),
        # Every token has aud and sub, so that IfExists makes no hole; another claim may be absent.
        ("StringLikeIfExists", f"{GITHUB}:sub", [(GITHUB, "sub")]),
        ("ForAllValues:StringEquals", f"{GITHUB}:aud", [(GITHUB, "aud")]),
        ("StringEquals", f"{GITHUB}:repository", [(GITHUB, "repository")]),
        ("StringLikeIfExists", f"{GITHUB}:repository", []),
        ("StringNotEquals", f"{GITHUB}:sub", []),
        ("Null", f"{GITHUB}:sub", []),
        ("StringNearly", f"{GITHUB}:sub", []),
        ("StringEquals", (Unknown("${Key}"),), [(None, "*")]),
        ("StringEqualsIfExists", (Unknown("${Key}"),), []),
    ],
)
def test_the_claims_that_a_statement_asks_for(operator_, key, claims):
    assert list(conditions.claims(holding(condition(operator_, key, "a")))) == claims


def test_open_conditions_may_ask_for_any_claim():
    assert list(conditions.claims(statement()._replace(present=frozenset({"Condition"})))) == [(None, "*")]


@pytest.mark.parametrize(
    ("action", "key", "taken"),
    [
        ("s3:ListBucket", "s3:prefix", {"s3:ListBucket": True}),
        (
            ["s3:ListBucket", "s3:GetObject"],
            "s3:prefix",
            {"s3:ListBucket": True, "s3:GetObject": False},
        ),
        ("s3:Get*", "s3:prefix", {"s3:Get*": False}),
        ("ec2:RunInstances", "aws:RequestTag/team", {"ec2:RunInstances": True}),
        ("ec2:DescribeVpcs", "aws:RequestTag/team", {"ec2:DescribeVpcs": False}),
        ("ec2:DescribeVpcs", "aws:TagKeys", {"ec2:DescribeVpcs": False}),
        # In requests for any action, or of no service.
        ("s3:GetObject", "aws:SourceIp", {}),
        ("s3:GetObject", "saml:sub", {}),
        ("s3:GetObject", "lambda:SourceFunctionArn", {}),
        ("s3:GetObject", "aws:PrincipalTag/team", {}),
        ("sts:AssumeRoleWithWebIdentity", "accounts.google.com:aud", {}),
        ("s3:GetObject", "s3:nosuchkey", {}),
        ("s3:GetObject", (Unknown("${Key}"),), {}),
        # Too wide, or no action that is known.
        (["s3:GetObject", "*"], "s3:prefix", {}),
        ("s3:NoSuchAction", "s3:prefix", {}),
    ],
)
def test_the_actions_whose_requests_carry_a_key(action, key, taken):
    found = condition("StringEquals", key, "a")
    assert conditions.supported(statement(Action=action), found) == taken


def test_a_key_is_supported_by_no_not_action_and_nothing_open():
    one = condition("StringEquals", "s3:prefix", "a")
    assert conditions.supported(statement(NotAction="s3:GetObject"), one) == {}
    assert conditions.supported(statement(Action="s3:GetObject"), one._replace(operator="${var.o}")) == {}
    open_ = statement()._replace(actions=(value(Unknown("${Action}")),))
    assert conditions.supported(open_, condition("StringEquals", "ecs:cluster", "a")) == {}


@pytest.mark.parametrize(
    ("operator_", "key", "never"),
    [
        ("StringEquals", "s3:prefix", True),
        ("StringNotEquals", "s3:prefix", False),
        ("StringEquals", "s3:ExistingObjectTag/a", False),
        ("StringEquals", "aws:username", False),
        ("StringEquals", "saml:sub", False),
    ],
)
def test_a_condition_on_a_key_that_no_request_carries_never_holds(operator_, key, never):
    found = holding(condition(operator_, key, "a"), Action="s3:GetObject")
    assert conditions.never_holds(found, "s3:getobject") is never


@pytest.mark.parametrize(
    ("operator_", "values", "effect", "phrase"),
    [
        ("StringEquals", ["a"], "Allow", "it allows nothing"),
        ("StringEquals", ["a"], "Deny", "it denies nothing"),
        ("StringNotEquals", ["a"], "Allow", "the condition is always true"),
        ("Null", ["true"], "Deny", "the condition is always true"),
        ("Null", ["false"], "Allow", "it allows nothing"),
    ],
)
def test_the_effect_on_requests_without_the_key(operator_, values, effect, phrase):
    found = condition(operator_, "aws:username", *values)
    assert conditions.without_key(statement(Effect=effect), found, operator(operator_)) == phrase


@pytest.mark.parametrize(
    ("operator_", "key", "values", "private"),
    [
        ("IpAddress", "aws:SourceIp", ["10.1.2.3/16", "198.51.100.0/24"], ["10.1.2.3/16"]),
        ("NotIpAddress", "AWS:SourceIP", ["192.168.0.1", "fe80::1"], ["192.168.0.1", "fe80::1"]),
        # Wider than the private range, half of it, and none.
        ("IpAddress", "aws:SourceIp", ["10.0.0.0/7", "172.0.0.0/11", "::/0", "no address"], []),
        ("IpAddress", "aws:SourceIp", [(Unknown("${Net}"),)], []),
        ("IpAddress", "aws:VpcSourceIp", ["10.1.0.0/16"], []),
        ("StringEquals", "aws:SourceIp", ["10.1.0.0/16"], []),
        ("IpAddress", (Unknown("${Key}"),), ["10.1.0.0/16"], []),
    ],
)
def test_private_addresses_in_a_condition_on_the_source(operator_, key, values, private):
    found = conditions.private(condition(operator_, key, *values), operator(operator_))
    assert [one.text for one in found] == private
