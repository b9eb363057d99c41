"""Policies of several kinds together, and policies that nobody gave."""

import pytest

from emitter.evaluate import AccessRequest, UnreadPolicies, compile_policies
from emitter.evaluate import dependencies as on
from tests.support.policy_documents import allow, deny, documents

ROLE = "arn:aws:iam::111122223333:role/deploy"
GET = AccessRequest("s3:GetObject", "arn:aws:s3:::b/k")
UPDATE = AccessRequest("ecs:UpdateService")
SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/a/b"


def of_kind(kind, name="", **elements):
    """The document of a policy, as if it were read as one of ``kind``."""
    (document,) = documents(allow(**elements))
    return document._replace(kind=kind, name=name)


TRUSTS = {"Action": "sts:AssumeRole", "Principal": {"AWS": ROLE}}


@pytest.mark.parametrize(
    ("kind", "name", "decides", "trusts"),
    [
        ("identity", "P", True, False),
        ("trust", "R", False, True),
        # The policy of a resource that stands by itself may be that of a role.
        ("resource", "", False, True),
        ("resource", "B", False, False),
        ("boundary", "P", False, False),
        ("scp", "", False, False),
    ],
)
def test_each_question_is_answered_by_policies_of_its_kind(kind, name, decides, trusts):
    asked = AccessRequest("sts:AssumeRole", ROLE)
    compiled = compile_policies([of_kind(kind, name, **TRUSTS)])
    assert (compiled.decide(asked).verdict == "allowed") is decides
    assert (compiled.assumes(ROLE).verdict == "allowed") is trusts


def test_one_who_is_named_by_no_principal_is_an_error():
    with pytest.raises(ValueError, match="ann"):
        compile_policies([of_kind("trust", **TRUSTS)]).assumes("ann")


AWS_OWN, DENY_ALL = "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AWSDenyAll"
OF_CUSTOMER = "arn:aws:iam::111122223333:policy/x"


@pytest.mark.parametrize(
    ("policy", "attached", "verdict"),
    [
        (allow(), AWS_OWN, "allowed"),
        (allow(Action="ecs:*"), AWS_OWN, "unknown"),
        (deny(), AWS_OWN, "explicitly-denied"),
        # Its name says that it denies, or nobody knows.
        (allow(), DENY_ALL, "unknown"),
        (allow(), OF_CUSTOMER, "unknown"),
        (allow(Action="ecs:*"), OF_CUSTOMER, "unknown"),
        (deny(), OF_CUSTOMER, "explicitly-denied"),
    ],
)
def test_an_attached_policy_that_nobody_gave(policy, attached, verdict):
    decision = compile_policies(documents(policy), unread=UnreadPolicies((attached,))).decide(GET)
    assert decision.verdict == verdict
    expected = [on.ManagedPolicy(f"the managed policy {attached}")] if verdict == "unknown" else []
    assert list(decision.unknown) == expected


def test_a_boundary_that_nobody_gave_may_forbid_what_a_policy_allows():
    unread = UnreadPolicies(boundary=(OF_CUSTOMER,))
    decision = compile_policies(documents(allow()), unread=unread).decide(GET)
    assert decision.verdict == "unknown"
    assert decision.unknown == (f"the permissions boundary {OF_CUSTOMER}",)
    assert compile_policies(documents(allow(Action="ecs:*")), unread=unread).decide(GET).verdict == (
        "implicitly-denied"
    )


def test_statements_that_a_file_leaves_open_may_allow_or_deny():
    (document,) = documents(allow())
    compiled = compile_policies([document._replace(open=("${var.more}",))])
    assert compiled.decide(GET).unknown == ("${var.more}",)


@pytest.mark.parametrize(
    ("elements", "verdict"),
    [
        ({"Resource": ["*", SERVICE]}, "allowed"),
        ({"Resource": [SERVICE]}, "unknown"),
        ({"Resource": ["arn:aws:sqs:eu-west-1:111122223333:q", SERVICE]}, "unknown"),
        # No service is a queue.
        ({"Resource": "arn:aws:sqs:eu-west-1:111122223333:q"}, "implicitly-denied"),
        ({"NotResource": SERVICE}, "unknown"),
        ({"NotResource": "*"}, "implicitly-denied"),
        ({"Resource": []}, "implicitly-denied"),
    ],
)
def test_a_request_on_a_resource_that_is_not_named(elements, verdict):
    assert compile_policies(documents(allow(**elements))).decide(UPDATE).verdict == verdict


def test_an_effect_that_is_neither_is_named_by_its_line_where_there_is_no_sid():
    (document,) = documents(allow(Sid="", Effect="allow"))
    decision = compile_policies([document]).decide(GET)
    assert decision.unknown == (f"Effect 'allow' of line {document.statements[0].place.line}",)
    elsewhere = documents(allow(Effect="allow", Resource="arn:aws:s3:::c/*"))
    assert compile_policies(elsewhere).decide(GET).verdict == "implicitly-denied"


SESSION = "arn:aws:sts::111122223333:assumed-role/deploy/nightly"
DEEP, OTHER = "arn:aws:iam::111122223333:role/teams/deploy", "arn:aws:iam::111122223333:role/other"


@pytest.mark.parametrize(
    ("operator", "values", "verdict"),
    [
        ("ArnEquals", [ROLE], "unknown"),
        # A session does not say the path of its role.
        ("ArnEquals", [OTHER, DEEP], "unknown"),
        ("ArnLike", ["arn:aws:iam::111122223333:role/*/deploy"], "unknown"),
        ("ArnLike", ["arn:aws:iam::111122223333:role/*deploy"], "allowed"),
        ("ArnLike", [OTHER, "arn:aws:iam::111122223333:role/*r"], "implicitly-denied"),
    ],
)
def test_the_role_of_a_session_is_compared_without_its_path(operator, values, verdict):
    elements = {**TRUSTS, "Principal": {"AWS": "111122223333"}}
    policy = of_kind("trust", Condition={operator: {"aws:PrincipalArn": values}}, **elements)
    assert compile_policies([policy]).assumes(SESSION).verdict == verdict


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ({"Null": {"aws:username": "TRUE"}}, "implicitly-denied"),
        ({"Null": {"aws:username": "False"}}, "allowed"),
        ({"StringEquals": {"aws:TagKeys": "c"}}, "implicitly-denied"),
        ({"StringEquals": {"aws:TagKeys": "a"}}, "unknown"),
        # AWS does not say how several values compare without a set operator.
        ({"StringNotEquals": {"aws:TagKeys": ["a", "b"]}}, "unknown"),
    ],
)
def test_conditions_on_absent_keys_and_several_values(condition, verdict):
    context = {"aws:username": ("ann",), "aws:TagKeys": ("a", "b")}
    compiled = compile_policies(documents(allow(Action="sqs:CreateQueue", Condition=condition)))
    request = AccessRequest("sqs:CreateQueue", "arn:aws:sqs:eu-west-1:111122223333:q", context)
    assert compiled.decide(request).verdict == verdict
