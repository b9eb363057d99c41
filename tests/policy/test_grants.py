"""What the statements of an identity policy grant."""

import pytest

from emitter.policy import grants
from emitter.reading.values import DNS_SUFFIX, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, deny, documents, statement

NAMES = frozenset({"s3:getobject", "s3:putobject"})
OPEN = Value((Unknown("${Name}"),), Place("f"))
BUCKET = "arn:aws:s3:::b"


@pytest.mark.parametrize(
    ("policies", "names"),
    [
        ([allow(Action="s3:GetObject")], {"s3:getobject"}),
        ([allow(Action="S3:*Object")], NAMES),
        ([allow(Action="*")], set()),
        ([allow(NotAction="s3:Get*")], set()),
        ([deny(Action="s3:*")], set()),
        ([allow(Action="s3:*"), deny(Action="s3:Put*")], {"s3:getobject"}),
        ([allow(Action="s3:*"), deny(Action="S3:putobject")], {"s3:getobject"}),
        ([allow(Action="s3:*"), deny(Action="*")], set()),
        ([allow(Action="s3:*"), deny(NotAction="s3:Get*")], {"s3:getobject"}),
        ([allow(Action="s3:*"), deny(Action="*", Resource=BUCKET)], NAMES),
        ([allow(Action="s3:*"), deny(Action="*", Resource=[BUCKET, "*"])], set()),
        (
            [allow(Action="s3:*"), deny(Action="*", Condition={"Bool": {"aws:SecureTransport": "false"}})],
            NAMES,
        ),
        # A trust policy grants no permission.
        ([allow(Action="s3:GetObject", Principal="*")], set()),
    ],
)
def test_the_actions_that_policies_grant(policies, names):
    assert set(grants.granted(documents(*policies), NAMES)) == set(names)


@pytest.mark.parametrize(
    ("elements", "names"),
    [
        ({"Action": "*"}, NAMES),
        ({"NotAction": "s3:Get*"}, {"s3:putobject"}),
        ({"NotAction": "*"}, set()),
        ({"NotAction": ["s3:Get*", "ecs:*"]}, {"s3:putobject"}),
        ({"NotAction": "ecs:*"}, NAMES),
    ],
)
def test_broadly_everything_that_may_be_granted_counts(elements, names):
    found = grants.granted(documents(allow(**elements)), NAMES, broadly=True)
    assert set(found) == set(names)
    assert all(one.action == name for name, all_ in found.items() for one in all_)


def test_an_open_action_is_granted_broadly():
    (document,) = documents(allow())
    (one,) = document.statements
    for open_ in (one._replace(actions=(OPEN,)), one._replace(actions=(), not_actions=(OPEN,))):
        given = (document._replace(statements=(open_,)),)
        assert set(grants.granted(given, NAMES, broadly=True)) == NAMES
        assert grants.granted(given, NAMES) == {}


def test_a_not_action_that_is_open_in_part_may_grant_anything():
    (document,) = documents(allow(NotAction=["s3:Get*", "s3:Put*"]))
    (one,) = document.statements
    given = (document._replace(statements=(one._replace(not_actions=(*one.not_actions, OPEN)),)),)
    assert set(grants.granted(given, NAMES, broadly=True)) == NAMES
    assert grants.allowed_by_not_action(given[0].statements[0], NAMES) == ()


def test_an_open_action_denies_nothing_for_sure():
    (document,) = documents(deny())
    (one,) = document.statements
    for open_ in (one._replace(actions=(OPEN,)), one._replace(actions=(), not_actions=(OPEN,))):
        assert grants.denied([document._replace(statements=(open_,))], NAMES) == set()


def test_a_statement_that_a_template_may_leave_out_denies_nothing_for_sure():
    (document,) = documents(deny(Action="s3:*"))
    (one,) = document.statements
    assert grants.denied([document], NAMES) == NAMES
    for unsure in (one._replace(when=("Prod",)), one._replace(present=one.present | {"Condition"})):
        assert grants.denied([document._replace(statements=(unsure,))], NAMES) == set()


