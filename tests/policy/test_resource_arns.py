"""Values of Resource against the formats of AWS: what cannot be is said, and nothing else."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws.service_reference import action, resource_types
from emitter.aws.wildcards import ANY, ONE, joined
from emitter.policy.resource_arns import (
    arn,
    arns,
    can_be,
    can_reach,
    could_be_all,
    has_name,
    is_all,
    is_every,
    is_every_anywhere,
    is_everything,
    reaches_every,
)
from emitter.policy.wildcards import SEGMENT, intersects, matches
from emitter.reading.values import ACCOUNT, PARTITION, REGION, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, documents
from tests.support.work import calls

_HOLE = re.compile(r"\$\{(\w+)\}")
# Names that hold what separates the parts of an ARN, where AWS lets them.
_NAMES = {
    "Partition": st.sampled_from(("aws", "aws-cn")),
    "Region": st.sampled_from(("eu-west-1", "us-east-1")),
    "Account": st.just("111122223333"),
    "AccessPointName": st.sampled_from(("team-web", "analytics")),
    "BucketName": st.sampled_from(("releases", "web-logs")),
    "TableName": st.sampled_from(("orders", "web_users")),
}
_OTHER = st.sampled_from(("web", "web-1", "team/web", "a/b/c", "web:1", "0123456789abcdef"))
_TYPES = st.sampled_from(
    [
        type_
        for service in (
            "cloudformation",
            "dynamodb",
            "ecs",
            "elasticloadbalancing",
            "iam",
            "lambda",
            "logs",
            "s3",
        )
        for type_ in resource_types(service)
        if "*" not in type_.arn
    ]
)


def value(*parts):
    return Value(parts, Place("x"))


def type_of(name, kind):
    return next(type_ for type_ in action(name).resources if type_.name == kind)


def filled(draw, text):
    return _HOLE.sub(lambda match: draw(_NAMES.get(match[1], _OTHER)), text)


@st.composite
def resources(draw):
    """A resource type, and the ARN of some resource of it."""
    type_ = draw(_TYPES)
    return type_, filled(draw, draw(st.sampled_from(type_.arn.split(", "))))


@st.composite
def widened(draw):
    """A resource type, an ARN of it, and a value that stands for that ARN among others."""
    type_, text = draw(resources())
    fields = text.split(":", 5)
    parts = []
    for number, field in enumerate(fields):
        parts += [":"] if number else []
        position = 0
        # The first three say what kind of ARN it is; a pattern there is a matter of its own.
        for _ in range(draw(st.integers(0, 2)) if number > 2 else 0):
            start = draw(st.integers(position, len(field)))
            end = draw(st.integers(start, len(field)))
            gap = draw(
                st.sampled_from(("*", "?" * (end - start), "${aws:PrincipalTag/team}", Unknown("Name")))
            )
            parts += [field[position:start], gap]
            position = end
        parts.append(field[position:])
    if draw(st.booleans()):
        parts = [Unknown("Arn"), *parts[draw(st.integers(1, len(parts))) :]]
    return type_, text, value(*joined(parts))


@given(widened())
def test_what_a_value_stands_for_it_can_be(found):
    type_, _, wide = found
    assert can_be(wide, type_)


@given(resources(), _TYPES)
def test_a_value_without_wildcards_can_be_what_its_format_matches(found, other):
    _, text = found
    service, resource = text.split(":", 5)[2], text.split(":", 5)[5]
    expected = False
    for form in other.arn.split(", "):
        fields = form.split(":", 5)
        pattern = re.sub(r"\\\$\\\{\w+\\\}", ".*", re.escape(fields[5]))
        if re.search(r"\$\{(AccessPointName|BucketName|TableName)\}$", fields[5]):
            pattern = pattern.removesuffix(".*") + "[^/]*"
        expected |= service == fields[2] and re.fullmatch(pattern, resource) is not None
    assert can_be(value(text), other) == expected


@st.composite
def pairs(draw):
    """A resource type that is written in one way, a resource of it, and a pattern made of another."""
    type_ = draw(_TYPES.filter(lambda found: ", " not in found.arn))
    head, resource = draw(st.just(filled(draw, type_.arn))).rsplit(":", 1)
    cut = draw(st.integers(0, len(resource)))
    pattern = draw(
        st.sampled_from(("*", f"{resource[:cut]}*", f"*{resource[cut:]}", "*/*", f"{resource[:cut]}?"))
    )
    return type_, filled(draw, type_.arn), value(f"{head}:{pattern}")


@given(pairs())
def test_what_stands_for_every_resource_stands_for_any(found):
    type_, text, wide = found
    if is_every(wide, type_):
        assert matches(arn(wide).resource, text.split(":", 5)[5])
        assert can_be(wide, type_)


_TOKEN = st.one_of(st.sampled_from(("a", "b", "/", "ab")), st.sampled_from((ANY, ONE, SEGMENT)))
_FIELD = st.lists(_TOKEN, max_size=4).map(tuple)
_SHORT = ["".join(signs) for length in range(7) for signs in product("ab/", repeat=length)]


def _pattern(field):
    return re.compile("".join(re.escape(t) if isinstance(t, str) else t.shape for t in field), re.DOTALL)


@given(_FIELD, _FIELD)
def test_two_patterns_meet_when_some_text_is_both(a, b):
    ours, theirs = _pattern(a), _pattern(b)
    common = any(ours.fullmatch(text) and theirs.fullmatch(text) for text in _SHORT)
    a, b = joined(a), joined(b)
    assert intersects(a, b) == intersects(b, a)
    assert intersects(a, b) or not common
    # What needs more than six characters is rare enough to leave out here.
    if len("".join(t for t in (*a, *b) if isinstance(t, str))) + sum(t == ONE for t in (*a, *b)) <= 6:
        assert intersects(a, b) == common


@given(_FIELD, st.text("ab/", max_size=8))
def test_a_field_spells_what_its_expression_matches(field, text):
    assert matches(joined(field), text) == (_pattern(field).fullmatch(text) is not None)


@pytest.mark.parametrize(
    ("found", "length", "sure"),
    [
        (value("arn:aws:s3:::releases/a:b"), 6, True),
        (value("arn:aws:iam::*:user/${aws:username}"), 6, True),
        (
            value(
                "arn:",
                Unknown("p", PARTITION),
                ":ecs:",
                Unknown("r", REGION),
                ":",
                Unknown("a", ACCOUNT),
                ":x",
            ),
            6,
            True,
        ),
        (value("arn:aws:s3:::", Unknown("Bucket"), "/*"), 6, True),
        (value(Unknown("Bucket.Arn"), "/*"), 1, False),
        (value("arn:aws:iam::", Unknown("Account"), ":role/web"), 5, False),
        (value("arn:aws:sqs"), 3, True),
        (value("arn:aws:sqs:*"), 4, True),
        (value("releases"), 1, True),
    ],
)
def test_the_fields_of_an_arn_are_counted_where_that_is_sure(found, length, sure):
    assert (arn(found).length, arn(found).sure) == (length, sure)


@pytest.mark.parametrize(
    ("text", "name", "kind", "can"),
    [
        ("arn:aws:s3:::releases", "s3:ListBucket", "bucket", True),
        ("arn:aws:s3:::rel*", "s3:ListBucket", "bucket", True),
        ("arn:aws:s3:::releases/*", "s3:ListBucket", "bucket", False),
        ("arn:aws:s3:::releases", "s3:GetObject", "object", False),
        ("arn:aws:s3:::releases*", "s3:GetObject", "object", True),
        ("arn:aws:s3:::*", "s3:GetObject", "object", True),
        ("arn:aws:s3:*", "s3:GetObject", "object", True),
        ("arn:aws:ecs:eu-west-1:111122223333:service/web", "ecs:UpdateService", "service", False),
        ("arn:aws:ecs:eu-west-1:111122223333:service/prod/web", "ecs:UpdateService", "service", True),
        ("arn:aws:ecs:eu-west-1:111122223333:cluster/prod", "ecs:UpdateService", "service", False),
        ("arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*", "dynamodb:GetItem", "table", False),
        ("arn:aws:logs:*:*:log-group:/web:*", "logs:PutLogEvents", "log-stream", True),
        ("arn:aws:logs:*:*:log-group:/web", "logs:PutLogEvents", "log-stream", False),
        ("arn:aws:lambda:*:*:function:web:live", "lambda:InvokeFunction", "function", True),
        ("arn:aws:S3:::releases", "s3:ListBucket", "bucket", False),
        ("arn:aws:s3:::${*}", "s3:ListBucket", "bucket", True),
        ("*", "s3:ListBucket", "bucket", True),
        # A "*" that ends the account also matches what follows the next colon.
        ("arn:aws:secretsmanager:*:*:app/*", "secretsmanager:GetSecretValue", "Secret", True),
        ("arn:aws:secretsmanager:*:1111*:app/*", "secretsmanager:GetSecretValue", "Secret", True),
        ("arn:aws:secretsmanager:*:111122223333:app/*", "secretsmanager:GetSecretValue", "Secret", False),
        ("arn:aws:secretsmanager:*:*1:app/*", "secretsmanager:GetSecretValue", "Secret", False),
        # A wildcard so early may hold fields of the ARN.
        ("arn:aws:*", "s3:ListBucket", "bucket", True),
        ("a*:aws:sqs:::q", "s3:ListBucket", "bucket", True),
        # AWS lists the type under two forms.
        ("arn:aws:apigateway:eu-west-1::/apis/a/stages/b", "apigateway:GET", "Stage", True),
        ("arn:aws:apigateway:eu-west-1::/restapis/a/stages/b", "apigateway:GET", "Stage", True),
        ("arn:aws:apigateway:eu-west-1::/domainnames/a", "apigateway:GET", "Stage", False),
    ],
)
def test_a_value_and_a_type(text, name, kind, can):
    assert can_be(value(text), type_of(name, kind)) is can


@pytest.mark.parametrize(
    ("found", "can"),
    [
        (value("arn:aws:apigateway:", Unknown("Region"), "::/restapis"), True),
        (value("arn:aws:apigateway:", Unknown("Region"), "::/domainnames"), False),
        (value("arn:aws:apigateway:", Unknown("Region"), ":", Unknown("Account"), ":/restapis"), True),
        (value(Unknown("Prefix"), ":apigateway:eu-west-1::/restapis"), True),
        # An ARN has six fields, and the last may hold colons.
        (value("arn:aws:apigateway:eu-west-1:", Unknown("Account"), ":x:/restapis"), False),
        (value(Unknown("Arn")), True),
        (value("arn:aws:s3:::", Unknown("Bucket")), False),
    ],
)
def test_an_unknown_part_may_hold_fields_of_the_arn(found, can):
    assert can_be(found, type_of("apigateway:GET", "RestApis")) is can


@pytest.mark.parametrize(
    ("found", "every"),
    [
        (value("*"), True),
        (value("arn:aws:s3:::*"), True),
        (value("arn:aws:*:::*"), True),
        (value("arn:aws:sqs:::*"), False),
        (value("arn:aws:s3:::a*"), False),
    ],
)
def test_every_bucket(found, every):
    assert is_every(found, type_of("s3:ListBucket", "bucket")) is every


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("arn:aws:sqs:*:*:*", True),
        ("arn:aws:sqs:::*", True),
        ("a*:aws:sqs:*:*:*", True),
        ("b*:aws:sqs:*:*:*", False),
        ("arn:aws:sqs:eu-west-1:*:*", False),
        ("arn:aws:sqs:*:111122223333:*", False),
        ("arn:aws:sqs:*:*:web", False),
    ],
)
def test_every_queue_of_every_region_and_account(text, every):
    assert is_every_anywhere(value(text), type_of("sqs:SendMessage", "queue")) is every


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("*", True),
        ("arn:aws:s3:::releases/a", True),
        ("arn:aws:s3:::releases", False),
        ("arn:aws:s3express:eu-west-1:111122223333:bucket/a", False),
    ],
)
def test_a_resource_that_an_action_takes(text, can):
    assert can_reach(value(text), action("s3:GetObject")) is can


@pytest.mark.parametrize(
    ("found", "all_", "could"),
    [
        (value("*"), True, True),
        (value("**"), True, True),
        (value(Unknown("Arn")), False, True),
        (value(""), False, False),
        (value("a*"), False, False),
        (value("arn:aws:s3:::*"), False, False),
        (value("*", Unknown("Name")), False, False),
        (value(Unknown("Name"), "*"), False, False),
    ],
)
def test_a_star_and_what_could_be_one(found, all_, could):
    assert is_all(found) is all_
    assert could_be_all(found) is could


def test_the_arns_of_a_policy_are_those_of_resource_and_not_resource():
    one, other = "arn:aws:s3:::a", "arn:aws:s3:::b"
    (document,) = documents(allow(Resource=["*", one]))
    (excluding,) = documents(allow(NotResource=[other]))
    both = document._replace(statements=(*document.statements, *excluding.statements))
    assert [(found.shown, fields) for _, found, fields in arns(both)] == [
        (one, arn(value(one))),
        (other, arn(value(other))),
    ]


@pytest.mark.parametrize(
    ("found", "name", "every"),
    [
        (value("*"), "iam:PassRole", True),
        (value(Unknown("Role.Arn"), "*"), "iam:PassRole", False),
        (value("arn:aws:iam::", Unknown("Account"), ":role/*:*"), "iam:PassRole", False),
        (value("arn:aws:s3:::*"), "iam:PassRole", False),
        (value("arn:aws:logs:*:*:log-group:*"), "logs:PutLogEvents", True),
        (value("arn:aws:ecs:*:*:task-definition/*"), "ecs:RunTask", True),
        (value("arn:aws:ecs:*:*:service/*"), "ecs:RunTask", False),
        (value("arn:aws:iam::111122223333:role/*"), "iam:PassRole", True),
        (value("arn:aws:iam::", Unknown("Account"), ":role/*"), "iam:PassRole", True),
        (value("arn:aws:iam::*:*"), "iam:PassRole", True),
        (value("arn:aws:iam::111122223333:role/web/*"), "iam:PassRole", False),
        (value("arn:aws:iam::111122223333:role/", Unknown("Role")), "iam:PassRole", False),
        (value("arn:aws:iam::111122223333:role/${aws:username}"), "iam:PassRole", False),
        (value("arn:aws:iam::111122223333:role/?"), "iam:PassRole", False),
        (value(Unknown("Role.Arn")), "iam:PassRole", False),
        (value("arn:aws:s3:::*/*"), "s3:GetObject", True),
        (value("arn:aws:s3:::releases/*"), "s3:GetObject", False),
        (value("arn:aws:ssm:*:*:parameter*"), "ssm:GetParameter", True),
    ],
)
def test_every_resource_of_an_action(found, name, every):
    assert reaches_every(found, action(name)) is every


@pytest.mark.parametrize("text", ["*", "**", "arn:aws:s3:::*", "arn:*:*:*:*:*", "arn:aws:s3:::*/*"])
def test_as_wide_as_a_star(text):
    assert is_everything(value(text))


@pytest.mark.parametrize(
    "parts",
    [
        ("arn:aws:s3:::web-*",),
        ("arn:aws:ecs:*:*:cluster/*",),
        ("arn:aws:sqs:*:111122223333:*",),
        ("web",),
        ("x:aws:s3:::*",),
        (Unknown("Arn"), ":*"),
        (Unknown("Arn"),),
    ],
)
def test_narrower_than_a_star(parts):
    assert not is_everything(value(*parts))


def test_what_aws_names_itself_cannot_be_named_by_what_makes_it():
    assert not has_name(action("ec2:CreateVpc"))
    assert has_name(action("ec2:DeleteVpc"))
    assert has_name(action("ec2:CreateTags"))
    assert has_name(action("ec2:CreateRoute"))
    assert has_name(action("ec2:RunInstances"))
    assert has_name(action("sqs:CreateQueue"))
    assert not has_name(action("ecs:DescribeTaskDefinition"))
    # Held against a type in some requests only.
    assert not has_name(action("ecs:ListTasks"))
    assert not has_name(action("cloudwatch:GetMetricData"))
    # Its ARN names a service and a random id, so that a pattern can name it before.
    assert has_name(action("greengrass:CreateDeployment"))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text", ["*a" * 200_000, "arn:aws:s3:::" + "a/*" * 200_000, "?" * 200_000, "*" * 200_000]
)
def test_no_value_takes_long(text):
    assert can_be(value(text), type_of("s3:ListBucket", "bucket"))
    assert calls(can_be, value(text), type_of("s3:ListBucket", "bucket")) < 30 * len(text)
    assert calls(is_everything, value(text)) < 30 * len(text)
    assert calls(reaches_every, value(text), action("s3:ListBucket")) < 30 * len(text)
