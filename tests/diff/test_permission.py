"""When one permission contains another."""

import pytest

from emitter.diff.condition import ConditionClause
from emitter.diff.permission import Names, Permission, merged, parts, related, within


def names(*texts, negated=False):
    return Names(texts, negated)


def permission(action="s3:GetObject", resource="*", kind="Resource", effect="Allow", conditions=()):
    action, resource = (one if isinstance(one, Names) else names(one) for one in (action, resource))
    return Permission(effect, action, kind, resource, frozenset(conditions))


def user(*values):
    return ConditionClause("StringEquals", "aws:username", values)


BUT_GET = names("s3:Get*", negated=True)
ROLE = "arn:aws:iam::111122223333:role/a"


@pytest.mark.parametrize(
    ("inner", "outer", "contained"),
    [
        (permission(), permission(), True),
        (permission(), permission("S3:get*"), True),
        (permission("s3:Get*"), permission(), False),
        (permission(effect="Deny"), permission(), False),
        (permission(resource="arn:aws:s3:::a"), permission(resource="arn:aws:s3:*"), True),
        (permission(resource="arn:aws:s3:*"), permission(resource="arn:aws:s3:::*"), False),
        (permission(conditions=[user("a")]), permission(), True),
        (permission(), permission(conditions=[user("a")]), False),
        # All but some: the more is left out, the less there is.
        (permission("s3:PutObject"), permission(BUT_GET), True),
        (permission("S3:getobject"), permission(BUT_GET), False),
        (permission("s3:*"), permission(BUT_GET), False),
        (permission("ecs:*"), permission(BUT_GET), True),
        (permission(names("s3:*", negated=True)), permission(BUT_GET), True),
        (permission(BUT_GET), permission(names("s3:*", negated=True)), False),
        (permission(names("s3:*", "ecs:*", negated=True)), permission(BUT_GET), True),
        (permission(BUT_GET), permission("*"), True),
        (permission(BUT_GET), permission("s3:*"), False),
        (
            permission(resource="arn:aws:s3:::{Name}"),
            permission(resource=names("arn:aws:s3:::a", negated=True)),
            False,
        ),
        (
            permission(resource="arn:aws:s3:::b"),
            permission(resource=names("arn:aws:s3:::{Name}", negated=True)),
            False,
        ),
        (
            permission(resource="arn:aws:s3:::b"),
            permission(resource=names("arn:aws:s3:::?a", negated=True)),
            True,
        ),
        # Principals of one type, or of any.
        (permission(resource=ROLE, kind="AWS"), permission(resource="111122223333", kind="AWS"), True),
        (permission(resource="a.amazonaws.com", kind="Service"), permission(kind="*"), True),
        (permission(resource="a.amazonaws.com", kind="Service"), permission(kind="AWS"), True),
        (permission(kind="AWS"), permission(kind="Service"), False),
        (permission(resource=ROLE, kind="AWS"), permission(resource=ROLE, kind="*"), False),
    ],
)
def test_a_permission_contains_another(inner, outer, contained):
    assert within(inner, outer) is contained


def test_two_permissions_are_related_where_one_is_on_what_the_other_is_on():
    wide, narrow = permission(resource="arn:aws:s3:::*"), permission(resource="arn:aws:s3:::a")
    assert related(wide, narrow)
    assert related(narrow, wide)
    assert not related(narrow, permission(resource="arn:aws:s3:::b"))


def test_permissions_that_differ_in_the_values_of_a_key_are_one():
    a, b = (permission(conditions=[user(name)]) for name in "ab")
    both, other = permission(conditions=[user("a", "b")]), permission("ecs:RunTask")
    assert merged([a, b, other]) == {both, other}
    assert set(parts(both)) == {a, b}
    assert list(parts(other)) == [other]


@pytest.mark.parametrize(
    ("given", "shown", "wide"),
    [
        (names("s3:GetObject"), "s3:GetObject", False),
        (names("s3:Get*"), "s3:Get*", True),
        (names("s3:Get", "s3:Put", negated=True), "all but s3:Get, s3:Put", True),
    ],
)
def test_names_for_a_person(given, shown, wide):
    assert (given.shown, given.wide) == (shown, wide)
