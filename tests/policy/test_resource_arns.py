"""Values of Resource against the formats of AWS: what cannot be is said, and nothing else."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws.service_reference import action, resource_types
from emitter.aws.wildcards import ANY, ONE, joined
from emitter.policy.resource_arns import arn, can_be, has_name, is_every, is_everything, reaches_every
from emitter.policy.wildcards import SEGMENT, intersects, matches
from emitter.reading.values import ACCOUNT, PARTITION, REGION, Unknown, Value
from emitter.reading.yaml_tree import Place
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
    ],
)
def test_a_value_and_a_type(text, name, kind, can):
    assert can_be(value(text), type_of(name, kind)) is can


@pytest.mark.parametrize(
    ("found", "name", "every"),
    [
        (value("*"), "iam:PassRole", True),
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
    "text", ["arn:aws:s3:::web-*", "arn:aws:ecs:*:*:cluster/*", "arn:aws:sqs:*:111122223333:*", "web"]
)
def test_narrower_than_a_star(text):
    assert not is_everything(value(text))


def test_what_aws_names_itself_cannot_be_named_by_what_makes_it():
    assert not has_name(action("ec2:CreateVpc"))
    assert has_name(action("ec2:DeleteVpc"))
    assert has_name(action("ec2:CreateTags"))
    assert has_name(action("ec2:CreateRoute"))
    assert has_name(action("ec2:RunInstances"))
    assert has_name(action("sqs:CreateQueue"))
    assert not has_name(action("ecs:DescribeTaskDefinition"))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text", ["*a" * 200_000, "arn:aws:s3:::" + "a/*" * 200_000, "?" * 200_000, "*" * 200_000]
)
def test_no_value_takes_long(text):
    assert can_be(value(text), type_of("s3:ListBucket", "bucket"))
    assert calls(can_be, value(text), type_of("s3:ListBucket", "bucket")) < 30 * len(text)
    assert calls(is_everything, value(text)) < 30 * len(text)
    assert calls(reaches_every, value(text), action("s3:ListBucket")) < 30 * len(text)