@pytest.mark.parametrize(
    ("actions", "name", "spelled"),
    [
        (["S3:GetObject", "s3:*"], "s3:getobject", ["S3:GetObject"]),
        (["s3:GetObject"], "S3:getObject", ["s3:GetObject"]),
        (["s3:*"], "s3:getobject", []),
    ],
)
def test_a_statement_that_names_an_action(actions, name, spelled):
    (named,) = documents(allow(Action=actions))
    assert [value.shown for _, value in grants.naming(named, name)] == spelled


def test_what_is_denied_wholly_is_named_by_no_statement():
    (allowed,), (denied,) = documents(allow(Action="s3:GetObject")), documents(deny(Action="s3:*"))
    both = allowed._replace(statements=(*allowed.statements, *denied.statements))
    assert list(grants.naming(both, "S3:GetObject")) == []


@pytest.mark.parametrize(
    ("condition", "scoped"),
    [
        ({"StringEquals": {"aws:PrincipalTag/t": "x"}}, False),
        ({"StringEquals": {"aws:ResourceAccount": "111122223333"}}, False),
        ({"StringEquals": {"aws:ResourceTag/t": "x"}}, True),
        ({"StringLike": {"aws:ResourceTag/t": "*"}}, True),
        ({"StringLike": {"s3:prefix": "*"}}, False),
        ({"StringLike": {"s3:prefix": "home/*"}}, True),
        ({"StringLike": {"s3:prefix": ["home/*", "*"]}}, False),
        ({"StringEquals": {"s3:prefix": "*"}}, True),
    ],
)
def test_a_condition_on_what_is_reached_scopes(condition, scoped):
    assert grants.is_scoped(statement(Condition=condition)) is scoped


def test_conditions_that_a_file_leaves_open_may_scope_restrict_and_fix():
    open_ = statement()._replace(open=("${var.conditions}",))
    assert grants.is_scoped(open_)
    assert grants.restricts(open_, PASSED)
    assert grants.fixes(open_, PASSED)
    assert grants.condition_admits(open_, PASSED, ECS) is None
    plain = statement()
    assert not grants.is_scoped(plain)
    assert not grants.restricts(plain, PASSED)
    assert not grants.fixes(plain, PASSED)


PASSED, ECS = "iam:passedtoservice", "ecs-tasks.amazonaws.com"


@pytest.mark.parametrize(
    ("operator", "values", "admits", "restricts", "fixes"),
    [
        ("StringEquals", ECS, True, True, True),
        ("StringEquals", ["ec2.amazonaws.com", ECS], True, True, True),
        ("StringEquals", "ecs*", False, True, False),
        ("StringLike", "ecs*", True, True, False),
        ("StringLike", [ECS, "ec2*"], True, True, False),
        ("StringLike", "ec2*", False, True, False),
        ("StringEqualsIgnoreCase", ECS, True, True, True),
        ("StringLike", "*", True, False, False),
        ("StringLike", "*.amazonaws.com", True, False, False),
        ("StringLike", ["ec2.amazonaws.com", "*.amazonaws.com.cn"], False, False, False),
        # A condition that excludes restricts nobody to a service.
        ("StringNotEquals", "ec2.amazonaws.com", True, False, False),
    ],
)
def test_a_condition_on_the_service_that_a_role_is_passed_to(operator, values, admits, restricts, fixes):
    found = statement(Condition={operator: {"iam:PassedToService": values}})
    assert grants.condition_admits(found, PASSED, ECS) is admits
    assert grants.restricts(found, PASSED) is restricts
    assert grants.fixes(found, PASSED) is fixes


def test_a_condition_on_another_key_says_nothing_of_the_service():
    found = statement(Condition={"StringEquals": {"aws:PrincipalTag/team": "web"}})
    assert grants.condition_admits(found, PASSED, ECS) is True
    assert not grants.restricts(found, PASSED)
    assert not grants.fixes(found, PASSED)


