"""A policy as permissions that can be compared with another's, whatever its format."""

import json

import pytest

from emitter.diff.access import access
from emitter.diff.condition import ConditionClause
from emitter.diff.permission import Names
from emitter.reading.files import read_text
from emitter.reading.values import REGION, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, deny, documents


def permissions(*policies, **options):
    """Effect, action, kind and resource of each permission."""
    found = access(documents(*policies), **options).permissions
    return sorted((one.effect, one.action.shown, one.kind, one.resource.shown) for one in found)


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        (allow(Action="s3:GetObject"), [("Allow", "s3:GetObject", "Resource", "*")]),
        # Wildcard actions become the actions that they match, in AWS's spelling.
        (allow(Action="s3:getobject"), [("Allow", "s3:GetObject", "Resource", "*")]),
        (
            allow(Action="ecs:Sto*Task", Resource=["a", "b"]),
            [("Allow", "ecs:StopTask", "Resource", "a"), ("Allow", "ecs:StopTask", "Resource", "b")],
        ),
        (allow(Action="s3:NoSuch*"), [("Allow", "s3:NoSuch*", "Resource", "*")]),
        (allow(Action="*"), [("Allow", "*", "Resource", "*")]),
        (
            allow(NotAction=["s3:Put*", "ecs:*"]),
            [("Allow", "all but ecs:*, s3:Put*", "Resource", "*")],
        ),
        (
            deny(Action="s3:GetObject", NotResource=["b", "a"]),
            [("Deny", "s3:GetObject", "Resource", "all but a, b")],
        ),
    ],
)
def test_permissions_of_a_policy(policy, found):
    assert permissions(policy) == found


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ({"Principal": {"AWS": "1"}}, [("AWS", Names(("1",)))]),
        ({"Principal": {"Service": "a.amazonaws.com"}}, [("Service", Names(("a.amazonaws.com",)))]),
        ({"NotPrincipal": {"AWS": ["2", "1"]}}, [("*", Names(("1", "2"), negated=True))]),
    ],
)
def test_a_trust_policy_is_for_principals(element, found):
    document = {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", **element}}
    assert [(one.kind, one.resource) for one in access(documents(document)).trust] == found


def test_conditions_are_the_same_whatever_their_order_and_case():
    one = allow(Condition={"StringEquals": {"AWS:username": ["b", "a", "a"]}})
    found = access(documents(one))
    (permission,) = found.permissions
    assert permission.conditions == {ConditionClause("StringEquals", "aws:username", ("a", "b"))}
    # A person sees the key as the file has it.
    assert found.keys == {"aws:username": "AWS:username"}


def test_a_condition_of_the_template_is_a_condition():
    (document,) = documents(allow())
    (statement,) = document.statements
    when = statement._replace(when=("Prod", "not Test"))
    (permission,) = access([document._replace(statements=(when,))]).permissions
    assert permission.conditions == {
        ConditionClause("Bool", "condition Prod", ("true",)),
        ConditionClause("Bool", "condition Test", ("false",)),
    }


def test_without_policy_variables_their_signs_are_text():
    old = {**allow(Resource="arn:aws:s3:::${aws:username}"), "Version": "2008-10-17"}
    assert permissions(old) == [("Allow", "*", "Resource", "arn:aws:s3:::${$}{aws:username}")]
    assert permissions({**old, "Version": "2012-10-17"}) == [
        ("Allow", "*", "Resource", "arn:aws:s3:::${aws:username}")
    ]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (Unknown("${data.aws_region.x.name}", REGION), "{region}"),
        (Unknown("${ var.role }"), "{Role}"),
        (Unknown("${Other}"), "{Other}"),
        (Unknown("a function"), "{a function}"),
    ],
)
def test_what_is_open_is_named_alike_in_every_format(part, name):
    (document,) = documents(allow())
    (statement,) = document.statements
    open_ = statement._replace(resources=(Value((part,), Place("f")),))
    (found,) = access([document._replace(statements=(open_,))], names={"var.role": "Role"}).permissions
    assert found.resource == Names((name,))


def test_what_an_identity_has_besides_its_documents():
    (own,) = documents(allow(Action="s3:GetObject"))
    (limit,) = documents(allow(Action="s3:*"))
    policy = Value(("arn:aws:iam::aws:policy/ReadOnlyAccess",), Place("f"))
    found = access(
        [own._replace(open=("${var.more}",)), limit._replace(kind="boundary", name="Limit")],
        bounded=[Value(("arn:b",), Place("f"))],
        attached=[policy],
    )
    assert found.more == {"${var.more}", policy.text}
    assert found.bounded == ("arn:b", "Limit")
    assert (len(found.permissions), bool(found.limits), found.trust) == (1, True, frozenset())


def test_policies_of_resources_and_organizations_are_compared_as_what_they_are_most_like():
    (one,) = documents(allow(Action="s3:GetObject", Principal="*"))
    for kind in ("resource", "rcp", "endpoint"):
        assert access([one._replace(kind=kind)]).trust
    for kind in ("scp", "stack"):
        assert access([one._replace(kind=kind)]).permissions


def test_defaults_of_parameters_that_are_used():
    properties = {"PolicyDocument": deny(Resource={"Fn::Sub": "arn:aws:s3:::${Name}"}), "Roles": ["r"]}
    template = {"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}}}
    given = read_text(json.dumps(template), "t.json").documents
    found = access(given, openings={"Name": ("web",), "Unused": ("x",)}, names={"Name": "BucketName"})
    assert found.defaults == {"BucketName": ("web",)}
    assert found.inverse == {"BucketName"}
