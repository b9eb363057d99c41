"""Why a request is denied: the statements that came near, where they stand, and what did not match."""

import pytest

from emitter.evaluate import AccessRequest, compile_policies
from tests.support.policy_documents import allow, deny, documents

_BUCKET = "arn:aws:s3:::b/k"
_GET = AccessRequest("s3:GetObject", _BUCKET, {"aws:username": ("ann",), "s3:prefix": ()})


def reasons(*policies, request=_GET, boundary=()):
    decision = compile_policies(documents(*policies), documents(*boundary, name="boundary.json")).decide(
        request
    )
    assert decision.verdict == "implicitly-denied"
    return [(reason.sid, reason.what, reason.detail) for reason in decision.reasons]


@pytest.mark.parametrize(
    ("policy", "what", "detail"),
    [
        (allow(Resource="arn:aws:s3:::c/*"), "resource", f"{_BUCKET} is not arn:aws:s3:::c/*"),
        (
            allow(NotResource=["arn:aws:s3:::b/*"]),
            "resource",
            f"{_BUCKET} is among its NotResource: arn:aws:s3:::b/*",
        ),
        (allow(Action=["s3:Put*", "ecs:RunTask"]), "action", "names s3:Put*, not s3:GetObject"),
        (allow(NotAction="s3:*"), "action", "s3:GetObject is among its NotAction: s3:*"),
        (
            allow(Condition={"StringEquals": {"aws:username": ["bob", "eve"]}}),
            "condition",
            "StringEquals aws:username wants bob or eve, got ann",
        ),
        (
            allow(Condition={"StringLike": {"s3:prefix": ""}}),
            "condition",
            "StringLike s3:prefix wants '', the request has none",
        ),
        (
            allow(Resource=[f"arn:aws:s3:::{name}" for name in "uvwxyz"]),
            "resource",
            f"{_BUCKET} is not {' or '.join(f'arn:aws:s3:::{name}' for name in 'uvwx')} or 2 more",
        ),
    ],
)
def test_one_reason(policy, what, detail):
    assert reasons(policy) == [("S", what, detail)]


def test_every_condition_that_does_not_hold_is_named():
    condition = {
        "StringEquals": {"aws:username": "bob"},
        "Null": {"s3:prefix": ["true"], "aws:username": "true"},
    }
    assert [what for _, what, _ in reasons(allow(Condition=condition))] == ["condition", "condition"]
    both = allow(Resource="arn:aws:s3:::c/*", Condition=condition)
    assert [what for _, what, _ in reasons(both)] == ["resource", "condition", "condition"]


def test_statements_on_the_action_come_before_those_of_the_service():
    near, far = allow(Sid="Near", Resource="arn:aws:s3:::c/*"), allow(Sid="Far", Action="s3:PutObject")
    assert [sid for sid, _, _ in reasons(near, far)] == ["Near"]
    assert [sid for sid, _, _ in reasons(far, allow(Sid="Other", Action="ecs:*"))] == ["Far"]
    assert [
        sid for sid, _, _ in reasons(far, allow(Sid="Put", Action="s3:Put*", Resource="arn:aws:s3:::c"))
    ] == ["Far"]


def test_when_nothing_is_near_each_policy_says_so():
    other = allow(Action="ecs:*")
    detail = "no statement of this policy allows s3:GetObject or anything near it"
    assert reasons(other, other) == [("", "action", detail)] * 2


def test_the_group_that_does_not_allow_is_named():
    detail = "no statement of this permissions boundary allows s3:GetObject or anything near it"
    assert reasons(allow(), boundary=[allow(Action="ecs:*")]) == [("", "action", detail)]


def test_a_place_is_file_and_line():
    (document,) = documents(allow(Action="s3:PutObject"), name="put.json")
    (reason,) = compile_policies([document]).decide(_GET).reasons
    assert reason.place == document.statements[0].place
    assert (reason.place.file, reason.place.line) == ("put.json", 4)


def test_what_decided_has_its_effect_document_and_place():
    (document,) = documents(allow())
    decision = compile_policies([document._replace(name="P")]).decide(_GET)
    assert [(one.effect, one.sid, one.document, one.place) for one in decision.statements] == [
        ("Allow", "S", "P", document.statements[0].place)
    ]


def test_an_action_on_no_resource_says_that_only_a_star_matches():
    policy = allow(Action="s3:ListAllMyBuckets", Resource="arn:aws:s3:::b")
    ((_, what, detail),) = reasons(policy, request=AccessRequest("s3:ListAllMyBuckets"))
    assert (what, detail) == ("resource", "arn:aws:s3:::* is not arn:aws:s3:::b")
    policy = allow(Action="ecs:ListClusters", Resource="arn:aws:ecs:*:*:cluster/a")
    ((_, what, detail),) = reasons(policy, request=AccessRequest("ecs:ListClusters"))
    assert (
        detail == "ecs:ListClusters takes no resource, so only * matches;"
        " the statement is on arn:aws:ecs:*:*:cluster/a"
    )


def test_a_denial_that_does_not_apply_is_no_reason():
    other = deny(Sid="D", Resource="arn:aws:s3:::c/*")
    far = allow(Sid="Far", Action="s3:PutObject")
    near = allow(Sid="Near", Resource="arn:aws:s3:::c/*")
    assert [sid for sid, _, _ in reasons(near, other)] == ["Near"]
    assert [sid for sid, _, _ in reasons(far, deny(Sid="D", Action="s3:Put*"))] == ["Far"]


def test_of_an_undecided_request_only_statements_that_are_undecided_are_reasons():
    asks = allow(Sid="Asks", Condition={"StringEquals": {"aws:SourceIp": "x"}})
    no = allow(Sid="No", Resource="arn:aws:s3:::c/*", Condition={"StringEquals": {"aws:SourceVpc": "x"}})
    decision = compile_policies(documents(no, asks)).decide(_GET)
    assert decision.verdict == "unknown"
    assert [(one.sid, one.what) for one in decision.reasons] == [("Asks", "condition")]