def passed_to(*values):
    (found,) = documents(allow(Condition={"StringEquals": {"iam:PassedToService": ECS}}))[0].statements
    made = tuple(Value(parts, Place("f")) for parts in values)
    return found._replace(conditions=(found.conditions[0]._replace(values=made),))


@pytest.mark.parametrize(
    ("values", "admits", "fixes"),
    [
        ([(Unknown("${Service}"),)], None, False),
        ([("ec2.amazonaws.com",), (Unknown("${Service}"),)], None, False),
        ([(ECS,), (Unknown("${Service}"),)], True, False),
        ([("ecs-tasks.", Unknown("${AWS::URLSuffix}", DNS_SUFFIX))], True, False),
        ([("ecs-", Unknown("${Kind}"), ".", Unknown("${AWS::URLSuffix}", DNS_SUFFIX))], None, False),
        ([("ec2.", Unknown("${Suffix}"))], False, False),
    ],
)
def test_a_service_that_is_open_may_be_the_one(values, admits, fixes):
    found = passed_to(*values)
    assert grants.condition_admits(found, PASSED, ECS) is admits
    assert grants.fixes(found, PASSED) is fixes


def written(action):
    return action.level == "Write"


def broad(*policies, wanted=written, **options):
    """Per statement with broad access: the resource, and the names of the actions of each value."""
    (document, *others) = documents(*policies)
    both = document._replace(statements=tuple(s for one in (document, *others) for s in one.statements))
    return [
        (found.resource.shown, [(v.shown, [one.name for one in inner]) for v, inner in found.actions])
        for found in grants.allowed_broadly(both, wanted, **options)
    ]


STOP, RUN = ("ecs:StopTask", ["ecs:StopTask"]), ("ecs:RunTask", ["ecs:RunTask"])


@pytest.mark.parametrize(
    ("policies", "found"),
    [
        ([allow(Action=["ecs:StopTask", "ecs:ListTasks"])], [("*", [STOP])]),
        ([allow(Action="ecs:Sto*Task")], [("*", [("ecs:Sto*Task", ["ecs:StopTask"])])]),
        # About these there is more to say than that they are broad.
        ([allow(Action=["*", "ecs:*", "e*:StopTask", "ecs:**"])], []),
        ([allow(Action=["ecsStopTask", "no:Such*"])], []),
        ([allow(Action="ecs:ListTasks")], []),
        ([deny(Action="ecs:StopTask")], []),
        ([allow(Action="ecs:StopTask", Condition={"StringEquals": {"ecs:cluster": "a"}})], []),
        ([allow(Action="ecs:StopTask"), allow(Action="ecs:RunTask")], [("*", [STOP]), ("*", [RUN])]),
        (
            [
                allow(Action="ecs:ListTasks"),
                allow(Action="ecs:RunTask", Condition={"StringEquals": {"ecs:cluster": "a"}}),
                allow(Action="ecs:StopTask"),
            ],
            [("*", [STOP])],
        ),
        ([allow(Action=["ecs:StopTask", "ecs:RunTask"]), deny(Action="ECS:runtask")], [("*", [STOP])]),
        (
            [allow(Action=["ecs:St*Task", "ecs:RunTask"]), deny(Action="ecs:StopTask")],
            [("*", [("ecs:St*Task", ["ecs:StartTask"]), RUN])],
        ),
        ([allow(Action="ecs:StopTask"), deny(Action="ecs:*")], []),
        # One resource of a statement is enough.
        ([allow(Action="ecs:StopTask", Resource=["a", "b"])], [("a", [STOP])]),
    ],
)
def test_broad_access(policies, found):
    assert broad(*policies) == found


def test_broad_access_on_the_resources_asked_for():
    policy = allow(Action=["ecs:StopTask", "ecs:RunTask"], Resource=["a", "b"])
    assert broad(policy, on=lambda value: value.shown == "b") == [("b", [STOP, RUN])]
    assert broad(policy, on=lambda value: False) == []
    only = {("b", "ecs:RunTask")}
    assert broad(policy, by=lambda value, action: (value.shown, action.name) in only) == [("b", [RUN])]
