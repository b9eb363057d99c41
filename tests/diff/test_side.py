"""What of a side could not be read, and what that leaves out of a comparison."""

import pytest

from emitter.diff.side import Side, left_out, not_compared
from emitter.errors import FormatError
from emitter.reading.files import read_text
from emitter.reading.folder import UnreadFile

POLICY = read_text(
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}',
    "p.json",
)
VALUES = read_text("Resources: {Queue: {Type: 'AWS::SQS::Queue'}}", "v.yaml")


def unread(name, likely=True, digest=b"1"):
    return UnreadFile(name, FormatError(name, "cannot be read", "fix it"), likely=likely, digest=digest)


def shown(errors):
    return [error.where for error in errors]


@pytest.mark.parametrize(
    ("found", "without"),
    [
        (Side({}), True),
        (Side({"v": VALUES}), True),
        (Side({"v": VALUES, "p": POLICY}), False),
        (Side({"v": VALUES}, {"x": unread("x")}), False),
        (Side({"v": VALUES}, {"x": unread("x", likely=False), "y": unread("y")}), False),
        (Side({"v": VALUES}, {"x": unread("x", likely=False)}), True),
    ],
)
def test_a_side_without_policies(found, without):
    assert found.is_without_policies is without


def test_what_may_hold_policies_is_left_out_and_said():
    old = Side({}, {"a": unread("a"), "b": unread("b", likely=False)})
    assert shown(left_out(old, Side({}, {"c": unread("c")}))) == ["a", "c"]


def test_a_file_that_could_be_read_before_is_an_error():
    with pytest.raises(FormatError, match="p: cannot be read"):
        left_out(Side({"p": POLICY}), Side({}, {"p": unread("p")}))


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (Side({}, {"a": unread("a")}), Side({}, {"a": unread("a")}), []),
        (Side({}, {"a": unread("a")}), Side({}, {"a": unread("a", digest=b"2")}), ["a"]),
        # Nothing is known of a content without a digest.
        (Side({}, {"a": unread("a", digest=b"")}), Side({}, {"a": unread("a", digest=b"")}), ["a"]),
        (Side({}, {"a": unread("a")}), Side({}), ["a"]),
        # What can be read now counts as new, which hides nothing.
        (Side({}, {"a": unread("a")}), Side({"a": POLICY}), []),
    ],
)
def test_what_is_not_the_same_on_both_sides_is_not_compared(old, new, names):
    assert shown(not_compared(old, new)) == names
